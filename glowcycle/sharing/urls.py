from django.urls import path

from glowcycle.sharing.calendar.views import CalendarFeedViewSet

urlpatterns = [
    path(
        "calendar/<str:calendar_secret>.ics",
        CalendarFeedViewSet.as_view({"get": "read"}),
        name="calendar-feed",
    ),
]
