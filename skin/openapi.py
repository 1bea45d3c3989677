"""What the addresses of skin scans are for."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension, OpenApiViewExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    Direction,
    OpenApiExample,
    extend_schema,
    extend_schema_view,
)

from glowcycle.openapi.parameters import ETAG, LOCATION, REQUEST_KEY, refused
from glowcycle.openapi.records import Records
from skin.serializers import (
    PhotoAnalysis,
    ScanSerializer,
    UploadAnalysis,
    UploadFormSerializer,
    UploadRequest,
)

METRICS = {"radiance": 71, "moisture": None, "texture": 64, "pores": 58, "darkCircles": None}
PHOTO_ID = "8d6f1a3e-5a8a-4b7e-9f43-0a4c6b1f2d11"
SCANS = Records(
    name="scan",
    plural="scans",
    body=ScanSerializer,
    answer={
        "userId": "6f2c9a0e-3a56-4a5b-8a3b-2f6f1f1b9d10",
        "createdAt": "2026-03-01T20:31:07.104233Z",
        "updatedAt": "2026-03-01T20:31:07.104233Z",
        "version": 1,
        "scanId": "0abca142-f4b2-4c89-b5f4-a535a9f29562",
        "date": "2026-03-01",
        "metrics": METRICS,
        "cycleDay": 9,
        "hasPhoto": False,
        "provenance": {
            "source": "local",
            "modelId": "glowcycle-local-1",
            "promptVersion": None,
            "quality": ["makeup"],
            "confidence": {
                "radiance": 0.8,
                "moisture": None,
                "texture": 0.7,
                "pores": 0.6,
                "darkCircles": None,
            },
            "observations": ["The light comes from one side."],
            "measuredAt": "2026-03-01T20:31:07.003201Z",
        },
    },
    change={"metrics": METRICS},
)
OFFER = {
    "photoId": PHOTO_ID,
    "url": "https://my-photos.s3.amazonaws.com/",
    "expiresAt": "2026-03-01T20:32:07.000000Z",
    "fields": {"key": "pending/her/photo", "Content-Type": "image/jpeg", "policy": "..."},
}


class Metrics(OpenApiSerializerExtension):
    """The scores are one value: a part of a scan names none of them, or all."""

    target_class = "skin.serializers.MetricsSerializer"

    def get_name(self, auto_schema: AutoSchema, direction: Direction) -> str | None:
        return "AllMetrics" if _is_change(auto_schema, direction) else None

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_basic_serializer(self.target, direction)
        if _is_change(auto_schema, direction):
            schema["required"] = list(schema["properties"])
        return schema


def _is_change(auto_schema: AutoSchema, direction: Direction) -> bool:
    return bool(auto_schema.method == "PATCH" and direction == "request")


class Skin(OpenApiViewExtension):
    target_class = "skin.views.SkinViewSet"

    def view_replacement(self) -> Any:
        @extend_schema(tags=["skin"])
        @extend_schema_view(
            create=SCANS.created(),
            retrieve=SCANS.read(),
            update=[SCANS.replaced(), SCANS.changed()],
            destroy=SCANS.deleted(),
            list=SCANS.listed(),
        )
        class Documented(self.target_class):  # type: ignore[name-defined,misc]  # made at run time
            @extend_schema(
                operation_id="offer_upload",
                summary="Ask for a way to upload one photo",
                request=UploadRequest,
                responses={201: UploadFormSerializer, **refused(403)},
                examples=[
                    OpenApiExample(
                        "A JPEG", {"contentType": "image/jpeg", "size": 812_345}, request_only=True
                    ),
                    OpenApiExample("A form", OFFER, response_only=True),
                ],
            )
            def offer_upload(self) -> None:
                """POST `fields`, then the photo as `file`, as one multipart form, to `url` before
                `expiresAt`; then have it measured under its `photoId`.
                """

            @extend_schema(
                operation_id="analyze",
                summary="Measure the skin on a photo",
                request={
                    "application/json": UploadAnalysis,
                    "multipart/form-data": PhotoAnalysis,
                },
                responses={201: ScanSerializer, **refused(403, 404, 409, 422, 429, 502)},
                parameters=[ETAG, LOCATION, REQUEST_KEY],
                examples=[
                    OpenApiExample("Uploaded before", {"photoId": PHOTO_ID}, request_only=True),
                    OpenApiExample("As stored", dict(SCANS.answer), response_only=True),
                ],
            )
            def analyze(self) -> None:
                """The photo, JPEG, PNG or WebP up to 4 MB and 25 megapixels, comes along in a form,
                or was uploaded and is named. It is deleted once it is scored, unless `keepPhoto`
                says otherwise. The same request again is the same scan.
                """

            @extend_schema(
                operation_id="get_photo",
                summary="The photo kept with a scan",
                responses={(200, "image/jpeg"): OpenApiTypes.BINARY, **refused(404)},
            )
            def photo(self) -> None:
                """A JPEG without metadata, for its owner alone."""

        return Documented
