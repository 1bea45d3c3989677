"""What a picture shows beside the answer's members: the phases or the forecast behind a list."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from glowcycle.api.today import today
from glowcycle.storage.date_queries import PageRequest
from period.output_serializers import ForecastSerializer
from period.services import get_forecast, list_phases
from period.stage_services import read_stages

LONGEST_WITH_PHASES = timedelta(days=184)
"""Half a year. The phases of a longer time would be stripes."""


class DatedRecord(Protocol):
    """A record of a calendar day."""

    @property
    def day(self) -> date: ...


def phases_behind(records: Sequence[DatedRecord], *, user_id: str) -> dict[str, Any]:
    """Return `phases`: those of the cycles in which the records lie. Nothing without records.

    Each has a name, a first and a last day, and a source; oldest first. They cost one query.
    `phases` is None if the records cover too long a time.
    """
    if not records:
        return {}
    days = [record.day for record in records]
    first, last = min(days), max(days)
    if last - first > LONGEST_WITH_PHASES:
        return {"phases": None}
    phases = list_phases(user_id=user_id, first=first, last=last, today=today())
    members = [
        {
            "name": phase.name,
            "first": str(phase.first),
            "last": str(phase.last),
            "source": phase.source,
        }
        for phase in phases
    ]
    return {"phases": members}


def forecast_beside(
    answer: Mapping[str, Any], *, user_id: str, page_request: PageRequest
) -> dict[str, Any]:
    """Return `asOf`, her day, `stages`, and `forecast` as of /period/predictions.

    Only the page with her newest days has a forecast: no other page, and no empty one, which has no
    stages either.
    """
    day = today()
    if not answer["results"]:
        return {"asOf": day.isoformat()}
    if answer["previous"] is None and (page_request.last or day) >= day:
        reading = get_forecast(user_id=user_id, today=day)
        stages, forecast = reading.stages, {"forecast": ForecastSerializer.of(reading.forecast)}
    else:
        stages, forecast = read_stages(user_id=user_id), {}
    members = [
        {"kind": stage.kind, "start": str(stage.start), "end": stage.end and str(stage.end)}
        for stage in stages
    ]
    return {"asOf": day.isoformat(), "stages": members, **forecast}
