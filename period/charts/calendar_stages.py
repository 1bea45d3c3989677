"""The life stages behind the days of the calendar, and the bleeding that is no period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import LegendEntry, date_range, long_date, parse_day
from period.charts.stage_names import STAGE_NAMES
from period.domain.periods.menses import MAX_BRIDGED_DAYS

EXPECTED = frozenset({"scheduled_bleed", "hormonal_bleed"})
"""Bleeding under hormonal contraception that her pack schedules, or that nothing schedules."""


@dataclass(frozen=True, slots=True)
class StageSpan:
    """The days of a life stage; `last` is None while it goes on."""

    kind: str
    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        """Return whether the stage holds on that day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def touches(self, first: date, last: date) -> bool:
        """Return whether the stage holds on any day from first to last."""
        return self.first <= last and (self.last is None or first <= self.last)

    @property
    def text(self) -> str:
        """Its name and its days."""
        name = translated(STAGE_NAMES[self.kind])
        if self.last is None:
            day = long_date(day=self.first, year=True)
            return say("{stage}: since {day}.", stage=name, day=day)
        days = date_range(first=self.first, last=self.last, year=True)
        return say("{stage}: {days}.", stage=name, days=days)


def stage_spans(*, answer: Mapping[str, Any]) -> list[StageSpan]:
    """Return the life stages that were read beside the answer, oldest first."""
    spans = (
        StageSpan(
            stage["kind"], parse_day(stage["start"]), stage["end"] and parse_day(stage["end"])
        )
        for stage in answer.get("stages", ())
    )
    return sorted(spans, key=lambda span: (span.first, span.kind))


def stage_legend(*, stages: Sequence[StageSpan], first: date, last: date) -> Iterator[LegendEntry]:
    """Yield each stage that holds on any of the drawn days."""
    for stage in stages:
        if stage.touches(first, last):
            yield LegendEntry("stage", stage.text)


def other_bleeding(
    *, forecast: Mapping[str, Any], logged: Mapping[date, Mapping[str, Any]]
) -> set[date]:
    """Return the logged days of bleeding that the forecast counts as no period.

    It names the first day of each; the others follow as they do in a period.
    """
    based_on = forecast.get("basedOn", {"notUsed": ()})
    starts = {
        parse_day(log["date"])
        for log in based_on["notUsed"]
        if log["kind"] == "bleeding" and log["code"] not in EXPECTED
    }
    found: set[date] = set()
    bled = sorted(day for day, log in logged.items() if log["flow"] not in (None, "none"))
    before = None
    for day in bled:
        follows = before is not None and (day - before).days - 1 <= MAX_BRIDGED_DAYS
        if day in starts or (follows and before in found):
            found.add(day)
        before = day
    return found
