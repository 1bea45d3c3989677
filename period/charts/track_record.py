"""The track record as a drawing: for each past period the range predicted then, and what came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from glowcycle.api.languages import say, say_counted
from glowcycle.charts.day_ranges import day_and_range
from glowcycle.charts.layout import Panel, parse_day, short_date
from glowcycle.charts.time_axis import AxisLabel

MAX_ROWS = 12
LABELS_RIGHT, LEFT, RIGHT = 64.0, 71.0, 314.0
ROWS_TOP = 54.0
ROW_HEIGHT = 27.0
"""A row is a link, and a finger needs 24 pixels on the narrowest phone."""

MIN_SIDE = 5
"""The scale shows at least this many days earlier and later than predicted."""

MAX_SIDE = 21
"""What came farther from its date than this stands at the edge, with its days."""


@dataclass(frozen=True, slots=True)
class PastPeriod:
    """One past period, on a scale of days from the predicted date; `y` is the middle of its row.

    `came` is where it came, `beyond` its days if that is beyond the scale.
    """

    day: date
    y: float
    label: str
    range_x: float
    range_width: float
    came: float
    is_inside: bool
    beyond: AxisLabel | None
    text: str


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """The past periods, newest first; `center` is the predicted date of each."""

    title: str
    labels_right: float
    left: float
    right: float
    center: float
    earlier: str
    later: str
    periods: list[PastPeriod]


def track_record_panel(*, track_record: Mapping[str, Any]) -> Panel | None:
    """Return the newest predictions that are scored, as a drawing; None without any."""
    scored = [past for past in track_record["predictions"] if past["scored"]][: -MAX_ROWS - 1 : -1]
    if not scored:
        return None
    side = _side(scored)
    day_width = (RIGHT - LEFT) / (2 * side + 1)
    periods = [
        _past_period(past, side, day_width, y=ROWS_TOP + ROW_HEIGHT * (row + 0.5))
        for row, past in enumerate(scored)
    ]
    bottom = ROWS_TOP + ROW_HEIGHT * len(periods)
    title = say("Predicted, and what came")
    return Panel(
        template="period/track_record.svg",
        data=TrackRecord(
            title=title,
            labels_right=LABELS_RIGHT,
            left=LEFT,
            right=RIGHT,
            center=round((LEFT + RIGHT) / 2, 2),
            earlier=say_counted("{count} day earlier", "{count} days earlier", count=side),
            later=say_counted("{count} day later", "{count} days later", count=side),
            periods=periods,
        ),
        height=bottom + 6,
        title=title,
        description=" ".join(f"{period.text}." for period in periods),
    )


def _side(scored: Sequence[Mapping[str, Any]]) -> int:
    """Return how many days the scale shows on each side of the predicted date."""
    days = [
        abs(_days_after(past, name)) for past in scored for name in ("earliest", "latest", "actual")
    ]
    return min(max(MIN_SIDE, *days), MAX_SIDE)


def _past_period(past: Mapping[str, Any], side: int, day_width: float, *, y: float) -> PastPeriod:
    def edge(days: int) -> float:
        """Return the left edge of the day that lies `days` after the predicted one."""
        return round(LEFT + (min(max(days, -side), side + 1) + side) * day_width, 2)

    late = _days_after(past, "actual")
    earliest, latest = _days_after(past, "earliest"), _days_after(past, "latest")
    return PastPeriod(
        day=parse_day(past["actual"]),
        y=y,
        label=short_date(day=parse_day(past["actual"])),
        range_x=edge(earliest),
        range_width=round(edge(latest + 1) - edge(earliest), 2),
        came=round(edge(min(late, side)) + day_width / 2, 2),
        is_inside=earliest <= late <= latest,
        beyond=_beyond(late) if abs(late) > side else None,
        text=_text(past, late),
    )


def _beyond(late: int) -> AxisLabel:
    if late < 0:
        return AxisLabel(LEFT, "start", f"−{-late}")
    return AxisLabel(RIGHT, "end", f"+{late}")


def _text(past: Mapping[str, Any], late: int) -> str:
    predicted, earliest, latest, actual = (
        parse_day(past[name]) for name in ("date", "earliest", "latest", "actual")
    )
    return say(
        "{day}: {days}; predicted was {prediction}",
        day=short_date(day=actual, year=True),
        days=_distance(late),
        prediction=day_and_range(day=predicted, first=earliest, last=latest),
    )


def _distance(late: int) -> str:
    if not late:
        return say("on the predicted day")
    if late < 0:
        return say_counted("{count} day earlier", "{count} days earlier", count=-late)
    return say_counted("{count} day later", "{count} days later", count=late)


def _days_after(past: Mapping[str, Any], name: str) -> int:
    """Return how many days after the predicted date that day is."""
    return (parse_day(past[name]) - parse_day(past["date"])).days
