"""The phases of past cycles and of the current one, as spans of days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from period.domain.log.life_stages import LifeStage
from period.domain.log.logged_day import Day
from period.domain.log.profile import NOTHING_SAID, Profile
from period.domain.model import population as people
from period.domain.own_cycles.history import read_history
from period.domain.own_cycles.phases import PhaseName
from period.domain.own_cycles.running_cycle import cycle_model
from period.domain.periods.cycle_flags import FlagCode
from period.domain.periods.cycles import Cycle, cycle_day
from period.domain.signs.cycle_signs import CycleSigns, find_signs
from period.domain.signs.signed_cycle import complete_cycle
from period.domain.stages.silence import silence

PhaseSource: TypeAlias = Literal["log", "test", "signs", "length", "forecast"]
"""What a phase is known from: logged bleeding, a positive ovulation test, other signs of ovulation,
the length of the complete cycle, or the forecast of a cycle that still runs. Of these only
"forecast" can change."""

_UNUSUAL_LENGTHS: frozenset[FlagCode] = frozenset({"cycle_short", "cycle_long", "series_broken"})
"""Flags of a cycle whose length tells no ovulation: it may be part of a cycle, or several."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase of a cycle, from its first to its last day, both included."""

    name: PhaseName
    first: date
    last: date
    source: PhaseSource


def past_phases(*, cycles: Sequence[Cycle], days: Iterable[Day] = ()) -> list[PhaseSpan]:
    """Return the phases of each cycle, in the order of the cycles.

    The menstrual phase is logged. The others follow from the day of ovulation in a complete cycle,
    by its signs in the logged days, else one mean luteal phase before the next period if the
    length is usual. The ovulatory phase lasts from the day before ovulation to the day after it.
    """
    signs = find_signs(days=days, starts=sorted(cycle.start for cycle in cycles))
    by_start = {each.start: each for each in signs}
    return [span for cycle in cycles for span in _past_phases(cycle, by_start[cycle.start])]


def current_phases(
    *,
    days: Iterable[Day],
    today: date,
    stages: Sequence[LifeStage] = (),
    profile: Profile = NOTHING_SAID,
) -> list[PhaseSpan]:
    """Return the phases of the current cycle after its bleeding, up to today.

    They follow from the likeliest day of ovulation in the forecast of today. None are known where
    the forecast has no such day: without a period, if the period is late, where cycles are too
    short to tell, or where a life stage keeps it silent.
    """
    history = read_history(days=days, today=today, stages=stages, profile=profile)
    if silence(stages=history.stages, periods=history.periods, today=today):
        return []
    if cycle_day(periods=history.periods, on=today) is None:
        return []
    cycle = cycle_model(history=history, today=today)
    if cycle.is_late or cycle.is_start_in_doubt or cycle.is_too_short_to_tell:
        return []
    ovulation = cycle.date_of(cycle.conditional_ovulation.median())
    return [*_estimated(history.periods[-1].end, ovulation, today, "forecast")]


def _past_phases(cycle: Cycle, signs: CycleSigns) -> Iterator[PhaseSpan]:
    bleeding_end = cycle.period.end
    yield PhaseSpan("menstrual", cycle.start, bleeding_end, "log")
    if cycle.length is None or cycle.excluded:
        return
    end = cycle.start + (cycle.length - 1) * _DAY
    known = complete_cycle(signs=signs, length=cycle.length)
    if known.ovulation is not None:
        ovulation = cycle.start + (known.ovulation - 1) * _DAY
        source: PhaseSource = "test" if known.by_test else "signs"
        yield from _estimated(bleeding_end, ovulation, end, source)
    elif not any(flag.code in _UNUSUAL_LENGTHS for flag in cycle.flags):
        yield from _estimated(bleeding_end, end - round(people.LUTEAL_LENGTH) * _DAY, end, "length")


def _estimated(
    bleeding_end: date, ovulation: date, end: date, source: PhaseSource
) -> Iterator[PhaseSpan]:
    """Yield the phases between bleeding and the end that have at least one day."""
    spans: tuple[tuple[PhaseName, date, date], ...] = (
        ("follicular", bleeding_end + _DAY, ovulation - 2 * _DAY),
        ("ovulatory", max(bleeding_end, ovulation - 2 * _DAY) + _DAY, ovulation + _DAY),
        ("luteal", max(bleeding_end, ovulation + _DAY) + _DAY, end),
    )
    for name, first, last in spans:
        if first <= min(last, end):
            yield PhaseSpan(name, first, min(last, end), source)
