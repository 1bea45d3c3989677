from django.urls import path

from glowcycle.api.parsers import PhotoForm
from skin.views import SkinViewSet

urlpatterns = [
    path("skin", SkinViewSet.as_view({"post": "create"}), name="skin"),
    path(
        "skin/analyze",
        SkinViewSet.as_view({"post": "analyze"}, parser_classes=[PhotoForm]),
        name="skin-analyze",
    ),
    path(
        "skin/<record_id:scan_id>",
        SkinViewSet.as_view(
            {"get": "retrieve", "put": "update", "patch": "update", "delete": "destroy"}
        ),
        name="skin-scan",
    ),
    path("skin/user/<str:user_id>", SkinViewSet.as_view({"get": "list"}), name="skin-of-person"),
]
