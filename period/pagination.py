"""Pages of the cycles: a day or a cursor in, `next`, `nextCursor` and the cycles out."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.encoding import escape_uri_path
from rest_framework.request import Request

from glowcycle.api.pagination import Cursors
from glowcycle.api.queries import query_parameters
from glowcycle.api.unreadable import with_unreadable
from period.cycle_serializers import CyclesSerializer
from period.domain.periods.lookback import HISTORY_DAYS
from period.serializers import CyclesQuery, parse_days
from period.services import Cycles


class CyclesPaginator:
    """Reads the query of the cycles, and writes the envelope of their answer.

    first, last  the days between which the cycles began, both included
    today        today, where she is
    """

    def __init__(self, request: Request) -> None:
        parameters = query_parameters(request)
        query = parse_days(parameters, CyclesQuery)
        parameters.pop("cursor", None)
        self._request, self._cursors = request, Cursors(request, parameters)
        if query["cursor"]:
            days = self._cursors.read(query["cursor"])
            self.first, self.last, self.today = map(date.fromisoformat, days)
        else:
            self.today = query["today"]
            self.last = min(query["last"] or self.today, self.today)
            self.first = query["first"] or self.last - timedelta(days=HISTORY_DAYS)

    def answer(self, cycles: Cycles) -> dict[str, Any]:
        """Return the cycles as JSON values, with the address and the cursor of older ones."""
        link = cursor = None
        if cycles.older is not None:
            days = {"from": self.first, "to": cycles.older, "today": self.today}
            path = escape_uri_path(self._request.path)
            link = self._request.build_absolute_uri(f"{path}?{urlencode(days)}")
            cursor = self._cursors.sign([day.isoformat() for day in days.values()])
        answer = {"next": link, "nextCursor": cursor, **CyclesSerializer.of(cycles)}
        return with_unreadable(answer, cycles.unreadable)
