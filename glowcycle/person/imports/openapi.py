"""Documents the addresses of imports."""

from typing import Any, get_args

from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiResponse,
    extend_schema,
    extend_schema_field,
    inline_serializer,
)
from rest_framework import serializers

from glowcycle.formats import reasons
from glowcycle.formats.errors import TooLarge, UnknownFile, WrongFile
from glowcycle.formats.registry import formats
from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.parameters import (
    LOCATION,
    REQUEST_KEY,
    errors,
    give_examples,
    response_header,
)
from glowcycle.openapi.problems import document_error
from glowcycle.person.imports import openapi_examples as examples
from glowcycle.person.imports.errors import ImportBegun, ImportExpired, ImportUndone
from glowcycle.person.imports.import_content import STATUSES
from glowcycle.person.imports.part_serializers import (
    CountsSerializer,
    CyclesFoundSerializer,
    KeptSerializer,
    NotTakenSerializer,
    OptionSerializer,
    QuestionSerializer,
    ResultSerializer,
    UndoneSerializer,
)
from glowcycle.person.imports.serializers import (
    ApplyImport,
    ImportFile,
    ImportQuery,
    ImportSerializer,
    ImportSummarySerializer,
    ImportUpload,
    ImportUploadForm,
    ImportUploadRequest,
)
from glowcycle.sentences import sentence

UNFINISHED = "Not finished: repeat the request as `Retry-After` says."
RETRY_AFTER = response_header("Retry-After", 202)


def _named(component: str) -> dict[str, Any]:
    """Return the schema of a part that the predictions document, or null."""
    return {"oneOf": [{"$ref": f"#/components/schemas/{component}"}, {"type": "null"}]}


extend_schema_field(CyclesFoundSerializer(allow_null=True))(ImportSerializer.get_cycles)
extend_schema_field(_named("NextPeriod"))(ImportSerializer.get_forecast)
extend_schema_field(_named("PredictionReason"))(ImportSerializer.get_forecast_reason)
extend_schema_field(ResultSerializer(allow_null=True))(ImportSerializer.get_result)
extend_schema_field(UndoneSerializer(allow_null=True))(ImportSerializer.get_undone)
extend_schema_field(serializers.ListField(child=serializers.CharField()))(
    ImportSerializer.get_sentences
)
name_enums(ImportStatus=STATUSES, ImportFormat=formats(), NotTakenReason=get_args(reasons.Reason))
name_components(
    HistoryImport=ImportSerializer,
    HistoryImportSummary=ImportSummarySerializer,
    ImportCounts=CountsSerializer,
    ImportCycles=CyclesFoundSerializer,
    ImportQuestion=QuestionSerializer,
    ImportOption=OptionSerializer,
    ImportResult=ResultSerializer,
    ImportUndone=UndoneSerializer,
    ImportKept=KeptSerializer,
    ImportNotTaken=NotTakenSerializer,
    ImportChoices=ApplyImport,
    ImportFile=ImportFile,
    UploadedImport=ImportUpload,
    ImportUpload=ImportUploadRequest,
    ImportUploadForm=ImportUploadForm,
)
give_examples(import_id=examples.IMPORT_ID)
document_error(
    WrongFile(expected="a day as YYYY-MM-DD", seen="09/03/2026", row=17, column="full_date")
)
document_error(UnknownFile(expected="an export of another app", seen="a PDF"))
document_error(ImportExpired())
document_error(ImportBegun())
document_error(ImportUndone())
document_error(TooLarge(sentence("The file is larger than can be read here.")))

document_view(
    "glowcycle.person.imports.views.ImportViewSet",
    tag="me",
    offer_upload=extend_schema(
        operation_id="offer_import_upload",
        summary="Get a form to upload a history",
        description="For a file of up to 200 MB; a smaller one goes to `/me/imports` itself. POST "
        "`fields`, then the file as `file`, as one multipart form, to `url` before `expiresAt`, an "
        "hour later. Then send its `uploadId` to `/me/imports`. If the bucket answers 403 earlier, "
        "get another form.",
        request=ImportUploadRequest,
        responses={201: ImportUploadForm, **errors(403)},
        examples=[
            OpenApiExample("A zip", {"size": 48_211_004}, request_only=True),
            OpenApiExample("A form", examples.UPLOAD_FORM, response_only=True),
        ],
    ),
    preview=extend_schema(
        operation_id="preview_import",
        summary="Read a history, and see what it would change",
        description="Send the file in a form, up to 4 MB, or JSON with the `uploadId` of a larger "
        "one that you have uploaded. Nothing of hers changes: the service keeps what it read, "
        "encrypted, for a day, and deletes the file. Show her the answer; then apply it, or "
        "delete it. A repeated request with the same `uploadId`, or with the same file and "
        "`Idempotency-Key`, answers the import that the first one made.",
        parameters=[ImportQuery, LOCATION, REQUEST_KEY],
        request={"multipart/form-data": ImportFile, "application/json": ImportUpload},
        responses={201: ImportSerializer, **errors(403, 404, 409, 422)},
        examples=[
            OpenApiExample(
                "A file",
                {"file": "the bytes of the file", "format": "daylio"},
                request_only=True,
                media_type="multipart/form-data",
            ),
            OpenApiExample(
                "An upload",
                {"uploadId": examples.UPLOAD_FORM["uploadId"]},
                request_only=True,
                media_type="application/json",
            ),
            OpenApiExample("A preview", examples.PREVIEW, response_only=True),
        ],
    ),
    list=extend_schema(
        operation_id="list_imports",
        summary="List your imports",
        description="The newest first, at most 100: previews of the last day, imports that were "
        "applied, and for 180 days those that were undone.",
        responses=inline_serializer("ImportList", {"imports": ImportSummarySerializer(many=True)}),
        examples=[OpenApiExample("One", {"imports": [examples.SUMMARY]})],
    ),
    retrieve=extend_schema(
        operation_id="get_import",
        summary="Read an import",
        description="The preview until it is applied, then what was stored, and what of it was "
        "taken back.",
        responses={200: ImportSerializer, **errors(404, 409)},
        examples=[OpenApiExample("Applied", examples.APPLIED)],
    ),
    apply=extend_schema(
        operation_id="apply_import",
        summary="Store what was previewed",
        description="It stores exactly what the preview told, under her choices; her own records "
        "stay. Repeat the request as `Retry-After` says until it is 200; to repeat it later does "
        "no harm. The first call settles the choices: other ones are then 409 `import_begun`.",
        parameters=[RETRY_AFTER],
        request=ApplyImport,
        responses={
            200: ImportSerializer,
            202: OpenApiResponse(ImportSerializer, UNFINISHED),
            **errors(403, 404, 409),
        },
        examples=[
            OpenApiExample(
                "Her choices",
                {"fillDays": True, "answers": examples.ANSWERS},
                request_only=True,
            ),
            OpenApiExample("Done", examples.APPLIED, response_only=True, status_codes=[200]),
            OpenApiExample("Not done", examples.APPLYING, response_only=True, status_codes=[202]),
        ],
    ),
    undo=extend_schema(
        operation_id="undo_import",
        summary="Forget a preview, or undo an import",
        description="A preview is deleted: 204. An import that was applied is taken back: repeat "
        "the request as `Retry-After` says until it is 200. Each record that the import made and "
        "that she has not changed since is deleted, and fields that it filled are emptied. What "
        "she has changed stays, and `undone` names it.",
        parameters=[RETRY_AFTER],
        responses={
            200: ImportSerializer,
            202: OpenApiResponse(ImportSerializer, UNFINISHED),
            204: OpenApiResponse(description="The preview is deleted."),
            **errors(404, 409),
        },
        examples=[
            OpenApiExample("Undone", examples.UNDONE, response_only=True, status_codes=[200]),
            OpenApiExample("Not done", examples.UNDOING, response_only=True, status_codes=[202]),
        ],
    ),
)
