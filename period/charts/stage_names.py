"""The life stages and what she states of them by name; and whether one is why no date is told."""

from collections.abc import Mapping
from typing import Any

from glowcycle.sentences import Sentence, sentence

STAGE_NAMES: Mapping[str, str] = {
    "contraception": sentence("Contraception"),
    "pregnancy": sentence("Pregnancy"),
    "postpartum": sentence("After a birth"),
    "perimenopause": sentence("Perimenopause"),
    "irregular": sentence("Irregular cycles"),
    "menopause": sentence("Menopause"),
    "noPeriods": sentence("Without periods"),
    "exclusion": sentence("Excluded time"),
    "pause": sentence("Pause"),
}
METHODS: Mapping[str, Sentence] = {
    "combinedPill": sentence("combined pill"),
    "progestinPill": sentence("progestin-only pill"),
    "implant": sentence("implant"),
    "injection": sentence("injection"),
    "hormonalIud": sentence("hormonal IUD"),
    "copperIud": sentence("copper IUD"),
    "ring": sentence("vaginal ring"),
    "patch": sentence("patch"),
    "condom": sentence("condom"),
    "other": sentence("another method"),
}
REASONS: Mapping[str, Sentence] = {
    "pcos": sentence("polycystic ovary syndrome"),
    "thyroid": sentence("thyroid"),
    "adolescence": sentence("adolescence"),
    "hysterectomy": sentence("hysterectomy"),
    "ablation": sentence("endometrial ablation"),
    "testosterone": sentence("testosterone"),
    "illness": sentence("illness"),
    "medication": sentence("medication"),
    "travel": sentence("travel"),
    "emergencyContraception": sentence("emergency contraception"),
    "miscarriage": sentence("miscarriage"),
    "notLogged": sentence("not logged"),
    "other": sentence("another reason"),
}
OUTCOMES: Mapping[str, Sentence] = {
    "birth": sentence("ended with a birth"),
    "loss": sentence("ended with a loss"),
    "ended": sentence("ended"),
}
BREASTFEEDING: Mapping[str, Sentence] = {
    "full": sentence("breastfeeding fully"),
    "partly": sentence("breastfeeding partly"),
    "none": sentence("not breastfeeding"),
}
HORMONES: Mapping[str, Sentence] = {
    "none": sentence("without hormones"),
    "sequential": sentence("hormones in sequence"),
    "continuous": sentence("hormones without a break"),
}

TELL_MORE = frozenset({"postpartum"})
"""The codes of reasons for no date that tell more than the text of the stage."""

_CODES = {"noPeriods": "no_periods"}
"""The code of the reason of a stage, where it is not its kind."""


def is_silent(*, answer: Mapping[str, Any]) -> bool:
    """Return whether the life stage that holds is why a forecast tells no date."""
    stage, reason = answer["lifeStage"], answer["nextPeriodReason"]
    if not (stage and reason):
        return False
    return bool(reason["code"] == _CODES.get(stage["kind"], stage["kind"]))
