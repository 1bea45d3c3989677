"""A life stage in words."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from glowcycle.api.languages import say, translated
from glowcycle.sentences import sentence
from glowcycle.sharing.sections.words import day_text
from period.charts.stage_names import STAGE_NAMES

COLUMNS: Final = (sentence("Life stage"), sentence("Days"), sentence("More"))

_METHODS: Final = {
    "combinedPill": sentence("combined pill"),
    "progestinPill": sentence("progestin-only pill"),
    "implant": sentence("implant"),
    "injection": sentence("injection"),
    "hormonalIud": sentence("hormonal coil"),
    "copperIud": sentence("copper coil"),
    "ring": sentence("ring"),
    "patch": sentence("patch"),
    "condom": sentence("condom"),
    "other": sentence("another method"),
}
_REASONS: Final = {
    "pcos": sentence("polycystic ovary syndrome"),
    "thyroid": sentence("thyroid"),
    "adolescence": sentence("adolescence"),
    "hysterectomy": sentence("womb removed"),
    "ablation": sentence("lining of the womb removed"),
    "testosterone": sentence("testosterone"),
    "illness": sentence("illness"),
    "medication": sentence("medication"),
    "travel": sentence("travel"),
    "emergencyContraception": sentence("emergency contraception"),
    "miscarriage": sentence("miscarriage"),
    "notLogged": sentence("nothing logged"),
    "other": sentence("another reason"),
}
_OUTCOMES: Final = {
    "birth": sentence("ended with a birth"),
    "loss": sentence("ended with a loss"),
    "ended": sentence("ended"),
}
_BREASTFEEDING: Final = {
    "full": sentence("breastfeeding"),
    "partly": sentence("partly breastfeeding"),
    "none": sentence("not breastfeeding"),
}
_HORMONES: Final = {
    "none": sentence("without hormones"),
    "sequential": sentence("hormones with a pause"),
    "continuous": sentence("hormones without a pause"),
}
_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "method": _METHODS,
    "reason": _REASONS,
    "outcome": _OUTCOMES,
    "breastfeeding": _BREASTFEEDING,
    "hormones": _HORMONES,
}


def kind_text(stage: Mapping[str, Any]) -> str:
    """Return the name of the kind, as the rest of the service calls it."""
    return translated(STAGE_NAMES[stage["kind"]])


def detail_texts(stage: Mapping[str, Any]) -> Iterator[str]:
    """Yield what else the stage says; of a later version's value the value itself."""
    for member, names in _NAMES.items():
        if value := stage[member]:
            yield translated(names.get(value, value))
    if due := stage["dueDate"]:
        yield say("due {day}", day=day_text(due))
    if born := stage["birthDate"]:
        yield say("birth {day}", day=day_text(born))
