from django.urls import path

from period.stage_views import StageViewSet
from period.views import CycleViewSet, DayViewSet

urlpatterns = [
    path("period", DayViewSet.as_view({"post": "create"}), name="period"),
    path("period/stages", StageViewSet.as_view({"post": "create"}), name="period-stages"),
    path(
        "period/stages/<record_id:stage_id>",
        StageViewSet.as_view(
            {"get": "retrieve", "put": "update", "patch": "update", "delete": "destroy"}
        ),
        name="period-stage",
    ),
    path(
        "period/stages/user/<str:user_id>",
        StageViewSet.as_view({"get": "list"}),
        name="period-stages-of-person",
    ),
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
    path(
        "period/cycles/<str:user_id>",
        CycleViewSet.as_view({"get": "cycles"}),
        name="period-cycles",
    ),
    path(
        "period/predictions/<str:user_id>",
        CycleViewSet.as_view({"get": "predictions"}),
        name="period-predictions",
    ),
]
