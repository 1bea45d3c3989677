"""Her life stages and methods, as she stated them."""

from collections.abc import Iterator

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import long_date
from glowcycle.report.texts.amounts import listed
from period.charts.stage_names import (
    BREASTFEEDING,
    HORMONES,
    METHODS,
    OUTCOMES,
    REASONS,
    STAGE_NAMES,
)
from period.domain.log.life_stages import LifeStage


def method_name(method: str | None) -> str:
    """Return the name of a method; one of a later version is another method."""
    return translated(METHODS.get(method or "", METHODS["other"]))


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
    if stage.reason != "other" and (reason := REASONS.get(stage.reason or "")):
        yield translated(reason)
    if stage.due_date and stage.outcome is None:
        yield say("due on {day}", day=long_date(day=stage.due_date, year=True))
    if stage.outcome:
        yield translated(OUTCOMES[stage.outcome])
    if stage.birth_date:
        yield say("birth on {day}", day=long_date(day=stage.birth_date, year=True))
    if stage.breastfeeding:
        yield translated(BREASTFEEDING[stage.breastfeeding])
    if stage.hormones:
        yield translated(HORMONES[stage.hormones])
