"""Whose data: the caller's own, on every route but the few that need nobody."""

from typing import TYPE_CHECKING, cast

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from glowcycle.encryption import keyring
from glowcycle.errors import Forbidden

if TYPE_CHECKING:  # rest_framework.views loads this module
    from rest_framework.views import APIView

    from glowcycle.api.authentication import Person

# By URL name. The only way for a route to be open is to stand here.
OPEN_ROUTES = frozenset({"docs", "health", "receipt", "schema"})


class OwnPartition(BasePermission):
    """A person signed in, and any userId in the path is her own, whether another exists or not."""

    code = Forbidden.code

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Return whether the route is open, or the caller known and at home."""
        match = request.resolver_match
        if match is not None and match.view_name in OPEN_ROUTES:
            return True
        person = cast("Person | None", request.user)
        return person is not None and view.kwargs.get("user_id", person.id) == person.id


class NotErased(BasePermission):
    """A person who had everything deleted is refused, however long her token is valid."""

    def has_permission(self, request: Request, view: "APIView") -> bool:  # noqa: ARG002  DRF's
        """Return True. Raise Erased; what tells is read once a minute, with her data key."""
        person = cast("Person | None", request.user)
        if person is not None:
            keyring.admit(user_id=person.id)
        return True
