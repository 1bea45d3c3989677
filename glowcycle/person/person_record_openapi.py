"""Documents the address of a record that she has once: her profile, her order of moods."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema

from glowcycle.openapi.extensions import document_view
from glowcycle.openapi.parameters import (
    ETAG,
    IF_MATCH,
    IF_NONE_MATCH,
    REQUEST_KEY,
    errors,
    optional_header,
)
from glowcycle.person.person_record_serializers import PersonRecordSerializer


def document_person_record(
    view: str,
    *,
    name: str,
    serializer: type[PersonRecordSerializer],
    example: OpenApiExample,
    read: Mapping[str, str],
    replace: Mapping[str, str],
) -> None:
    """Document reading and replacing the record.

    `name` ends the ids of both operations; `read` and `replace` have their `summary` and
    `description`. `example` is a request.
    """
    content: Mapping[str, Any] = example.value
    written = OpenApiExample(
        "As stored", {**content, "updatedAt": "2026-03-01T20:31:07.104233Z"}, response_only=True
    )
    document_view(
        view,
        tag="me",
        retrieve=extend_schema(
            operation_id=f"get_{name}",
            summary=read["summary"],
            description=read["description"],
            responses={200: serializer, **errors(409)},
            parameters=[optional_header("ETag", "Names this state, for `If-Match`.")],
            examples=[written],
        ),
        replace=extend_schema(
            operation_id=f"replace_{name}",
            summary=replace["summary"],
            description=replace["description"],
            request=serializer,
            responses={200: OpenApiResponse(serializer), **errors(403, 409, 412)},
            parameters=[ETAG, IF_MATCH, IF_NONE_MATCH, REQUEST_KEY],
            examples=[example, written],
        ),
    )
