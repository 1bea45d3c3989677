"""The life stages behind the days of the calendar, and the bleeding that is no period."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import LegendEntry, date_range, long_date, parse_day
from period.charts.stage_names import STAGE_NAMES
from period.domain.log.life_stages import LifeStage
from period.domain.periods.menses import MAX_BRIDGED_DAYS

EXPECTED = frozenset({"scheduled_bleed", "hormonal_bleed"})
"""Bleeding under hormonal contraception that her pack schedules, or that nothing schedules."""


def life_stages(*, answer: Mapping[str, Any]) -> list[LifeStage]:
    """Return the life stages that were read beside the answer, oldest first, as far as drawn."""
    stages = (
        LifeStage(
            id="",
            kind=stage["kind"],
            start=parse_day(stage["start"]),
            end=stage["end"] and parse_day(stage["end"]),
        )
        for stage in answer.get("stages", ())
    )
    return sorted(stages, key=lambda stage: (stage.start, stage.kind))


def stage_legend(*, stages: Sequence[LifeStage], first: date, last: date) -> Iterator[LegendEntry]:
    """Yield each stage that holds on any of the drawn days, with its name and its days."""
    for stage in stages:
        if stage.touches(first, last):
            yield LegendEntry("stage", _text(stage))


def _text(stage: LifeStage) -> str:
    name = translated(STAGE_NAMES[stage.kind])
    if stage.end is None:
        day = long_date(day=stage.start, year=True)
        return say("{stage}: since {day}.", stage=name, day=day)
    days = date_range(first=stage.start, last=stage.end, year=True)
    return say("{stage}: {days}.", stage=name, days=days)


def other_bleeding(
    *, forecast: Mapping[str, Any], logged: Mapping[date, Mapping[str, Any]]
) -> set[date]:
    """Return the logged days of bleeding that the forecast counts as no period.

    Spotting that goes on from such bleeding is part of it.
    """
    based_on = forecast.get("basedOn", {"notUsed": ()})
    spans = [
        (parse_day(log["date"]), parse_day(log["end"]))
        for log in based_on["notUsed"]
        if log["kind"] == "bleeding" and log["code"] not in EXPECTED
    ]
    found: set[date] = set()
    for day in sorted(day for day, log in logged.items() if log["flow"] not in (None, "none")):
        goes_on = logged[day]["flow"] == "spotting" and any(
            day - timedelta(days) in found for days in range(1, MAX_BRIDGED_DAYS + 2)
        )
        if goes_on or any(first <= day <= end for first, end in spans):
            found.add(day)
    return found
