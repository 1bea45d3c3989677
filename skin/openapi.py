"""Documents the addresses of skin scans."""

from typing import Any, get_args

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction

from glowcycle.insights.example_readings import skin_example
from glowcycle.insights.openapi import insights_operation
from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.parameters import (
    give_examples,
)
from glowcycle.openapi.records import RecordOperations
from skin.domain.measurement import (
    MissingReason,
    QualityIssue,
    Source,
)
from skin.photo_openapi import photo_actions
from skin.serializers import (
    ConfidenceSerializer,
    MetricsSerializer,
    MissingSerializer,
    ProvenanceSerializer,
    ScanSerializer,
    UploadFormSerializer,
    UploadRequest,
)

METRICS = {"radiance": 71, "moisture": None, "texture": 64, "pores": 58, "darkCircles": None}
SCANS = RecordOperations(
    component="SkinScan",
    name="scan",
    plural="scans",
    serializer=ScanSerializer,
    answer={
        "userId": "6f2c9a0e-3a56-4a5b-8a3b-2f6f1f1b9d10",
        "createdAt": "2026-03-09T20:31:07.104233Z",
        "updatedAt": "2026-03-09T20:31:07.104233Z",
        "version": 1,
        "etag": "q7Jk2Vn0XbA4tLw9YsE3fg",
        "origin": None,
        "scanId": "0abca142-f4b2-4c89-b5f4-a535a9f29562",
        "date": "2026-03-09",
        "metrics": METRICS,
        "cycleDay": 9,
        "hasPhoto": False,
        "provenance": {
            "source": "manual",
            "modelId": None,
            "promptVersion": None,
            "quality": [],
            "confidence": None,
            "observations": [],
            "measuredAt": None,
            "missing": None,
        },
    },
    change={"metrics": METRICS},
)

MEASURED = {
    **SCANS.answer,
    "hasPhoto": True,
    "provenance": {
        "source": "local",
        "modelId": "classical-2",
        "promptVersion": None,
        "quality": ["turned_away"],
        "confidence": {
            "radiance": 0.25,
            "moisture": None,
            "texture": 0.5,
            "pores": 0.3,
            "darkCircles": None,
        },
        "observations": [],
        "measuredAt": "2026-03-09T20:31:07.003201Z",
        "missing": {
            "radiance": None,
            "moisture": "not_in_a_photo",
            "texture": None,
            "pores": None,
            "darkCircles": "turned_away",
        },
    },
}


class AllMetrics(OpenApiSerializerExtension):
    """The scores in a PATCH, which has all five of them: they are one value."""

    target_class = "skin.serializers.MetricsSerializer"

    def get_name(self, auto_schema: AutoSchema, direction: Direction) -> str | None:
        return "AllSkinMetrics" if _is_change(auto_schema, direction) else None

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_basic_serializer(self.target, direction)
        if _is_change(auto_schema, direction):
            schema["required"] = list(schema["properties"])
        return schema


def _is_change(auto_schema: AutoSchema, direction: Direction) -> bool:
    return bool(auto_schema.method == "PATCH" and direction == "request")


give_examples(scan_id=SCANS.answer["scanId"])
name_components(
    SkinScan=ScanSerializer,
    SkinMetrics=MetricsSerializer,
    SkinConfidence=ConfidenceSerializer,
    MissingScores=MissingSerializer,
    ScanProvenance=ProvenanceSerializer,
    PhotoUploadForm=UploadFormSerializer,
    PhotoUpload=UploadRequest,
)

name_enums(
    ScanSource=get_args(Source),
    MissingReason=get_args(MissingReason),
    PhotoIssue=get_args(QualityIssue),
    PhotoType=("image/jpeg", "image/png", "image/webp"),
    FormBoolean=("true", "false"),
)

document_view(
    "skin.views.SkinViewSet",
    tag="skin",
    **SCANS.actions(),
    **photo_actions(scan=MEASURED),
)

document_view(
    "skin.insight_views.InsightViewSet",
    tag="skin",
    retrieve=insights_operation(
        name="skin_insights",
        summary="Does it follow my cycle?",
        Less_than_one_scan_can_tell=skin_example(),
    ),
)
