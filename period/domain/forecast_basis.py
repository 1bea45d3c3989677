"""What a forecast rests on, said in numbers and in words."""

from period.domain.forecast_result import BasedOn, LeftOut, LeftOutCode, Stage
from period.domain.gaps import Gap, is_pause
from period.domain.history import Past

ENOUGH_CYCLES = 3
"""With fewer of her own cycles the population still speaks louder, and confidence stays low."""

_TEXTS: dict[LeftOutCode, str] = {
    "period_not_logged": "A period in between was probably not logged.",
    "bleeding_between": "Probably part of one cycle, cut by bleeding that was no period.",
    "unexplained": "Unlike the other cycles: too long or too short to be counted as one of them.",
    "pause": "No period was logged for over 120 days: cycles are counted anew after it.",
    "before_pause": "Before a time of over 120 days without a period.",
}

_STAGE_TEXTS: dict[Stage, str] = {
    "nothing": "No period is logged yet.",
    "population": "Learning: no cycle of your own is complete, so this is what is usual for "
    "others.",
    "learning": "Learning: too few cycles of your own, so what is usual for others still counts.",
    "own_cycles": "Your own cycles.",
}


def based_on(*, past: Past) -> BasedOn:
    """Return what a forecast from this past rests on."""
    stage = _stage(past)
    before = [
        _left_out(gap, "pause" if is_pause(gap=gap) else "before_pause") for gap in past.earlier
    ]
    since = [
        _left_out(gap, meaning)
        for gap, meaning in zip(past.gaps, past.meanings, strict=True)
        if meaning != "cycle"
    ]
    return BasedOn(
        stage=stage,
        cycles_used=len(past.complete),
        left_out=(*before, *since),
        stated_cycle_length=past.statements[-1].cycle_length if past.statements else None,
        tested_cycles=sum(cycle.ovulation is not None for cycle in past.complete),
        text=_STAGE_TEXTS[stage],
    )


def _stage(past: Past) -> Stage:
    if not past.periods:
        return "nothing"
    if not past.complete:
        return "population"
    return "learning" if len(past.complete) < ENOUGH_CYCLES else "own_cycles"


def _left_out(gap: Gap, code: LeftOutCode) -> LeftOut:
    return LeftOut(gap.start, gap.days, code, _TEXTS[code])
