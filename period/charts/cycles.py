"""The cycles as a picture: sentences, a bar for each cycle, and the legend."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import LegendEntry, Panel, Picture, long_date, parse_day
from glowcycle.sentences import sentence
from period.charts.cycle_bars import CycleBars, compose_bars
from period.domain.cycles import LONGEST_USUAL, SHORTEST_USUAL

FIRST_STEP = sentence(
    "Log the first day of a period: each cycle shows here, from that day to the next period."
)


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture of an answer of /period/cycles."""
    as_of, cycles = parse_day(answer["asOf"]), answer["results"]
    title = say("Cycles, as of {day}", day=long_date(day=as_of, year=True))
    heading, *sentences = _sentences(answer)
    chart = compose_bars(cycles=cycles, as_of=as_of) if cycles else None
    return Picture(
        name="cycles",
        title=title,
        heading=heading,
        sentences=sentences,
        panels=[_panel(chart, title)] if chart else (),
        legend=[LegendEntry(kind, text) for kind, text in _legend(chart)] if chart else (),
        patterns="period/cycles_patterns.svg",
    )


def _panel(chart: CycleBars, title: str) -> Panel:
    return Panel(
        template="period/cycles.svg",
        data=chart,
        height=chart.bottom,
        title=title,
        description=" ".join(
            f"{bar.label}: {bar.length}{''.join(f'; {remark.text}' for remark in bar.remarks)}."
            for bar in chart.bars
        ),
    )


def _sentences(answer: Mapping[str, Any]) -> Iterator[str]:
    cycles = answer["results"]
    lengths = [cycle["length"] for cycle in cycles if cycle["length"]]
    if not cycles:
        yield say("No cycle is logged here yet")
        yield translated(FIRST_STEP)
        return
    yield _heading(lengths)
    as_of = long_date(day=parse_day(answer["asOf"]), year=True)
    yield say("Newest first, as of {day}.", day=as_of)
    if answer["variation"]:
        yield answer["variation"]["text"]
    if answer["next"]:
        yield say("Older cycles are on the next page.")


def _heading(lengths: Sequence[int]) -> str:
    if not lengths:
        return say("No cycle is complete yet")
    return say_counted(
        "{count} complete cycle of {shortest} days",
        "{count} complete cycles of {shortest} to {longest} days",
        count=len(lengths),
        shortest=min(lengths),
        longest=max(lengths),
    )


def _legend(chart: CycleBars) -> Iterator[tuple[str, str]]:
    yield "period", say("Period, from the first to the last day of bleeding.")
    if any(bar.interrupted for bar in chart.bars):
        yield "interrupted", say("Period in which bleeding stopped and came back.")
    yield (
        "usual",
        say(
            "Usual lengths: a cycle ends after {shortest} to {longest} days.",
            shortest=SHORTEST_USUAL,
            longest=LONGEST_USUAL,
        ),
    )
    if any(bar.is_open for bar in chart.bars):
        yield "open", say("A cycle whose end is not known.")
    if any(remark.mark == "flag" for bar in chart.bars for remark in bar.remarks):
        text = say("Outside the usual range. An unlogged period would look the same.")
        yield "flag", text
