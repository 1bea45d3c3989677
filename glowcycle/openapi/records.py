"""The operations that every kind of record has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    inline_serializer,
)
from rest_framework import serializers

from glowcycle.api.csv_tables import CSV, table
from glowcycle.api.pagination import PageQuery
from glowcycle.api.serializers import OriginSerializer, RecordSerializer
from glowcycle.api.unreadable import UnreadableSerializer
from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import name_components
from glowcycle.openapi.parameters import (
    CONDITIONAL_READ,
    CSV_HEADERS,
    ETAG,
    IF_MATCH,
    IF_NONE_MATCH,
    LOCATION,
    NOT_MODIFIED,
    REQUEST_KEY,
    USER_ID,
    errors,
)

SVG = "image/svg+xml"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"></svg>'


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOperations:
    """Documents the operations of one kind of record; each method documents one of them.

    component        the name of the record's component
    name, plural     how its operation ids call one record and all of them
    serializer       the record in requests and answers
    query            the query of the list
    has_picture      whether the list is also a picture
    answer           an example of a record in an answer
    change           an example of the body of a PATCH
    path_parameters  parameters of the record's address that need a description
    """

    component: str
    name: str
    plural: str
    serializer: type[RecordSerializer]
    query: type[PageQuery] = PageQuery
    has_picture: bool = True
    answer: Mapping[str, Any]
    change: Mapping[str, Any]
    path_parameters: tuple[OpenApiParameter, ...] = ()

    def actions(self, *create_examples: OpenApiExample) -> dict[str, Any]:
        """Return the documentation of a record viewset by action."""
        return {
            "create": self.create(*create_examples),
            "retrieve": self.retrieve(),
            "update": [self.replace(), self.partial_update()],
            "destroy": self.destroy(),
            "list": self.list(),
        }

    def create(self, *examples: OpenApiExample, repeated_status: int = 201) -> Any:
        """Document POST; `repeated_status` is the status of a repeated create."""
        repeated = OpenApiResponse(self.serializer, "The same record was stored before.")
        return extend_schema(
            operation_id=f"add_{self.name}",
            summary=f"Add a record to the {self.plural}",
            description="The same content sent again gives the same record and the same answer.",
            request=self.serializer,
            responses={repeated_status: repeated, 201: self.serializer, **errors(403, 409)},
            parameters=[ETAG, LOCATION, REQUEST_KEY],
            examples=[self._answer_example(), self._request_example(), *examples],
        )

    def retrieve(self) -> Any:
        """Document GET of one record."""
        return extend_schema(
            operation_id=f"get_{self.name}",
            summary="Read a record",
            description="Read one of your records; `ETag` names its state.",
            responses={200: self.serializer, **errors(404, 409)},
            parameters=[ETAG, *self.path_parameters],
            examples=[self._answer_example()],
        )

    def replace(self, *, creates: bool = False) -> Any:
        """Document PUT; with `creates` it also creates a record that does not exist."""
        if creates:
            other: dict[int, Any] = {201: OpenApiResponse(self.serializer, "The record is new.")}
        else:
            other = errors(404)
        return extend_schema(
            methods=["PUT"],
            operation_id=f"replace_{self.name}",
            summary="Create or replace a record" if creates else "Replace a record",
            description="A field that you leave out gets its default. One that came after the "
            "first version stays as it is.",
            request=self.serializer,
            responses={200: self.serializer, **other, **errors(403, 409, 412)},
            parameters=[
                *(ETAG, IF_MATCH, REQUEST_KEY, *self.path_parameters),
                *((LOCATION, IF_NONE_MATCH) if creates else ()),
            ],
            examples=[self._answer_example(), self._request_example()],
        )

    def partial_update(self) -> Any:
        """Document PATCH."""
        return extend_schema(
            methods=["PATCH"],
            operation_id=f"change_{self.name}",
            summary="Change parts of a record",
            description="A field that you leave out stays unchanged.",
            request=self.serializer,
            responses={200: self.serializer, **errors(403, 404, 409, 412)},
            parameters=[ETAG, IF_MATCH, REQUEST_KEY, *self.path_parameters],
            examples=[
                self._answer_example(),
                OpenApiExample("One field", dict(self.change), request_only=True),
            ],
        )

    def destroy(self) -> Any:
        """Document DELETE."""
        return extend_schema(
            operation_id=f"delete_{self.name}",
            summary="Delete a record",
            description="Deleting a deleted record is 204 as well.",
            responses={
                204: OpenApiResponse(description="The record is deleted."),
                **errors(404, 409, 412),
            },
            parameters=[IF_MATCH, REQUEST_KEY, *self.path_parameters],
        )

    def list(self) -> Any:
        """Document the list, in JSON, as CSV, and as a picture if it is drawn."""
        page = inline_serializer(
            f"{self.component}Page",
            {
                "next": serializers.URLField(
                    allow_null=True, help_text="The page of older records; null at the end."
                ),
                "nextCursor": next_cursor_field(),
                "previous": serializers.URLField(
                    allow_null=True, help_text="The page of newer records; null at the start."
                ),
                "results": self.serializer(many=True),
                "unreadable": unreadable_field(),
            },
        )
        results = [dict(self.answer)]
        links = {"next": None, "nextCursor": None, "previous": None}
        example = {**links, "results": results, "unreadable": []}
        return extend_schema(
            operation_id=f"list_{self.plural}",
            summary="List the records, newest first",
            description="As CSV (`format=csv`) and without a `limit`: up to 1,000 rows in a file.",
            responses={
                **json_or_text(page, csv=self._csv(), has_picture=self.has_picture),
                **errors(403),
            },
            parameters=[USER_ID, self.query, *CONDITIONAL_READ, *CSV_HEADERS],
            examples=[OpenApiExample("The last page", example)],
        )

    def _csv(self) -> str:
        return table(serializer=self.serializer, records=[self.answer]).decode()

    def _answer_example(self) -> OpenApiExample:
        return OpenApiExample("As stored", dict(self.answer), response_only=True)

    def _request_example(self) -> OpenApiExample:
        fields = self.serializer().fields
        request = {name: v for name, v in self.answer.items() if not fields[name].read_only}
        return OpenApiExample("As a phone sends it", request, request_only=True)


name_enums(
    ListFormat=("json", "svg", "csv"), PictureFormat=("json", "svg"), TableFormat=("json", "csv")
)
name_components(UnreadableRecord=UnreadableSerializer, RecordOrigin=OriginSerializer)


def next_cursor_field() -> serializers.CharField:
    """Return the member of a page that holds the `cursor` of the next one."""
    text = "The `cursor` of `next`, for the same query otherwise; null at the end."
    return serializers.CharField(allow_null=True, help_text=text)


def unreadable_field() -> serializers.Serializer[Any]:
    """Return the member of an answer that names the records which cannot be read."""
    text = "The stored records that cannot be read; the answer is made without them."
    return UnreadableSerializer(many=True, help_text=text)


def json_or_text(schema: Any, *, csv: str = "", has_picture: bool = True) -> dict[Any, Any]:
    """Return, as `responses`, a 200 in JSON of that schema, or as a picture or CSV, and 304."""
    examples = {SVG: PICTURE} if has_picture else {}
    if csv:
        examples[CSV.media_type] = csv
    texts = {
        (200, media_type): OpenApiResponse(
            str, examples=[OpenApiExample("As text", text, media_type=media_type)]
        )
        for media_type, text in examples.items()
    }
    return {(200, "application/json"): schema, **texts, **NOT_MODIFIED}
