"""Documents the addresses of the erasure of an account and of its receipt."""

from drf_spectacular.utils import OpenApiExample, extend_schema, inline_serializer
from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_view
from glowcycle.openapi.parameters import errors, give_examples, response_header

RECEIPT_ID = "5b0e4c1e-4d0c-4b7e-8a55-2c1f7a9d3e10"
REMOVED = {
    "journal": 412,
    "period": 61,
    "skin": 30,
    "photos": 4,
    "pendingUploads": 0,
    "waitingPhotos": 0,
    "exports": 0,
    "settings": 2,
    "tombstones": 7,
}
RECEIPT = {
    "receiptId": RECEIPT_ID,
    "keyDestroyedAt": "2026-03-01T20:31:07.104233Z",
    "erasedAt": "2026-03-01T20:34:09.220100Z",
    "removed": REMOVED,
    "keyBackupsLapseAt": "2026-03-02T20:31:07.104233Z",
    "backupsLapseAt": "2026-04-05T20:34:09.220100Z",
    "publicKey": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    "signature": "5Wg0SEqoXW7_...",
}
PENDING = {"status": "erasing", "receiptId": RECEIPT_ID, "removed": REMOVED}
give_examples(receipt_id=RECEIPT_ID)
name_enums(ErasureStatus=["erasing"])
COUNTS = serializers.DictField(
    child=serializers.IntegerField(), help_text="The number of deleted items, by their kind."
)
ERASING = inline_serializer(
    "ErasurePending",
    {
        "status": serializers.ChoiceField(choices=["erasing"]),
        "receiptId": fields.RecordIdField(),
        "removed": COUNTS,
    },
)
DONE = inline_serializer(
    "ErasureReceipt",
    {
        "receiptId": fields.RecordIdField(),
        "keyDestroyedAt": fields.TimestampField(),
        "erasedAt": fields.TimestampField(),
        "removed": COUNTS,
        "keyBackupsLapseAt": fields.TimestampField(
            help_text="From then on no backup of the service holds your key."
        ),
        "backupsLapseAt": fields.TimestampField(
            help_text="From then on the backups hold none of your data, encrypted or not."
        ),
        "publicKey": serializers.CharField(help_text="Ed25519, URL-safe base64."),
        "signature": serializers.CharField(
            help_text="Signs the JSON of all other members, with sorted keys and without spaces."
        ),
    },
)

document_view(
    "glowcycle.person.erasure.views.ErasureViewSet",
    tag="me",
    erase=extend_schema(
        operation_id="erase_everything",
        summary="Delete all of your data for good",
        description="The service destroys your key first: from the first 202 on nobody can read or "
        "write your data, and nothing can undo it. Repeat the request as `Retry-After` says until "
        "it is 200. The answer is the receipt, and stays it whenever you repeat the request.\n\n"
        "Where the stage asks for a recent sign-in, the request that begins the erasure may be 401 "
        "`insufficient_user_authentication`; one that continues it never is.",
        parameters=[response_header("Retry-After", 202)],
        responses={200: DONE, 202: ERASING},
        examples=[
            OpenApiExample("Done", RECEIPT, response_only=True, status_codes=[200]),
            OpenApiExample("Not done", PENDING, response_only=True, status_codes=[202]),
        ],
    ),
)
document_view(
    "glowcycle.person.erasure.views.ReceiptViewSet",
    tag="me",
    retrieve=extend_schema(
        operation_id="get_receipt",
        summary="Read the receipt of an erasure",
        description="For everybody with its id, without a token; 404 until the erasure is done.",
        responses={200: DONE, **errors(404, 503)},
        examples=[OpenApiExample("A receipt", RECEIPT)],
    ),
)
