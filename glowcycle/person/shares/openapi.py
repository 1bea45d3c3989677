"""Documents the addresses of her shares."""

from typing import Any, Final, get_args

from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiResponse,
    extend_schema,
    inline_serializer,
)

from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_field, document_view, name_components
from glowcycle.openapi.parameters import (
    ETAG,
    IF_MATCH,
    LOCATION,
    REQUEST_KEY,
    errors,
    give_examples,
)
from glowcycle.openapi.problems import document_error
from glowcycle.person.shares.errors import MAX_OPEN, ShareEnded, TooManyShares
from glowcycle.person.shares.fields import SCOPES
from glowcycle.person.shares.items import KEPT, State
from glowcycle.person.shares.scopes import Preset
from glowcycle.person.shares.serializers import ShareInput, ShareSerializer
from glowcycle.person.shares.services import MAX_KEPT

SHARE_ID: Final = "4f0c2e1a-93d5-4c67-8b1e-7a5d6c4b3f21"
SHARE: Final[dict[str, Any]] = {
    "userId": "6f2c9a0e-3a56-4a5b-8a3b-2f6f1f1b9d10",
    "shareId": SHARE_ID,
    "name": "Dr. Moreau",
    "scope": ["period", "report"],
    "from": "2025-03-01",
    "to": None,
    "expiresAt": "2026-03-15T00:00:00Z",
    "state": "open",
    "hasPassphrase": True,
    "openings": 2,
    "lastOpenedAt": "2026-03-02T09:12:44.018273Z",
    "wrongPassphrases": 1,
    "revokedAt": None,
    "createdAt": "2026-03-01T20:31:07.104233Z",
    "updatedAt": "2026-03-01T20:31:07.104233Z",
    "etag": "q7Jk2Vn0XbA4tLw9YsE3fg",
    "url": None,
}
NEW: Final = {
    **SHARE,
    "openings": 0,
    "lastOpenedAt": None,
    "wrongPassphrases": 0,
    "url": "https://glow.example/shared/3vB1m0VbX1q2m9D4yT6uK8rN5sW7cZ0aE2gH4jL6pQ8",
}

give_examples(share_id=SHARE_ID)
name_components(OwnShare=ShareSerializer, ShareContent=ShareInput)
name_enums(ShareScope=SCOPES, SharePreset=get_args(Preset), ShareState=get_args(State))
document_error(ShareEnded())
document_error(TooManyShares())
document_field(
    "glowcycle.person.shares.fields.ExpiryField",
    lambda _: {
        "type": "string",
        "format": "date-time",
        "description": "When it ends: at most 90 days from now. It comes back in UTC.",
    },
)

document_view(
    "glowcycle.person.shares.views.ShareViewSet",
    tag="me",
    list=extend_schema(
        operation_id="list_shares",
        summary="List your shares",
        description=f"The newest first, ended ones too for {KEPT.days} days, at most {MAX_KEPT} in "
        "all. `state` says whether a share opens: `open`, `expired`, `revoked`, or `locked` after "
        "ten wrong passphrases.",
        responses=inline_serializer("ShareList", {"shares": ShareSerializer(many=True)}),
        examples=[OpenApiExample("One", {"shares": [SHARE]})],
    ),
    create=extend_schema(
        operation_id="create_share",
        summary="Share something by a link",
        description="Who has the link sees what `scope` names, for the days `from` to `to`, until "
        "`expiresAt`, and nothing else. `url` is in this answer alone: the service does not keep "
        "it. The same request again makes a new link, and the one before it opens nothing any "
        f"more. At most {MAX_OPEN} shares are open at once.",
        request=ShareInput,
        responses={201: ShareSerializer, **errors(403, 409)},
        parameters=[ETAG, LOCATION, REQUEST_KEY],
        examples=[
            OpenApiExample(
                "For a doctor",
                {
                    "name": "Dr. Moreau",
                    "preset": "clinician",
                    "from": "2025-03-01",
                    "expiresAt": "2026-03-15T00:00:00Z",
                    "passphrase": "blue teapot",
                },
                request_only=True,
            ),
            OpenApiExample("With its link", NEW, response_only=True),
        ],
    ),
    retrieve=extend_schema(
        operation_id="get_share",
        summary="Read a share",
        description="Without its link, which nobody can read again.",
        responses={200: ShareSerializer, **errors(404, 409)},
        parameters=[ETAG],
        examples=[OpenApiExample("A share", SHARE)],
    ),
    partial_update=extend_schema(
        operation_id="change_share",
        summary="Change a share",
        description="What you leave out stays, and the link stays the same. A new passphrase "
        "unlocks a locked share, and readers must open it again; null removes the passphrase. "
        "A share that has ended stays ended: 409 `share_ended`.",
        request=ShareInput,
        responses={200: ShareSerializer, **errors(403, 404, 409, 412)},
        parameters=[ETAG, IF_MATCH],
        examples=[
            OpenApiExample(
                "A shorter life", {"expiresAt": "2026-03-08T00:00:00Z"}, request_only=True
            ),
            OpenApiExample("Changed", SHARE, response_only=True),
        ],
    ),
    destroy=extend_schema(
        operation_id="end_share",
        summary="End a share",
        description="At once, for everybody who has the link, in all processes. Ending a share "
        "that has ended is 204 as well. You still see it in the list.",
        responses={204: OpenApiResponse(description="It has ended."), **errors(404, 412)},
        parameters=[IF_MATCH],
    ),
)
