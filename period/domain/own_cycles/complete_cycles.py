"""Her complete cycles with the day of ovulation, and the gaps that are none, each with its meaning.

The forecast asks what teaches now; here each gap counts in the series of its own time: a cycle
before a life stage is still one of hers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from period.domain.log.life_stages import LifeStage
from period.domain.own_cycles.gaps import Gap, GapMeaning, classify_gaps
from period.domain.own_cycles.history import History, Learning
from period.domain.own_cycles.series import why_left_out
from period.domain.periods.bleeding_stages import cycle_stage
from period.domain.periods.menses import MIN_PERIOD_GAP
from period.domain.signs.cycle_signs import find_signs
from period.domain.signs.ovulation import luteal_length
from period.domain.signs.signed_cycle import complete_cycle

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PastOvulation:
    """The cycle day of a past ovulation; `is_known` if her signs tell it.

    Otherwise it lies one luteal phase, as hers are, before the next period.
    """

    cycle_day: int
    is_known: bool


@dataclass(frozen=True, slots=True)
class PastGap:
    """The days from the start of one logged period to the start of the next, and what they are.

    `meaning` is never "before_stage". `ovulation` is None unless they are a cycle of her own.
    """

    start: date
    days: int
    meaning: GapMeaning
    ovulation: PastOvulation | None = None


def find_past_gaps(*, history: History) -> list[PastGap]:
    """Return each gap between two periods of the history, oldest first."""
    meanings = _meanings(history)
    starts = [period.start for period in history.periods]
    signs = find_signs(days=history.days, starts=starts)
    signed = [
        complete_cycle(signs=logged, length=gap.days) if meaning == "cycle" else None
        for gap, meaning, logged in zip(history.gaps, meanings, signs, strict=False)
    ]
    own = [each.length - each.ovulation for each in signed if each and each.ovulation is not None]
    luteal = luteal_length(own=own, stated=history.profile.luteal_length).median()
    return [
        PastGap(
            gap.start,
            gap.days,
            meaning,
            _ovulation(cycle.ovulation, gap.days - luteal) if cycle else None,
        )
        for gap, meaning, cycle in zip(history.gaps, meanings, signed, strict=True)
    ]


def _ovulation(known: int | None, expected: int) -> PastOvulation:
    if known is None:
        return PastOvulation(max(expected, 1), is_known=False)
    return PastOvulation(known, is_known=True)


def _meanings(history: History) -> list[GapMeaning]:
    """Return the meanings of the history, with those of gaps before a stage in their own series."""
    own = meanings = history.meanings
    if "before_stage" in meanings:
        own = _in_own_series(history.learning)
    return [
        _by_stage(gap, history.stages)
        or _of_length(gap, before if meaning == "before_stage" else meaning)
        for gap, meaning, before in zip(history.gaps, meanings, own, strict=True)
    ]


def _in_own_series(learning: Learning) -> list[GapMeaning]:
    """Return what each gap was by the end of the series that it lies in."""
    found: list[GapMeaning] = []
    numbers = range(len(learning.gaps))
    for _, grouped in groupby(numbers, key=lambda number: learning.series[number].ended_by):
        group = [*grouped]
        gaps = [learning.gaps[number] for number in group]
        reasons = [why_left_out(gap=gap, stages=learning.stages) for gap in gaps]
        taught = [gap for gap, reason in zip(gaps, reasons, strict=True) if reason is None]
        posterior = learning.posterior_after(group[-1])
        meanings = iter(classify_gaps(gaps=taught, posterior=posterior))
        found += [next(meanings) if reason is None else reason for reason in reasons]
    return found


def _by_stage(gap: Gap, stages: Sequence[LifeStage]) -> GapMeaning | None:
    """Return why a stage says that these days are no cycle of her own, None if none does."""
    last = gap.start + gap.days * _DAY - _DAY
    stage = cycle_stage(stages=stages, first=gap.start, last=last)
    if stage is None or not stage.is_excluded:
        return None
    return "excluded" if stage.kind == "exclusion" else "life_stage"


def _of_length(gap: Gap, meaning: GapMeaning) -> GapMeaning:
    """Return the meaning, which she may have given days that are too few for a cycle."""
    return "unexplained" if meaning == "cycle" and gap.days < MIN_PERIOD_GAP else meaning
