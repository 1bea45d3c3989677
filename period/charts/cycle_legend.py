"""The legend of the cycles' picture: only of what is drawn."""

from collections.abc import Iterator, Sequence

from glowcycle.api.languages import say, translated
from glowcycle.sentences import sentence
from period.charts.cycle_bars import CycleBars
from period.charts.cycle_lengths import Cycle, usual_lengths
from period.charts.cycle_remarks import EXCLUDED, QUESTION, remarks_on
from period.charts.cycle_strip import CycleStrip
from period.domain.periods.guidelines import LONGEST_USUAL, SHORTEST_USUAL

NO_CYCLE = sentence("A period alone: in this life stage no cycle follows it.")


def legend(*, drawn: CycleBars | CycleStrip, cycles: Sequence[Cycle]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the meaning of each part of the drawing."""
    yield from _of_bars(drawn) if isinstance(drawn, CycleBars) else _of_strip(drawn)
    usual = usual_lengths(cycles=cycles)
    if usual.median is not None:
        yield "median", say("Your median: half of your cycles are shorter, half longer.")
    if usual.half:
        yield "half", say("The middle half of your cycles.")
    yield (
        "limits",
        say(
            "Usual lengths: a cycle ends after {shortest} to {longest} days.",
            shortest=SHORTEST_USUAL,
            longest=LONGEST_USUAL,
        ),
    )
    marks = {remark.mark for cycle in cycles for remark in remarks_on(cycle)}
    if "flag" in marks:
        yield "flag", say("Outside the usual range. An unlogged period would look the same.")
    if "asks" in marks:
        yield "asks", translated(QUESTION)


def _of_bars(drawn: CycleBars) -> Iterator[tuple[str, str]]:
    looks = {bar.look for bar in drawn.bars}
    yield "period", say("Period, from the first to the last day of bleeding.")
    if any(bar.interrupted for bar in drawn.bars):
        yield "interrupted", say("Period in which bleeding stopped and came back.")
    if "open" in looks:
        yield "open", say("A cycle whose end is not known.")
    if "excluded" in looks:
        yield "excluded", translated(EXCLUDED)
    if "none" in looks:
        yield "period", translated(NO_CYCLE)


def _of_strip(drawn: CycleStrip) -> Iterator[tuple[str, str]]:
    kinds = {mark.kind for mark in drawn.marks}
    yield "cycle", say("A cycle: a line from your median to its length.")
    if "open" in kinds:
        yield "running", say("A cycle whose end is not known.")
    if "excluded" in kinds:
        yield "excluded_mark", translated(EXCLUDED)
    if "none" in kinds:
        yield "no_cycle", translated(NO_CYCLE)
