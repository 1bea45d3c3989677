from django.urls import path

from glowcycle.api.negotiation import NoNegotiation
from glowcycle.api.parsers import FileForm, StrictJSON
from skin.insight_views import InsightViewSet
from skin.views import SkinViewSet

urlpatterns = [
    path("skin", SkinViewSet.as_view({"post": "create"}), name="skin"),
    path("skin/photos", SkinViewSet.as_view({"post": "offer_upload"}), name="skin-photos"),
    path(
        "skin/photos/<record_id:photo_id>/analyze",
        SkinViewSet.as_view({"post": "analyze_upload"}),
        name="skin-photo-analyze",
    ),
    path(
        "skin/analyze",
        SkinViewSet.as_view({"post": "analyze"}, parser_classes=[StrictJSON, FileForm]),
        name="skin-analyze",
    ),
    path(
        "skin/<record_id:scan_id>",
        SkinViewSet.as_view(
            {"get": "retrieve", "put": "update", "patch": "update", "delete": "destroy"}
        ),
        name="skin-scan",
    ),
    path(
        "skin/<record_id:scan_id>/photo",
        SkinViewSet.as_view({"get": "photo"}, content_negotiation_class=NoNegotiation),
        name="skin-photo",
    ),
    path(
        "skin/insights/<str:user_id>",
        InsightViewSet.as_view({"get": "retrieve"}),
        name="skin-insights",
    ),
    path("skin/user/<str:user_id>", SkinViewSet.as_view({"get": "list"}), name="skin-of-person"),
]
