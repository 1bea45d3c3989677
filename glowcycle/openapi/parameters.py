"""What many addresses take and answer in their paths and headers."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter

from glowcycle.api.authentication import PERSON_ID
from glowcycle.openapi import problems


def _answered(name: str, *statuses: int) -> OpenApiParameter:
    header = problems.HEADERS[name]
    return OpenApiParameter(
        name,
        header["schema"],
        OpenApiParameter.HEADER,
        required=True,
        description=header["description"],
        response=list(statuses),
    )


ETAG = _answered("ETag", 200, 201)
LOCATION = _answered("Location", 201)

IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` of the state that this is meant for, or `*` for any: 412 where the "
    "record has another. Without it the last write wins.",
)

USER_ID = OpenApiParameter(
    "user_id",
    {"type": "string", "pattern": f"^{PERSON_ID.pattern}$"},
    OpenApiParameter.PATH,
    description="Your own id: the `sub` of the token.",
)


def refused(*statuses: int) -> dict[int, Any]:
    """Return, as `responses`, the errors that an address gives besides those that all give."""
    return dict.fromkeys(statuses)
