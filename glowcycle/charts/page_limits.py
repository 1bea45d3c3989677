"""What the picture of a list does not know: records that cannot be read, days of other pages."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import LegendEntry, parse_day
from glowcycle.charts.time_axis import TimeAxis
from glowcycle.sentences import sentence

ELSEWHERE = sentence("Not on this page.")
_DAY = timedelta(days=1)


def known_days(*, answer: Mapping[str, Any], days: Collection[date]) -> tuple[date, date]:
    """Return the first and the last day of which the answer tells whether something is logged.

    `days` are those of its records.
    """
    query = answer.get("query", {})
    first = parse_day(query["from"]) if "from" in query else date.min
    last = parse_day(query["to"]) if "to" in query else date.max
    if days and answer["next"]:
        first = min(days)
    if days and answer.get("previous"):
        last = max(days)
    return first, last


def width_elsewhere(*, answer: Mapping[str, Any], axis: TimeAxis, days: Collection[date]) -> float:
    """Return the width of the older days of the axis that are not on this page.

    The first and the last day of the axis are margin.
    """
    first, _ = known_days(answer=answer, days=days)
    return axis.width(axis.first, first - _DAY) if first > axis.first + _DAY else 0


def elsewhere_legend(*, width: float) -> Iterator[LegendEntry]:
    """Yield the entry of these days, if there are any."""
    if width:
        yield LegendEntry("elsewhere", translated(ELSEWHERE))


def empty_heading(*, answer: Mapping[str, Any], none_yet: str, none_matches: str) -> str:
    """Return the heading of a picture without a record."""
    if answer.get("unreadable"):
        return say("What is logged here cannot be read")
    return none_matches if answer.get("query") else none_yet


def unreadable_sentence(*, answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield how many stored records the picture goes without, if it does."""
    if unreadable := answer.get("unreadable"):
        yield say_counted(
            "{count} record cannot be read.",
            "{count} records cannot be read.",
            count=len(unreadable),
        )
