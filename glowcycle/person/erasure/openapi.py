"""What the addresses are for by which she has everything deleted."""

from typing import Any

from drf_spectacular.extensions import OpenApiViewExtension
from drf_spectacular.utils import OpenApiExample, extend_schema, inline_serializer
from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.openapi.parameters import answered, refused

RECEIPT_ID = "5b0e4c1e-4d0c-4b7e-8a55-2c1f7a9d3e10"
REMOVED = {
    "journal": 412,
    "period": 61,
    "skin": 30,
    "photos": 4,
    "pendingUploads": 0,
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
COUNTS = serializers.DictField(
    child=serializers.IntegerField(), help_text="How many things are gone, by what they were."
)
ERASING = inline_serializer(
    "Erasing",
    {
        "status": serializers.ChoiceField(choices=["erasing"]),
        "receiptId": fields.RecordIdField(),
        "removed": COUNTS,
    },
)
DONE = inline_serializer(
    "Receipt",
    {
        "receiptId": fields.RecordIdField(),
        "keyDestroyedAt": fields.TimestampField(),
        "erasedAt": fields.TimestampField(),
        "removed": COUNTS,
        "keyBackupsLapseAt": fields.TimestampField(
            help_text="From then on not even the service's own backups hold her key."
        ),
        "backupsLapseAt": fields.TimestampField(
            help_text="From then on they hold nothing of hers, sealed or not."
        ),
        "publicKey": serializers.CharField(help_text="Ed25519, URL-safe base64."),
        "signature": serializers.CharField(
            help_text="Over the JSON of all other members, keys sorted, without spaces."
        ),
    },
)


class Erasure(OpenApiViewExtension):
    target_class = "glowcycle.person.erasure.views.ErasureViewSet"

    def view_replacement(self) -> Any:
        class Documented(self.target_class):  # type: ignore[name-defined,misc]  # made at run time
            @extend_schema(
                tags=["me"],
                operation_id="erase_everything",
                summary="Delete everything of hers, for good",
                parameters=[answered("Retry-After", 202)],
                responses={200: DONE, 202: ERASING},
                examples=[
                    OpenApiExample("Done", RECEIPT, response_only=True, status_codes=[200]),
                    OpenApiExample("Not done", PENDING, response_only=True, status_codes=[202]),
                ],
            )
            def erase(self) -> None:
                """Her key goes first: from the first 202 on nothing of hers can be read or written
                again, which cannot be undone. Repeat the request as `Retry-After` says until it is
                200; the answer is the receipt, also when it is repeated later.
                """

        return Documented


class Receipt(OpenApiViewExtension):
    target_class = "glowcycle.person.erasure.views.ReceiptViewSet"

    def view_replacement(self) -> Any:
        class Documented(self.target_class):  # type: ignore[name-defined,misc]  # made at run time
            @extend_schema(
                tags=["me"],
                operation_id="get_receipt",
                summary="The receipt of an erasure",
                responses={200: DONE, **refused(404, 503)},
                examples=[OpenApiExample("A receipt", RECEIPT)],
            )
            def retrieve(self) -> None:
                """For whoever has its id, without a token; 404 before the erasure is done."""

        return Documented
