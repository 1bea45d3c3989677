"""What many addresses take and answer in their paths and headers."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter

from glowcycle.api import viewsets
from glowcycle.api.tokens import USER_ID_PATTERN
from glowcycle.openapi import problems


def answered(name: str, *statuses: int) -> OpenApiParameter:
    """Return the header as one that those answers have."""
    header = problems.HEADERS[name]
    return OpenApiParameter(
        name,
        header["schema"],
        OpenApiParameter.HEADER,
        required=True,
        description=header["description"],
        response=list(statuses),
    )


ETAG = answered("ETag", 200, 201)
LOCATION = answered("Location", 201)

OF_A_TABLE = [
    OpenApiParameter(
        name, str, OpenApiParameter.HEADER, description=f"Of a table: {said}.", response=[200]
    )
    for name, said in (("Content-Disposition", "a file's name"), ("Link", "where it goes on"))
]

IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` of the state that this is meant for, or `*` for any: 412 where the "
    "record has another. Without it the last write wins.",
)

IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="`*` creates only, and is 412 where there is a record.",
)

REQUEST_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": f"^{viewsets.REQUEST_KEY.pattern}$"},
    OpenApiParameter.HEADER,
    description="A new one for each intention. The same request with the same key is carried out "
    "once, however often it comes; another request with it is 409.",
)

USER_ID = OpenApiParameter(
    "user_id",
    {"type": "string", "pattern": f"^{USER_ID_PATTERN.pattern}$"},
    OpenApiParameter.PATH,
    description="Your own id: the `sub` of the token.",
)


def refused(*statuses: int) -> dict[int, Any]:
    """Return, as `responses`, the errors that an address gives besides those that all give."""
    return dict.fromkeys(statuses)
