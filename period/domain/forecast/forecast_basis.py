"""The basis of a forecast: which of her cycles it uses, and which gaps it leaves out."""

from glowcycle.sentences import sentence
from period.domain.forecast.evidence import BasisStage, ExcludedGap, ExclusionCode, ForecastBasis
from period.domain.own_cycles.history import History

ENOUGH_CYCLES = 3
"""With fewer complete cycles the prior dominates, and confidence stays low."""

_EXCLUSION_TEXTS: dict[ExclusionCode, str] = {
    "period_not_logged": sentence("A period in between was probably not logged."),
    "bleeding_between": sentence(
        "Probably part of one cycle: the bleeding in between was probably not a period."
    ),
    "unexplained": sentence("Much longer or shorter than your other cycles, so it is not counted."),
    "pause": sentence("No period was logged for over 120 days, so this is not counted as a cycle."),
    "before_stage": sentence(
        "Before another stage of your life, after which counting starts again."
    ),
    "excluded": sentence("You said that this cycle was out of the ordinary."),
    "life_stage": sentence("At least in part in another stage of your life, as you told."),
}

_ALIKE, _RECENT = 4, 12
"""Her last twelve complete cycles are called alike if they differ by at most four days. Chosen:
well inside the 7 to 9 days that are usual."""

_STAGE_TEXTS: dict[BasisStage, str] = {
    "nothing": sentence("No period is logged yet."),
    "population": sentence(
        "Learning: you have no complete cycle yet, so this rests on the cycles of others."
    ),
    "learning": sentence(
        "Learning: you have few complete cycles yet, so the cycles of others still count."
    ),
    "own_cycles": sentence("Based on your own cycles."),
}
_STATED_TEXTS: dict[BasisStage, str] = {
    "population": sentence(
        "Learning: you have no complete cycle yet, so this rests on the length that you stated and "
        "on the cycles of others."
    ),
    "learning": sentence(
        "Learning: you have few complete cycles yet, so the length that you stated and the cycles "
        "of others still count."
    ),
}
_ALIKE_TEXT = sentence("Based on your own cycles; your cycles are alike.")


def forecast_basis(*, history: History) -> ForecastBasis:
    """Return the basis of a forecast from this history."""
    stage = _stage(history)
    stated = history.stated_lengths
    return ForecastBasis(
        stage=stage,
        cycles_used=len(history.complete_cycles),
        left_out=tuple(
            ExcludedGap(gap.start, gap.days, meaning, _EXCLUSION_TEXTS[meaning])
            for gap, meaning in zip(history.gaps, history.meanings, strict=True)
            if meaning != "cycle"
        ),
        stated_cycle_length=stated[-1].cycle_length if stated else None,
        tested_cycles=sum(
            cycle.ovulation is not None and cycle.by_test for cycle in history.complete_cycles
        ),
        text=_text(history, stage),
    )


def _text(history: History, stage: BasisStage) -> str:
    if stage == "own_cycles":
        lengths = [cycle.length for cycle in history.complete_cycles[-_RECENT:]]
        return _ALIKE_TEXT if max(lengths) - min(lengths) <= _ALIKE else _STAGE_TEXTS[stage]
    texts = _STATED_TEXTS if history.stated_lengths else _STAGE_TEXTS
    return texts.get(stage, _STAGE_TEXTS[stage])


def _stage(history: History) -> BasisStage:
    if not history.periods:
        return "nothing"
    if not history.complete_cycles:
        return "population"
    return "learning" if len(history.complete_cycles) < ENOUGH_CYCLES else "own_cycles"
