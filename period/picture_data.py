"""Members that an answer has only for its picture: the cycles or the forecast behind a list."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from django.utils import timezone

from glowcycle.storage.date_queries import PageRequest
from period.domain.cycles import MAX_CYCLE_DAY
from period.output_serializers import CyclesSerializer, ForecastSerializer
from period.services import get_forecast, list_cycles


class DatedRecord(Protocol):
    """A record of a calendar day."""

    @property
    def day(self) -> date: ...


def with_cycles(
    answer: dict[str, Any], *, user_id: str, records: Sequence[DatedRecord]
) -> dict[str, Any]:
    """Return the list's answer with `cycles`: those in which its records lie.

    They have the shape of /period/cycles, and cost one query. Without records the answer stays.
    """
    if not records:
        return answer
    days = [record.day for record in records]
    cycles = list_cycles(
        user_id=user_id,
        first=min(days) - timedelta(days=MAX_CYCLE_DAY),
        last=max(days),
        today=timezone.now().date(),
    )
    return {**answer, "cycles": CyclesSerializer.of(cycles)}


def with_forecast(
    answer: dict[str, Any], *, user_id: str, page_request: PageRequest
) -> dict[str, Any]:
    """Return the list's answer with `forecast` in the shape of /period/predictions.

    Only the page with her newest days has one: another page, and an empty one, stay as they are.
    """
    today = timezone.now().date()
    is_newest = answer["previous"] is None and (page_request.last or today) >= today
    if not (answer["results"] and is_newest):
        return answer
    forecast = get_forecast(user_id=user_id, today=today)
    return {**answer, "forecast": ForecastSerializer.of(forecast)}
