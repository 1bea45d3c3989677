from django.urls import path

from period.views import DayViewSet

urlpatterns = [
    path("period", DayViewSet.as_view({"post": "create"}), name="period"),
    path(
        "period/<str:day>",
        DayViewSet.as_view(
            {
                "get": "retrieve",
                "put": "update",
                "patch": "partial_update",
                "delete": "destroy",
            }
        ),
        name="period-day",
    ),
    path("period/user/<str:user_id>", DayViewSet.as_view({"get": "list"}), name="period-of-person"),
]
