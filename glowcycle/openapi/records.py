"""What all kinds of records have in common in the document."""

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

from glowcycle.api.pagination import PageQuery
from glowcycle.api.serializers import RecordSerializer
from glowcycle.openapi.parameters import (
    ETAG,
    IF_MATCH,
    IF_NONE_MATCH,
    LOCATION,
    OF_A_TABLE,
    REQUEST_KEY,
    USER_ID,
    refused,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """A kind of record: what one is called, its body and query, and examples.

    Each method returns the documentation of one action of its viewset.
    """

    name: str
    plural: str
    body: type[RecordSerializer]
    query: type[PageQuery] = PageQuery
    answer: Mapping[str, Any]
    change: Mapping[str, Any]
    key: tuple[OpenApiParameter, ...] = ()

    def created(self, *more: OpenApiExample, again: int = 201) -> Any:
        """Return the documentation of a create; `again` is the status of its repetition."""
        repeated = {again: OpenApiResponse(self.body, "It was stored just so before.")}
        return extend_schema(
            operation_id=f"add_{self.name}",
            summary=f"Add a record to the {self.plural}",
            description="Sent again with the same content it is the same record and answer.",
            request=self.body,
            responses={**repeated, 201: self.body, **refused(403, 409)},
            parameters=[ETAG, LOCATION, REQUEST_KEY],
            examples=[self._answered(), self._sent(), *more],
        )

    def read(self) -> Any:
        """Return the documentation of reading one."""
        return extend_schema(
            operation_id=f"get_{self.name}",
            summary="Read a record",
            responses={200: self.body, **refused(404)},
            parameters=[ETAG, *self.key],
            examples=[self._answered()],
        )

    def replaced(self, *, creates: bool = False) -> Any:
        """Return the documentation of a PUT, which may create what is not there."""
        first = [LOCATION, IF_NONE_MATCH] if creates else []
        new = {201: OpenApiResponse(self.body, "It is new.")} if creates else refused(404)
        return extend_schema(
            methods=["PUT"],
            operation_id=f"replace_{self.name}",
            summary="Create or replace a record" if creates else "Replace a record",
            description="What is left out gets its default.",
            request=self.body,
            responses={200: self.body, **new, **refused(403, 409, 412)},
            parameters=[ETAG, IF_MATCH, REQUEST_KEY, *self.key, *first],
            examples=[self._answered(), self._sent()],
        )

    def changed(self) -> Any:
        """Return the documentation of a PATCH."""
        return extend_schema(
            methods=["PATCH"],
            operation_id=f"change_{self.name}",
            summary="Change parts of a record",
            description="What is left out stays.",
            request=self.body,
            responses={200: self.body, **refused(403, 404, 409, 412)},
            parameters=[ETAG, IF_MATCH, REQUEST_KEY, *self.key],
            examples=[
                self._answered(),
                OpenApiExample("One part", dict(self.change), request_only=True),
            ],
        )

    def deleted(self) -> Any:
        """Return the documentation of a delete."""
        return extend_schema(
            operation_id=f"delete_{self.name}",
            summary="Delete a record",
            description="Again is fine, and 204 as well.",
            responses={204: OpenApiResponse(description="It is gone."), **refused(404, 409, 412)},
            parameters=[IF_MATCH, REQUEST_KEY, *self.key],
        )

    def listed(self) -> Any:
        """Return the documentation of the list; it can also be had as a picture and as a table."""
        page = inline_serializer(
            f"{self.name.capitalize()}Page",
            {
                "next": serializers.URLField(
                    allow_null=True, help_text="The page of older records; null at the end."
                ),
                "previous": serializers.URLField(
                    allow_null=True, help_text="The page of newer records; null at the start."
                ),
                "results": self.body(many=True),
            },
        )
        example = {"next": None, "previous": None, "results": [dict(self.answer)]}
        return extend_schema(
            operation_id=f"list_{self.plural}",
            summary="List the records, newest first",
            description="As a table (`format=csv`) without a `limit`: up to 1,000 rows a file.",
            responses={**in_forms(page, "image/svg+xml", "text/csv"), **refused(403)},
            parameters=[USER_ID, self.query, *OF_A_TABLE],
            examples=[OpenApiExample("The last page", example)],
        )

    def _answered(self) -> OpenApiExample:
        return OpenApiExample("As stored", dict(self.answer), response_only=True)

    def _sent(self) -> OpenApiExample:
        kept = {name for name, field in self.body().fields.items() if field.read_only}
        sent = {name: value for name, value in self.answer.items() if name not in kept}
        return OpenApiExample("As a phone sends it", sent, request_only=True)


def in_forms(shape: Any, *forms: str) -> dict[Any, Any]:
    """Return, as `responses`, a 200 as JSON of that shape or as text of other media types."""
    return {(200, "application/json"): shape, **{(200, form): str for form in forms}}
