"""The life stage that holds today, in words: what it means for the forecast."""

from glowcycle.sentences import sentence
from period.domain.forecast.forecast_result import StageNow
from period.domain.log.life_stages import SCHEDULED, LifeStage, StageKind

_TEXTS: dict[StageKind, str] = {
    "contraception": sentence("Your method leaves your cycles as they are."),
    "pregnancy": sentence(
        "While you are pregnant, you see its week and the due date, and nothing of cycles."
    ),
    "postpartum": sentence(
        "Bleeding in the six weeks after a birth is no period. Dates are predicted from your "
        "first period on, and they are uncertain at first."
    ),
    "perimenopause": sentence(
        "Cycles vary more in the years before menopause, so the ranges are wide."
    ),
    "irregular": sentence("Your cycles may vary a lot, so the ranges are wide."),
    "menopause": sentence("After menopause there are no cycles to predict."),
    "noPeriods": sentence("You have no periods, so none are predicted."),
    "pause": sentence("The forecast is paused."),
}
_SCHEDULED = sentence(
    "While you use this method, your pack tells when to expect a bleed, and nothing is said of "
    "ovulation or fertile days."
)
_NO_BREAK = sentence(
    "Your packs follow each other without a break, so no bleed is scheduled, and nothing is said "
    "of ovulation or fertile days."
)
_NO_PACK = sentence(
    "With this method nothing is said of ovulation or fertile days. Add your pack to see when to "
    "expect a bleed."
)
_UNSCHEDULED = sentence(
    "With this method bleeding follows no calendar, so no date is predicted, and nothing is said "
    "of ovulation or fertile days."
)


def stage_now(stage: LifeStage) -> StageNow:
    """Return the stage with what it means for the forecast."""
    return StageNow(stage.id, stage.kind, stage.start, stage.end, _text(stage))


def _text(stage: LifeStage) -> str:
    if not stage.is_hormonal:
        return _TEXTS[stage.kind]
    if stage.method not in SCHEDULED:
        return _UNSCHEDULED
    if stage.pack is None:
        return _NO_PACK
    return _SCHEDULED if stage.pack.pause else _NO_BREAK
