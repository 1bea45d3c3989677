"""The period log as a calendar: logged days, and the days on which the next period may begin."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import (
    Panel,
    Picture,
    date_range,
)
from glowcycle.charts.page_limits import empty_heading, unreadable_sentence
from glowcycle.sentences import sentence
from period.charts import captions
from period.charts.calendar_day import CalendarDays
from period.charts.calendar_legend import legend
from period.charts.calendar_month import MonthGrid, compose_month
from period.charts.calendar_stages import stage_legend
from period.charts.stage_captions import is_paused

FIRST_STEP = sentence(
    "Log the first day of a period: its days show here, and when the next period may begin."
)
MAX_EMPTY_MONTHS = 3
"""More months in a row without a logged day become one line."""

MAX_MONTHS = 36
"""The newest months are drawn, at most this many."""

GAP_HEIGHT = 48.0


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture of a page of /period/user.

    `answer["asOf"]` is her day. `answer["forecast"]`, if any, has the shape of /period/predictions;
    pages of older days have none. `answer["query"]` chose the days, if it is there.
    """
    forecast, days = answer.get("forecast"), CalendarDays(answer)
    has_days = days.logged or days.unreadable
    months = _months(days, has_forecast=bool(forecast)) if has_days else []
    heading, *sentences = _sentences(answer, days, left_out=len(months) - MAX_MONTHS)
    panels = [*_panels(months[-MAX_MONTHS:], days)]
    grids = [panel.data for panel in panels if isinstance(panel.data, MonthGrid)]
    return Picture(
        name="calendar",
        title=say("Calendar of the period"),
        heading=heading,
        sentences=sentences,
        panels=panels,
        legend=[
            *legend(looks=[look for grid in grids for look in grid.looks]),
            *(
                entry
                for grid in grids[:1]
                for entry in stage_legend(stages=days.stages, first=grid.first, last=grids[-1].last)
            ),
        ],
        notice="" if forecast is None or is_paused(answer=forecast) else forecast["notice"],
        patterns="period/calendar_patterns.svg",
        symbols="period/calendar_symbols.svg",
    )


def _sentences(answer: Mapping[str, Any], days: CalendarDays, *, left_out: int) -> Iterator[str]:
    forecast = answer.get("forecast")
    if not days.logged:
        yield empty_heading(
            answer=answer,
            none_yet=say("No day is logged here yet"),
            none_matches=say("No logged day matches"),
        )
    elif forecast:
        yield from captions.first_sentences(answer=forecast)
    else:
        yield say("Period log")
    if days.logged:
        yield say_counted(
            "{count} day is logged here: {days}.",
            "{count} days are logged here: {days}.",
            count=len(days.logged),
            days=date_range(first=min(days.logged), last=max(days.logged), year=True),
        )
    elif not (answer.get("query") or days.unreadable):
        yield translated(FIRST_STEP)
    yield from unreadable_sentence(answer=answer)
    if answer["next"]:
        yield say("Older days are on the next page.")
    if left_out > 0:
        yield say_counted(
            "{count} older month is not drawn.",
            "{count} older months are not drawn.",
            count=left_out,
        )


def _months(days: CalendarDays, *, has_forecast: bool) -> list[date]:
    """Return the first day of each month to draw: of all, but for long times without a log."""
    shown = {*days.logged, *days.unreadable, *days.shares, *(days.scheduled or ())}
    if has_forecast:
        shown.add(days.today)
    if days.due and _number(days.due) - _number(days.today) <= MAX_EMPTY_MONTHS:
        shown.add(days.due)
    numbers = sorted({_number(day) for day in shown})
    between = [
        number
        for before, after in pairwise(numbers)
        if after - before <= MAX_EMPTY_MONTHS + 1
        for number in range(before + 1, after)
    ]
    return [date(n // 12, n % 12 + 1, 1) for n in sorted([*numbers, *between])]


def _panels(months: Sequence[date], days: CalendarDays) -> Iterator[Panel]:
    before = None
    for first in months:
        if before and _number(first) - _number(before) > 1:
            yield _gap(_number(first) - _number(before) - 1)
        yield _month(first, days)
        before = first


def _month(first: date, days: CalendarDays) -> Panel:
    stored = {*days.logged, *days.unreadable}
    has_log = any((day.year, day.month) == (first.year, first.month) for day in stored)
    note = "" if has_log or first > days.today else say("nothing logged")
    grid = compose_month(first=first, look_of=days.look, note=note)
    told = [look.label for look in grid.looks if look.is_told]
    return Panel(
        template="period/calendar.svg",
        data=grid,
        height=grid.height,
        title=grid.name,
        description=" ".join([*([f"{grid.name}: {note}."] if note else []), *told]),
    )


def _gap(months: int) -> Panel:
    text = say_counted(
        "{count} month without a logged day",
        "{count} months without a logged day",
        count=months,
    )
    return Panel(
        template="period/calendar_gap.svg",
        data=text,
        height=GAP_HEIGHT,
        title=text,
        description=f"{text}.",
    )


def _number(first: date) -> int:
    return first.year * 12 + first.month - 1
