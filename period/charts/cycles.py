"""The cycles as a picture: sentences, a bar for each cycle or a strip of many, and the legend."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import (
    LegendEntry,
    Panel,
    Picture,
    date_range,
    decimal,
    long_date,
    parse_day,
    short_date,
)
from glowcycle.charts.page_limits import unreadable_sentence
from glowcycle.sentences import sentence
from period.charts.cycle_bars import CycleBars, compose_bars
from period.charts.cycle_legend import legend
from period.charts.cycle_lengths import (
    Cycle,
    UsualLengths,
    length_text,
    own_lengths,
    usual_lengths,
)
from period.charts.cycle_remarks import remarks_on
from period.charts.cycle_strip import CycleStrip, compose_strip
from period.charts.stage_names import STAGE_NAMES

FIRST_STEP = sentence(
    "Log the first day of a period: each cycle shows here, from that day to the next period."
)
PAUSED = sentence("Nothing is drawn of your cycles while the pause lasts.")
MOST_BARS = 24
"""More cycles than these become a strip."""


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture of an answer of /period/cycles."""
    as_of = parse_day(answer["asOf"])
    cycles = [] if answer.get("isPaused") else answer["results"]
    title = say("Cycles, as of {day}", day=long_date(day=as_of, year=True))
    heading, *sentences = _sentences(answer)
    draw = compose_strip if len(cycles) > MOST_BARS else compose_bars
    drawn: CycleBars | CycleStrip | None = draw(cycles=cycles, as_of=as_of) if cycles else None
    return Picture(
        name="cycles",
        title=title,
        heading=heading,
        sentences=sentences,
        panels=[_panel(drawn, title, answer)] if drawn else (),
        legend=[LegendEntry(*each) for each in legend(drawn=drawn, cycles=cycles)] if drawn else (),
        patterns="period/cycles_patterns.svg",
        symbols="period/cycles_symbols.svg",
    )


def _panel(drawn: CycleBars | CycleStrip, title: str, answer: Mapping[str, Any]) -> Panel:
    as_of = parse_day(answer["asOf"])
    return Panel(
        template=drawn.template,
        data=drawn,
        height=drawn.bottom,
        title=title,
        description=" ".join(_description(cycle, as_of) for cycle in answer["results"]),
    )


def _description(cycle: Cycle, as_of: date) -> str:
    """Return the cycle as a sentence, for screen readers."""
    start = short_date(day=parse_day(cycle["start"]), year=True)
    told = [length_text(cycle, as_of=as_of), *(remark.text for remark in remarks_on(cycle))]
    return f"{start}: {'; '.join(filter(None, told))}."


def _sentences(answer: Mapping[str, Any]) -> Iterator[str]:
    cycles = answer["results"]
    if answer.get("isPaused"):
        yield translated(STAGE_NAMES["pause"])
        yield translated(PAUSED)
        return
    if not cycles:
        yield say("No cycle is logged here yet")
        yield translated(FIRST_STEP)
        yield from unreadable_sentence(answer=answer)
        return
    excluded = sum(cycle["excluded"] for cycle in cycles)
    yield _heading(own_lengths(cycles=cycles), has_excluded=excluded > 0)
    if usual := " ".join(_usual(usual_lengths(cycles=cycles))):
        yield usual
    if excluded:
        yield say_counted(
            "{count} cycle is not counted: a life stage covers it.",
            "{count} cycles are not counted: a life stage covers them.",
            count=excluded,
        )
    if len(cycles) > MOST_BARS:
        first = parse_day(cycles[-1]["start"])
        days = date_range(first=first, last=parse_day(answer["asOf"]), year=True)
        yield say("Oldest left, newest right: {days}.", days=days)
    else:
        as_of = long_date(day=parse_day(answer["asOf"]), year=True)
        yield say("Newest first, as of {day}.", day=as_of)
    if answer["variation"]:
        yield answer["variation"]["text"]
    if answer["next"]:
        yield say("Older cycles are on the next page.")
    yield from unreadable_sentence(answer=answer)


def _heading(lengths: Sequence[int], *, has_excluded: bool) -> str:
    if not lengths and has_excluded:
        return say("No cycle of your own is complete yet")
    if not lengths:
        return say("No cycle is complete yet")
    shortest, longest = min(lengths), max(lengths)
    if shortest == longest:
        return say_counted(
            "{count} complete cycle of {days} days",
            "{count} complete cycles of {days} days each",
            count=len(lengths),
            days=shortest,
        )
    return say_counted(
        "{count} complete cycle of {shortest} days",
        "{count} complete cycles of {shortest} to {longest} days",
        count=len(lengths),
        shortest=shortest,
        longest=longest,
    )


def _usual(usual: UsualLengths) -> Iterator[str]:
    if usual.median is not None:
        yield say("Median: {days} days.", days=decimal(number=usual.median))
    if usual.half:
        shortest, longest = usual.half
        yield (
            say_counted(
                "The middle half of them lasted {count} day.",
                "The middle half of them lasted {count} days.",
                count=shortest,
            )
            if shortest == longest
            else say(
                "The middle half of them lasted {shortest} to {longest} days.",
                shortest=shortest,
                longest=longest,
            )
        )
