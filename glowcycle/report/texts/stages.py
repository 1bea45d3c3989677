"""Her life stages and methods, as she stated them."""

from collections.abc import Iterator
from datetime import date
from typing import Final

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

BEFORE_THE_REPORT: Final = date.min
"""The first day of a stage whose first day is not told."""


def method_name(method: str | None) -> str:
    """Return the name of a method; one of a later version is another method."""
    return translated(METHODS.get(method or "", METHODS["other"]))


def stage_name(stage: LifeStage) -> str:
    """Return what the stage is: "Contraception (combined pill)"."""
    name, details = translated(STAGE_NAMES[stage.kind]), listed([*_details(stage)])
    return f"{name} ({details})" if details else name


def stage_text(stage: LifeStage) -> str:
    """Return what the stage is, and its days."""
    name, last = stage_name(stage), stage.end and long_date(day=stage.end, year=True)
    if stage.start == BEFORE_THE_REPORT:
        if last is None:
            return say("{stage}, since before the days of this report.", stage=name)
        return say(
            "{stage}, since before the days of this report, to {last}.", stage=name, last=last
        )
    first = long_date(day=stage.start, year=True)
    if last is None:
        return say("{stage}, since {day}.", stage=name, day=first)
    return say("{stage}, from {first} to {last}.", stage=name, first=first, last=last)


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
