"""What the address is for by which she takes everything away."""

from typing import Any

from drf_spectacular.extensions import OpenApiViewExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema

from glowcycle.openapi.parameters import answered, refused
from glowcycle.person.export.serializers import PendingSerializer, ReadySerializer

READY = {
    "status": "ready",
    "downloadUrl": "https://my-photos.s3.amazonaws.com/exports/her/4c1f.zip?X-Amz-Signature=...",
    "expiresAt": "2026-03-01T20:46:07.104233Z",
    "bytes": 52_428_800,
}
PENDING = {"status": "exporting", "files": 18, "bytes": 10_485_760}
FILE_NAME = OpenApiParameter(
    "Content-Disposition",
    str,
    OpenApiParameter.HEADER,
    description="Of the zip itself: a file's name.",
    response=[200],
)


class Export(OpenApiViewExtension):
    target_class = "glowcycle.person.export.views.ExportViewSet"

    def view_replacement(self) -> Any:
        class Documented(self.target_class):  # type: ignore[name-defined,misc]  # made at run time
            @extend_schema(
                tags=["me"],
                operation_id="export_everything",
                summary="Everything of hers, as one zip",
                parameters=[answered("Retry-After", 202), FILE_NAME],
                responses={
                    (200, "application/zip"): OpenApiTypes.BINARY,
                    (200, "application/json"): ReadySerializer,
                    202: OpenApiResponse(PendingSerializer, "It is being made: ask again."),
                    **refused(429),
                },
                examples=[
                    OpenApiExample("Large", READY, response_only=True, status_codes=[200]),
                    OpenApiExample("Not done", PENDING, response_only=True, status_codes=[202]),
                ],
            )
            def take(self) -> None:
                """Up to 4 MB it is the answer itself, stored nowhere. Of a larger one each call
                writes a share to the bucket: repeat the request as `Retry-After` says until it is
                200, then fetch `downloadUrl`, without the token, before it expires.

                Every record is in it as its own address answers it, and as a table; photos that she
                kept; what she allowed; and a manifest with the SHA-256 of each file. What stands
                from the first call to the last is there once; what is written meanwhile may be.
                """

            @extend_schema(
                tags=["me"],
                operation_id="discard_export",
                summary="Delete a large export from the bucket",
                responses={204: OpenApiResponse(description="There is none any more.")},
            )
            def discard(self) -> None:
                """Once it was fetched, or to begin anew. Else it is deleted by the next export, or
                by the bucket at the second midnight (UTC).
                """

        return Documented
