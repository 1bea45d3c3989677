"""Observations of her life stages, of contraception and of a pregnancy, as she said them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from glowcycle.report.domain.facts import Report
from glowcycle.report.fhir import codes
from glowcycle.report.fhir.codes import own, own_or_none
from glowcycle.report.fhir.elements import (
    Element,
    absent,
    component,
    concept,
    during,
    observation,
    on,
    worded,
)
from glowcycle.report.fhir.local_texts import kebab
from glowcycle.report.fhir.section import Section
from glowcycle.report.fhir.systems import Code
from period.domain.log.life_stages import LONGEST_PREGNANCY, LifeStage, pregnancy_stage_on

_KINDS: Final = {"irregular": "irregular-cycles"}
"""Codes of kinds whose name has another meaning in the table."""


def stages(report: Report) -> Section:
    """Return the pregnancy status on the last day, and each stage that touches the range."""
    entries = [
        *_pregnancy(report.stages, report.last),
        *(_stage(each) for each in report.stages),
    ]
    return Section(code=own("stages"), entries=entries, is_logged=True)


def method_concept(method: str | None) -> Element:
    """Return a method of contraception; one that the table does not know has a text alone."""
    return _concept("method", method or "other")


def _pregnancy(told: Sequence[LifeStage], day: date) -> Iterator[Element]:
    """Yield whether she is pregnant on that day, and when the birth is due.

    Not being pregnant is only told for the day on which a pregnancy ended: no log shows that
    nothing came after it.
    """
    stage = pregnancy_stage_on(stages=told, day=day)
    if stage is not None and day - stage.start <= LONGEST_PREGNANCY:
        yield _status(codes.PREGNANT, day)
        if stage.due_date is not None:
            by_period = stage.basis == "lastPeriod"
            code = codes.DUE_DATE_BY_PERIOD if by_period else codes.DUE_DATE
            yield observation(code, on(day), {"valueDateTime": stage.due_date.isoformat()})
        return
    ends = [end for each in told if (end := _end_of_pregnancy(each)) and end <= day]
    if stage is None and ends:
        yield _status(codes.NOT_PREGNANT, max(ends))
    else:
        yield _status(None, day)


def _end_of_pregnancy(stage: LifeStage) -> date | None:
    is_over = stage.kind == "pregnancy" and stage.outcome is not None
    return stage.end if is_over else None


def _status(code: Code | None, day: date) -> Element:
    value = absent() if code is None else {"valueCodeableConcept": concept(code)}
    return observation(codes.PREGNANCY, on(day), value)


def _stage(stage: LifeStage) -> Element:
    code, value = own("life-stage"), _concept(None, _KINDS.get(stage.kind, stage.kind))
    if stage.kind == "contraception":
        code, value = own("contraception-used"), method_concept(stage.method)
    told = {"reason": stage.reason, "outcome": stage.outcome}
    components = [
        component(own(name), valueCodeableConcept=_concept(name, value))
        for name, value in told.items()
        if value is not None
    ]
    members = (during(stage.start, stage.end), {"valueCodeableConcept": value})
    return observation(code, *members, components=components)


def _concept(prefix: str | None, name: str) -> Element:
    """Return the concept of a value by its wire name: combinedPill is method-combined-pill."""
    code = own_or_none(kebab(name) if prefix is None else f"{prefix}-{kebab(name)}")
    return worded(name) if code is None else concept(code)
