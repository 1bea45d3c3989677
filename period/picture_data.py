"""Members that an answer has only for its picture: the phases or the forecast behind a list."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from glowcycle.api.today import today
from glowcycle.storage.date_queries import PageRequest
from period.domain.cycles import MAX_CYCLE_DAY
from period.domain.phases import past_phases
from period.output_serializers import ForecastSerializer
from period.services import get_forecast, list_cycles


class DatedRecord(Protocol):
    """A record of a calendar day."""

    @property
    def day(self) -> date: ...


def with_phases(
    answer: dict[str, Any], *, user_id: str, records: Sequence[DatedRecord]
) -> dict[str, Any]:
    """Return the list's answer with `phases`: those of the cycles in which its records lie.

    Each has a name, a first and a last day; oldest first. They cost one query. Without records the
    answer stays.
    """
    if not records:
        return answer
    days = [record.day for record in records]
    found = list_cycles(
        user_id=user_id,
        first=min(days) - timedelta(days=MAX_CYCLE_DAY),
        last=max(days),
        today=today(),
    )
    phases = past_phases(cycles=reversed(found.cycles))
    members = [
        {"name": phase.name, "first": str(phase.first), "last": str(phase.last)} for phase in phases
    ]
    return {**answer, "phases": members}


def with_forecast(
    answer: dict[str, Any], *, user_id: str, page_request: PageRequest
) -> dict[str, Any]:
    """Return the list's answer with `forecast` in the shape of /period/predictions.

    Only the page with her newest days has one: another page, and an empty one, stay as they are.
    """
    day = today()
    is_newest = answer["previous"] is None and (page_request.last or day) >= day
    if not (answer["results"] and is_newest):
        return answer
    forecast, _ = get_forecast(user_id=user_id, today=day)
    return {**answer, "forecast": ForecastSerializer.of(forecast)}
