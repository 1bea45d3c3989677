"""Parameters and headers that many addresses share."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from glowcycle.api import viewsets
from glowcycle.api.claims import USER_ID_PATTERN
from glowcycle.openapi.headers import HEADERS

# The examples of parameters, by their names in queries, headers and routes, where it matters with
# the method. An app adds its own with `give_examples`.
EXAMPLES: dict[str, Any] = {
    "user_id": "me",
    "Idempotency-Key": "7d1c2f0a-write",
    "If-Match": '"Zm9vYmFyYmF6cXV4"',
    "If-None-Match": "*",
    "GET If-None-Match": 'W/"5c1f0e2a9b7d4433-661691be89d36-58ef397b5723e67ec8b7d593"',
    "format": "json",
    "from": "2026-01-01",
    "to": "2026-03-31",
    "limit": 25,
    "cursor": "WyIy:1x",
}


def give_examples(**values: Any) -> None:
    """Add the example of each parameter of that name."""
    EXAMPLES.update(values)


def response_header(name: str, *statuses: int) -> OpenApiParameter:
    """Return the header as one of the answers with those statuses."""
    described = HEADERS[name]
    return OpenApiParameter(
        name,
        described["schema"],
        OpenApiParameter.HEADER,
        required=True,
        description=described["description"],
        response=list(statuses),
    )


def optional_header(name: str, description: str) -> OpenApiParameter:
    """Return the header as one that a 200 may have."""
    return OpenApiParameter(
        name, str, OpenApiParameter.HEADER, description=description, response=[200]
    )


ETAG = response_header("ETag", 200, 201)
LOCATION = response_header("Location", 201)

CSV_HEADERS = [
    optional_header("Content-Disposition", "The file name; sent only with CSV."),
    optional_header("Link", "The address of the next file; sent only with CSV."),
]

IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` of the state that you want to change, the `etag` of sync, or several "
    "with commas; `*` for any state: 412 if the record has another. Without it the last one wins.",
)

IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="`*` creates only: 412 if the record exists.",
)

# Of reads that may be 304.
CONDITIONAL_READ = [
    OpenApiParameter(
        "If-None-Match",
        str,
        OpenApiParameter.HEADER,
        description="The `ETag` of the answer that you keep, or several with commas: 304 if it is "
        "still the right one.",
    ),
    OpenApiParameter(
        "ETag",
        {"type": "string", "pattern": '^(W/)?"[A-Za-z0-9_-]+"$'},
        OpenApiParameter.HEADER,
        required=True,
        description="The name of this answer, for `If-None-Match`. Keep the newest one that you "
        "got, also with a 304.",
        response=[200, 304],
    ),
]
NOT_MODIFIED = {304: OpenApiResponse(description="The answer that you keep is still right.")}

REQUEST_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": f"^{viewsets.REQUEST_KEY.pattern}$"},
    OpenApiParameter.HEADER,
    description="A new key for each intention. The service carries out the same request with the "
    "same key once, however often you send it; another request with that key gets 409.",
)

USER_ID = OpenApiParameter(
    "user_id",
    {"type": "string", "pattern": f"^{USER_ID_PATTERN.pattern}$"},
    OpenApiParameter.PATH,
    description="Your own id, the `sub` of the token, or `me`, which stands for it.",
)


def errors(*statuses: int) -> dict[int, Any]:
    """Return, as `responses`, the errors of one address besides those of every address."""
    return dict.fromkeys(statuses)
