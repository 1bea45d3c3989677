"""The cycles as a picture: sentences, a bar for each cycle, and the legend."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.api.renderers import markup
from glowcycle.charts.layout import Picture, TextColumn, long_date, parse_day
from glowcycle.sentences import sentence
from period.charts.cycle_bars import CycleBars, compose_bars
from period.domain.cycles import LONGEST_USUAL, SHORTEST_USUAL

FIRST_STEP = sentence(
    "Log the first day of a period: each cycle shows here, from that day to the next period."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CyclesPicture(Picture):
    """The picture; it has no chart without a cycle."""

    chart: CycleBars | None
    name: str = "cycles"


def draw_cycles(*, answer: Mapping[str, Any]) -> str:
    """Return an answer of /period/cycles as SVG."""
    return markup(template="period/cycles.svg", picture=compose(answer=answer))


def compose(*, answer: Mapping[str, Any]) -> CyclesPicture:
    """Return the picture's geometry."""
    column, as_of, cycles = TextColumn(), parse_day(answer["asOf"]), answer["results"]
    heading, *sentences = _sentences(answer)
    lines = column.add(text=heading, style="heading") + column.add_all(texts=sentences)
    chart, legend = None, []
    if cycles:
        chart = compose_bars(cycles=cycles, as_of=as_of, top=column.drawing_top)
        column.continue_below(bottom=chart.bottom)
        legend = [column.add_legend_entry(kind=kind, text=text) for kind, text in _legend(chart)]
    return CyclesPicture(
        title=say("Cycles, as of {day}", day=long_date(day=as_of, year=True)),
        description=" ".join([heading + ".", *sentences, *_descriptions(chart)]),
        height=column.y,
        lines=lines,
        chart=chart,
        legend=legend,
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


def _descriptions(chart: CycleBars | None) -> list[str]:
    """Return each cycle as a sentence, for screen readers."""
    return [
        f"{bar.label}: {bar.length}{''.join(f'; {remark.text}' for remark in bar.remarks)}."
        for bar in (chart.bars if chart else [])
    ]
