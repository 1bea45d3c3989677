"""Pages of a list by date: a signed cursor in; `next`, `previous`, `results`, `unreadable` out.

A cursor holds a position and a direction. Its signature covers the caller, the address and the
filters, so a changed cursor, another person's, or one of another list is refused. The partition key
is never in it.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.utils.encoding import escape_uri_path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.settings import api_settings

from glowcycle.api import fields
from glowcycle.api.authentication import caller_id
from glowcycle.api.csv_tables import CSV, MAX_ROWS, is_table
from glowcycle.api.queries import query_parameters
from glowcycle.api.serializers import InputSerializer, RecordSerializer
from glowcycle.api.unreadable import with_unreadable
from glowcycle.storage.date_queries import Direction, PageRequest, Position, RecordPage

CURSOR_SECONDS = 24 * 3600
# An index key has at most 1 KB; a malformed one grows when it is signed.
MAX_CURSOR = 8_192
DEFAULT_LIMIT = 25
MAX_LIMIT = 100
FIRST = "The first day, included; not before 1900-01-01."
LAST = "The last day, included; not before the first."


class DatesQuery(InputSerializer):
    """A query for the days between two days, both included."""

    default_error_messages = {"order": "Must not be later than `to`."}

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; `from` is a keyword of Python and cannot be declared as a name."""
        dates = {
            "from": fields.DateFilterField(default=None, source="first", help_text=FIRST),
            "to": fields.DateFilterField(default=None, source="last", help_text=LAST),
        }
        return {**dates, **super().get_fields()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the values. Raise ValidationError for a range that ends before it begins."""
        if attrs["first"] and attrs["last"] and attrs["first"] > attrs["last"]:
            raise serializers.ValidationError({"from": self.error_messages["order"]})
        return attrs


class ContinuedQuery(DatesQuery):
    """A query whose answer may end early, and lead on by a cursor."""

    cursor = fields.StrictCharField(
        default=None,
        max_length=MAX_CURSOR,
        help_text="Where to continue, as in `nextCursor`: valid for a day, for the same person, "
        "address and filters.",
    )


class PageQuery(ContinuedQuery):
    """The query of every list. Subclasses add filters on content."""

    limit = fields.PageSizeField(
        default=DEFAULT_LIMIT, most=MAX_LIMIT, help_text="The largest number of records to return."
    )


class Cursors:
    """Signs positions in one list as cursors, and reads them again.

    parameters  the query of the list without its cursor and limit
    """

    def __init__(self, request: Request, parameters: Mapping[str, str]) -> None:
        caller = caller_id(request)
        # The path ends with her id or with `me`: a cursor serves both spellings.
        path = f"{request.path.rpartition('/')[0]}/{caller}"
        self._salt = f"cursor {path} {caller} {sorted(parameters.items())}"

    def sign(self, position: Sequence[Any]) -> str:
        """Return the cursor of a position, which is JSON values."""
        return signing.dumps(position, salt=self._salt)

    def read(self, cursor: str) -> Any:
        """Return the position. Raise ValidationError for a cursor of another list, or expired."""
        try:
            return signing.loads(cursor, salt=self._salt, max_age=CURSOR_SECONDS)
        except signing.BadSignature as error:
            raise serializers.ValidationError(
                {"cursor": "Not a cursor of this list, or expired: begin again without one."}
            ) from error


class Paginator:
    """Reads the query of a list, and writes the envelope of its answer.

    page_request  which page the query asks for
    filters       the values of the filters on content, by Python name
    query         the query without its cursor and limit, which choose only the page
    """

    def __init__(self, request: Request, query_type: type[PageQuery]) -> None:
        parameters = query_parameters(request)
        self.filters = query_type.read(parameters)
        self._request = request
        self._limit = parameters.pop("limit", None)
        parameters.pop("cursor", None)
        self.query = parameters
        self._cursors = Cursors(request, parameters)
        self._is_table = is_table(request)
        limit, cursor = self.filters.pop("limit"), self.filters.pop("cursor")
        start: tuple[Direction, Position | None] = ("older", None)
        direction, position = self._cursors.read(cursor) if cursor else start
        self.page_request = PageRequest(
            first=self.filters.pop("first"),
            last=self.filters.pop("last"),
            limit=MAX_ROWS if self._is_table and self._limit is None else limit,
            position=position,
            direction=direction,
        )

    def answer(self, page: RecordPage[Any], serializer: type[RecordSerializer]) -> dict[str, Any]:
        """Return the page as JSON values, with links to the pages of older and newer records.

        `nextCursor` is the cursor of the link to older ones, for clients that make their own links.
        """
        older, newer = self._cursor(page.older, "older"), self._cursor(page.newer, "newer")
        answer = {
            "next": self._link(older),
            "nextCursor": older,
            "previous": self._link(newer),
            "results": [serializer.of(record) for record in page.records],
        }
        return with_unreadable(answer, page.unreadable)

    def _cursor(self, position: Position | None, direction: Direction) -> str | None:
        return None if position is None else self._cursors.sign([direction, position])

    def _link(self, cursor: str | None) -> str | None:
        if cursor is None:
            return None
        parameters = {**self.query, "cursor": cursor}
        if self._limit:
            parameters["limit"] = self._limit
        if self._is_table:
            parameters[str(api_settings.URL_FORMAT_OVERRIDE)] = CSV.format
        path = escape_uri_path(self._request.path)
        return self._request.build_absolute_uri(f"{path}?{urlencode(parameters)}")
