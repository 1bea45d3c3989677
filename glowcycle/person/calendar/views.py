from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.viewsets import creates_only, if_match
from glowcycle.person.calendar import services
from glowcycle.person.calendar.items import DEFAULT_TITLE
from glowcycle.person.calendar.serializers import (
    CalendarChangeSerializer,
    CalendarSerializer,
    calendar_json,
)
from glowcycle.person.calendar.services import Calendar


class CalendarViewSet(ViewSet):
    """Her calendar: its title and its link.

    While she restricts the processing of her data, she can still end it or replace its link.
    """

    while_restricted = frozenset({"retrieve", "change", "end"})

    def retrieve(self, request: Request) -> Response:
        return self._response(request, services.get(user_id=caller_id(request)))

    def make(self, request: Request) -> Response:
        content = CalendarSerializer.read(request.data)
        calendar = services.make_or_rename(
            user_id=caller_id(request),
            title=_title(content),
            if_match=if_match(request),
            only_new=creates_only(request),
        )
        return self._response(request, calendar, status=201 if calendar.is_new else 200)

    def change(self, request: Request) -> Response:
        content = CalendarChangeSerializer.read(request.data)
        calendar = services.change(
            user_id=caller_id(request),
            title=_title(content),
            renews=content.get("renew", False),
            if_match=if_match(request),
        )
        return self._response(request, calendar)

    def end(self, request: Request) -> Response:
        services.end(user_id=caller_id(request), if_match=if_match(request))
        return Response(status=204)

    def _response(
        self, request: Request, calendar: Calendar | None, *, status: int = 200
    ) -> Response:
        if calendar is None:
            return Response(calendar_json(None))
        item = calendar.item
        if calendar.secret is not None:
            path = reverse("calendar-feed", args=[calendar.secret])
            item.url = request.build_absolute_uri(path)
        headers = {"ETag": f'"{item.write_id}"'}
        return Response(calendar_json(item), status=status, headers=headers)


def _title(content: Mapping[str, Any]) -> str | None:
    """Return the title that the body asks for; null is the default one, None for no change."""
    return (content["title"] or DEFAULT_TITLE) if "title" in content else None
