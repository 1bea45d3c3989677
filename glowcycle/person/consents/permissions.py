"""Refuses to collect health data without consent, where the operator requires one."""

from typing import TYPE_CHECKING, cast

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from glowcycle.api.permissions import NO_ACTIONS
from glowcycle.person.consents import services

if TYPE_CHECKING:  # rest_framework.views loads this module
    from rest_framework.views import APIView

    from glowcycle.api.claims import Person

COLLECTING_METHODS = frozenset({"POST", "PUT", "PATCH"})


class Consented(BasePermission):
    """The caller consents to the collection of her health data, or the request collects none.

    Every write collects, unless its view is `always_open`.
    """

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Return True. Raise ConsentRequired, Erased, Unavailable."""
        person = cast("Person | None", request.user)
        is_write = request.method in COLLECTING_METHODS and (
            getattr(view, "action", "") not in NO_ACTIONS
        )
        if person is not None and is_write and not getattr(view, "always_open", False):
            services.require_collection(user_id=person.id)
        return True
