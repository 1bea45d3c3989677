from django.urls import path

from glowcycle.sharing.calendar.views import CalendarFeedViewSet
from glowcycle.sharing.views import SharedReportViewSet, SharedViewSet

urlpatterns = [
    path(
        "calendar/<str:calendar_secret>.ics",
        CalendarFeedViewSet.as_view({"get": "read"}),
        name="calendar-feed",
    ),
    path(
        "shared/<str:secret>",
        SharedViewSet.as_view({"get": "retrieve", "post": "open"}),
        name="shared",
    ),
    path(
        "shared/<str:secret>/report.pdf",
        SharedReportViewSet.as_view({"get": "retrieve"}),
        name="shared-report",
    ),
]
