"""Documents the address of the export."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_field,
)
from rest_framework import serializers

from glowcycle.api.fields import IN_HER_LANGUAGE
from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.parameters import errors, response_header
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
    description="The name of the zip file; sent only with the zip.",
    response=[200],
)

ANSWERS = {
    (200, "application/zip"): OpenApiResponse(
        OpenApiTypes.BINARY, f"All of your data; its `index.html` is {IN_HER_LANGUAGE}."
    ),
    (200, "application/json"): ReadySerializer,
    202: OpenApiResponse(PendingSerializer, "The export is not ready: ask again."),
}
NONE = "There is no export; only a HEAD gets this."
HEADERS = [response_header("Retry-After", 202), FILE_NAME]
EXAMPLES = [
    OpenApiExample("Large", READY, response_only=True, status_codes=[200]),
    OpenApiExample("Not done", PENDING, response_only=True, status_codes=[202]),
]

STATUSES = (READY["status"], PENDING["status"])

RECENT_SIGN_IN = (
    "Where the stage asks for a recent sign-in, the request that begins an export may be 401 "
    "`insufficient_user_authentication`; one that continues it or fetches it never is."
)

GET = extend_schema(
    operation_id="export_everything",
    summary="Export all of your data as one zip",
    description="Up to 4 MB, the zip is the answer itself, and the service stores no copy. For "
    "a larger one, each request writes a part to the bucket: repeat the request as "
    "`Retry-After` says until it is 200, then fetch `downloadUrl`, without the token, before "
    "it expires.\n\nThe zip has every record, as its own address shows it and as CSV; your "
    "kept photos; your consents; and a manifest with the SHA-256 of each file. A record that "
    "exists from the first request to the last is in it once; a record that you write "
    "meanwhile may be missing. `missing` of the manifest lists what cannot be read.\n\nA HEAD "
    "only looks: it never begins or continues an export, and is 204 while there is none."
    f"\n\n{RECENT_SIGN_IN}",
    parameters=HEADERS,
    responses={**ANSWERS, 204: OpenApiResponse(description=NONE), **errors(429)},
    examples=EXAMPLES,
)
POST = extend_schema(
    operation_id="begin_export",
    summary="Begin or continue an export of all of your data",
    description="The same as the GET, for tools that repeat a GET unasked; it has no body.\n\n"
    f"{RECENT_SIGN_IN}",
    request=None,
    parameters=HEADERS,
    responses={**ANSWERS, **errors(429)},
    examples=EXAMPLES,
)

name_enums(ExportStatus=STATUSES)
extend_schema_field(serializers.ChoiceField(STATUSES))(ReadySerializer.get_status)
extend_schema_field(serializers.ChoiceField(STATUSES))(PendingSerializer.get_status)
name_components(ExportPending=PendingSerializer, ExportReady=ReadySerializer)

document_view(
    "glowcycle.person.export.views.ExportViewSet",
    tag="me",
    read=GET,
    export=POST,
    discard=extend_schema(
        operation_id="discard_export",
        summary="Delete a large export from the bucket",
        description="Send this after the download, or to start again. If you do not, the next "
        "export deletes it, or the bucket does at the second midnight (UTC).",
        responses={204: OpenApiResponse(description="There is no export any more.")},
    ),
)
