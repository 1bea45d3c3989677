"""Every route gives the caller her own data only; a few open routes need no caller.

A view that says nothing about itself is closed while she restricts the processing of her data. It
opens itself by `always_open`, for her own choices about her data, or some of its actions by
`while_restricted`.
"""

from typing import TYPE_CHECKING, cast

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from glowcycle.encryption import choices, keyring
from glowcycle.errors import Forbidden

if TYPE_CHECKING:  # rest_framework.views loads this module
    from rest_framework.views import APIView

    from glowcycle.api.claims import Person

# By URL name. A route is open only if it is in this set.
OPEN_ROUTES = frozenset(
    {"calendar-feed", "docs", "health", "receipt", "schema", "shared", "shared-report"}
)

# What stands for the caller's own id in an address.
ME = "me"

# Actions of DRF that process nothing: a method that is not offered, and OPTIONS.
NO_ACTIONS = frozenset({None, "metadata"})


class Restricted(Forbidden):
    """She has restricted the processing of her data, and this request is more than storage."""

    code = "restricted"

    def __init__(self) -> None:
        super().__init__(
            "You have restricted your data: it is stored, and nothing else is done with it. To end "
            'this, send PUT /me/restriction with {"restricted": false}.'
        )


class OwnPartition(BasePermission):
    """The caller is signed in, and a `user_id` in the path is her own, or `me`.

    Another person's id is refused in the same way whether that person exists or not. A view takes
    the id from the caller, never from the path.
    """

    code = Forbidden.code

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Return whether the route is open, or the caller is signed in and owns the path."""
        match = request.resolver_match
        if match is not None and match.view_name in OPEN_ROUTES:
            return True
        person = cast("Person | None", request.user)
        return person is not None and view.kwargs.get("user_id", ME) in (ME, person.id)


class NotErased(BasePermission):
    """The caller's account is not erased; her token may outlive her account."""

    def has_permission(self, request: Request, view: "APIView") -> bool:  # noqa: ARG002  DRF's
        """Return True. Raise Erased, Unavailable. A process reads her keys once a minute."""
        person = cast("Person | None", request.user)
        if person is not None:
            keyring.admit(user_id=person.id)
        return True


class NotRestricted(BasePermission):
    """The caller has not restricted the processing of her data, or the action only stores it."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Return True. Raise Restricted, Erased, Unavailable."""
        person = cast("Person | None", request.user)
        if person is None or is_open(view) or not choices.is_restricted(user_id=person.id):
            return True
        raise Restricted


def is_open(view: "APIView") -> bool:
    """Return whether a restriction leaves the current action of the view."""
    action = getattr(view, "action", "")
    return (
        getattr(view, "always_open", False)
        or action in NO_ACTIONS
        or action in getattr(view, "while_restricted", ())
    )
