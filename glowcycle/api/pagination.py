"""Pages over a chronicle: a signed cursor in, {"next", "previous", "results"} out.

A cursor holds a place and a direction. It is signed together with the person, the route and the
filters, so one that was changed, borrowed or carried to another list is refused; the partition key
is never in it.
"""

from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.utils.encoding import escape_uri_path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.settings import api_settings

from glowcycle.api import fields
from glowcycle.api.authentication import caller_id
from glowcycle.api.csv_tables import CSV, MOST_ROWS, is_table
from glowcycle.api.renderers import asked_of
from glowcycle.api.serializers import InputSerializer
from glowcycle.storage.date_queries import Direction, Position, RecordPage

CURSOR_SECONDS = 24 * 3600
DEFAULT_LIMIT = 25
MAX_LIMIT = 100
FIRST = "The first day, included; not before 1900-01-01."
LAST = "The last day, included; not before the first."


class PageQuery(InputSerializer):
    """The query of every list. Subclasses add filters on content."""

    default_error_messages = {"order": "Must not be later than `to`."}

    limit = fields.PageSizeField(
        default=DEFAULT_LIMIT, most=MAX_LIMIT, help_text="How many records at most."
    )
    cursor = fields.StrictCharField(
        default=None,
        max_length=2048,
        help_text="Where to go on, as `next` and `previous` have it: valid for a day, for the same "
        "person, list and filters.",
    )

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; `from` is a keyword of Python and cannot be declared as a name."""
        dates = {
            "from": fields.DateFilterField(default=None, source="first", help_text=FIRST),
            "to": fields.DateFilterField(default=None, source="last", help_text=LAST),
        }
        return {**dates, **super().get_fields()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the values; refuse a range that ends before it begins."""
        if attrs["first"] and attrs["last"] and attrs["first"] > attrs["last"]:
            raise serializers.ValidationError({"from": self.error_messages["order"]})
        return attrs


class Page:
    """One request for a page: where it starts, and the links of its answer."""

    def __init__(self, request: Request, query_type: type[PageQuery]) -> None:
        given = asked_of(request)
        self.query = query_type.read(given)
        self._request = request
        self._filters = {k: v for k, v in given.items() if k not in ("cursor", "limit")}
        self._limit = given.get("limit")
        self._is_table = is_table(request)
        if self._is_table and self._limit is None:
            self.query["limit"] = MOST_ROWS
        cursor = self.query.pop("cursor")
        self.query["beside"], self.query["direction"] = (
            self._read(cursor) if cursor else (None, "older")
        )

    def answer(self, found: RecordPage[Any], results: list[dict[str, Any]]) -> dict[str, Any]:
        """Return the page's envelope."""
        return {
            "next": self._link(found.older, "older"),
            "previous": self._link(found.newer, "newer"),
            "results": results,
        }

    def _link(self, place: Position | None, direction: Direction) -> str | None:
        if place is None:
            return None
        cursor = signing.dumps([direction, place], salt=self._salt())
        parameters = {**self._filters, "cursor": cursor}
        if self._limit:
            parameters["limit"] = self._limit
        if self._is_table:
            parameters[str(api_settings.URL_FORMAT_OVERRIDE)] = CSV.format
        path = escape_uri_path(self._request.path)
        return self._request.build_absolute_uri(f"{path}?{urlencode(parameters)}")

    def _read(self, cursor: str) -> tuple[Position, Direction]:
        try:
            direction, place = signing.loads(cursor, salt=self._salt(), max_age=CURSOR_SECONDS)
        except signing.BadSignature as error:
            raise serializers.ValidationError(
                {"cursor": "Not a cursor of this list, or expired: begin again without one."}
            ) from error
        return place, direction

    def _salt(self) -> str:
        filters = sorted(self._filters.items())
        return f"cursor {self._request.path} {caller_id(self._request)} {filters}"
