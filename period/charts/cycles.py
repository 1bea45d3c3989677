"""Her cycles as a picture: what they have in common, the stack of bars, and the key to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from glowcycle.api.renderers import markup
from glowcycle.charts.layout import Column, Sheet, in_words, read_day
from period.charts.cycle_bars import Stack, compose_stack
from period.domain.cycles import LONGEST_USUAL, SHORTEST_USUAL

TO_DO = "Log the first day of a period: each cycle shows here, from that day to the next period."


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Sheet):
    """The whole sheet."""

    stack: Stack | None
    name: str = "cycles"


def draw_cycles(*, answer: Mapping[str, Any]) -> str:
    """Return the cycles, as /period/cycles gives them, as SVG."""
    return markup(template="period/cycles.svg", picture=compose(answer=answer))


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture's geometry. Without a cycle there is no stack."""
    column, as_of, cycles = Column(), read_day(answer["asOf"]), answer["results"]
    heading, *sentences = _sentences(answer)
    lines = column.set(text=heading, style="heading") + column.set_all(texts=sentences)
    stack, key = None, []
    if cycles:
        stack = compose_stack(cycles=cycles, as_of=as_of, top=column.edge)
        column.go_on_below(edge=stack.foot)
        key = [column.entry(kind=kind, text=text) for kind, text in _key(stack)]
    return Picture(
        title=f"Cycles, as of {in_words(day=as_of, year=True)}",
        description=" ".join([heading + ".", *sentences, *_told(stack)]),
        height=column.y,
        lines=lines,
        stack=stack,
        key=key,
    )


def _sentences(answer: Mapping[str, Any]) -> Iterator[str]:
    cycles = answer["results"]
    lengths = [cycle["length"] for cycle in cycles if cycle["length"]]
    if not cycles:
        yield "No cycle is logged here yet"
        yield TO_DO
        return
    yield _heading(lengths)
    as_of = in_words(day=read_day(answer["asOf"]), year=True)
    yield f"Newest first, as of {as_of}."
    if answer["variation"]:
        yield answer["variation"]["text"]


def _heading(lengths: Sequence[int]) -> str:
    if not lengths:
        return "No cycle is complete yet"
    if len(lengths) == 1:
        return f"1 complete cycle of {lengths[0]} days"
    return f"{len(lengths)} complete cycles of {min(lengths)} to {max(lengths)} days"


def _key(stack: Stack) -> Iterator[tuple[str, str]]:
    yield "period", "Period, from the first to the last day of bleeding."
    if any(row.interrupted for row in stack.rows):
        yield "interrupted", "Period in which bleeding stopped and came back."
    yield "usual", f"Usual lengths: a cycle ends after {SHORTEST_USUAL} to {LONGEST_USUAL} days."
    if any(row.is_open for row in stack.rows):
        yield "open", "A cycle whose end is not known."
    if any(remark.mark == "flag" for row in stack.rows for remark in row.remarks):
        yield "flag", "Outside the usual range. A period that was not logged looks the same."


def _told(stack: Stack | None) -> list[str]:
    """Return each cycle as a sentence, for whoever hears the picture."""
    return [
        f"{row.label}: {row.length}{''.join(f'; {remark.text}' for remark in row.remarks)}."
        for row in (stack.rows if stack else [])
    ]
