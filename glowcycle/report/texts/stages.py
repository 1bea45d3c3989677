"""Her life stages and methods, as she stated them."""

from collections.abc import Iterator, Mapping
from typing import Final

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import long_date
from glowcycle.report.texts.amounts import listed
from glowcycle.sentences import sentence
from period.charts.stage_names import STAGE_NAMES
from period.domain.log.life_stages import LifeStage

_OTHER_METHOD: Final = sentence("another method")
_METHODS: Final[Mapping[str, str]] = {
    "combinedPill": sentence("combined pill"),
    "progestinPill": sentence("progestin-only pill"),
    "implant": sentence("implant"),
    "injection": sentence("injection"),
    "hormonalIud": sentence("hormonal IUD"),
    "copperIud": sentence("copper IUD"),
    "ring": sentence("vaginal ring"),
    "patch": sentence("patch"),
    "condom": sentence("condom"),
}
_REASONS: Final[Mapping[str, str]] = {
    "pcos": sentence("PCOS"),
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
}
_HORMONES: Final[Mapping[str, str]] = {
    "none": sentence("without hormones"),
    "sequential": sentence("hormones in sequence"),
    "continuous": sentence("hormones without a break"),
}
_BREASTFEEDING: Final[Mapping[str, str]] = {
    "full": sentence("breastfeeding fully"),
    "partly": sentence("breastfeeding partly"),
    "none": sentence("not breastfeeding"),
}
_OUTCOMES: Final[Mapping[str, str]] = {
    "birth": sentence("ended with a birth"),
    "loss": sentence("ended with a loss"),
    "ended": sentence("ended"),
}


def method_name(method: str | None) -> str:
    """Return the name of a method; one of a later version is another method."""
    return translated(_METHODS.get(method or "", _OTHER_METHOD))


def stage_name(stage: LifeStage) -> str:
    """Return what the stage is: "Contraception (combined pill)"."""
    name, details = translated(STAGE_NAMES[stage.kind]), listed([*_details(stage)])
    return f"{name} ({details})" if details else name


def stage_text(stage: LifeStage) -> str:
    """Return what the stage is, and its days."""
    first = long_date(day=stage.start, year=True)
    if stage.end is None:
        return say("{stage}, since {day}.", stage=stage_name(stage), day=first)
    last = long_date(day=stage.end, year=True)
    return say("{stage}, from {first} to {last}.", stage=stage_name(stage), first=first, last=last)


def _details(stage: LifeStage) -> Iterator[str]:
    if stage.kind == "contraception":
        yield method_name(stage.method)
    if reason := _REASONS.get(stage.reason or ""):
        yield translated(reason)
    if stage.due_date and stage.outcome is None:
        yield say("due on {day}", day=long_date(day=stage.due_date, year=True))
    if stage.outcome:
        yield translated(_OUTCOMES[stage.outcome])
    if stage.birth_date:
        yield say("birth on {day}", day=long_date(day=stage.birth_date, year=True))
    if stage.breastfeeding:
        yield translated(_BREASTFEEDING[stage.breastfeeding])
    if stage.hormones:
        yield translated(_HORMONES[stage.hormones])
