"""Observations of FIGO's terms: SNOMED CT says one only where it has the same definition."""

from datetime import timedelta
from typing import Final

from glowcycle.report.domain.bleeding_facts import Figo
from glowcycle.report.domain.facts import Report
from glowcycle.report.fhir import codes
from glowcycle.report.fhir.codes import own
from glowcycle.report.fhir.elements import (
    CYCLES,
    DAYS,
    NUMBER,
    PERIODS,
    Element,
    absent,
    component,
    concept,
    during,
    observation,
    quantity,
)
from glowcycle.report.fhir.section import Section
from glowcycle.report.fhir.systems import Code
from glowcycle.report.texts.cycles import untold_text
from period.domain.periods.guidelines import NO_PERIOD

_CODES: Final = {
    "frequency": codes.FREQUENCY,
    "regularity": codes.REGULARITY,
    "duration": own("figo-duration"),
    "volume": own("figo-volume"),
    "intermenstrual": own("figo-intermenstrual"),
}
_FINDINGS: Final = {
    "regular": codes.REGULAR,
    "irregular": codes.IRREGULAR,
    "present": codes.BETWEEN_PERIODS,
}
_UNITS: Final = {"intermenstrual": CYCLES, "volume": PERIODS}
_YEAR: Final = timedelta(days=365)


def findings(report: Report) -> Section:
    """Return FIGO's terms, each with how many cycles or periods it rests on and needs."""
    entries = [_figo(each, report) for each in report.cycles.figo]
    return Section(code=own("findings"), entries=entries)


def is_amenorrhoea(figo: Figo, report: Report) -> bool:
    """Return whether no period came for over 90 days without a reason that she told.

    A pregnancy, hormones and other stages without own cycles are such reasons. With spotting on
    these days it is another finding.
    """
    if figo.finding != "absent" or figo.measured is None or figo.measured <= NO_PERIOD.limit:
        return False
    since = report.last - timedelta(days=NO_PERIOD.limit)
    if any(mark != "none" for day, mark in report.cycles.days.items() if since <= day):
        return False
    return all(
        each.has_own_cycles or not each.touches(since, report.last) for each in report.stages
    )


def _figo(each: Figo, report: Report) -> Element:
    nothing = absent(None if each.untold is None else untold_text(each.untold))
    measured = nothing
    if each.measured is not None and not each.untold:
        measured = {"valueQuantity": _measured(each, each.measured)}
    components = [
        {"code": concept(own("measured")), **measured},
        component(own("count"), valueQuantity=quantity(each.count, NUMBER)),
        component(own("needed"), valueQuantity=quantity(each.needed, NUMBER)),
    ]
    if each.limit is not None:
        components.append(component(own("limit"), valueQuantity=quantity(each.limit, DAYS)))
    if each.in_doubt:
        doubt = concept(own("long-cycle-not-all-logged"))
        components.append(component(own("in-doubt"), valueCodeableConcept=doubt))
    value = _finding(each, report)
    found = nothing if value is None else {"valueCodeableConcept": concept(value)}
    return observation(_CODES[each.term], _last_year(report), found, components=components)


def _measured(each: Figo, number: float) -> Element:
    """Return what was measured: days, or how many cycles or periods."""
    unit = _UNITS.get(each.term)
    return quantity(number, DAYS) if unit is None else quantity(round(number), unit)


def _finding(each: Figo, report: Report) -> Code | None:
    """Return the code of the finding, ours where it is in doubt or has no other."""
    if each.finding is None:
        return None
    if each.finding == "absent":
        return codes.ABSENT_PERIODS if is_amenorrhoea(each, report) else own("no-period")
    if each.in_doubt:
        return own(each.finding)
    return _FINDINGS.get(each.finding) or own(each.finding)


def _last_year(report: Report) -> Element:
    """Return the days that the terms rest on, as the facts count them."""
    last = min(report.last, report.as_of)
    return during(max(report.first, report.read_since, last - _YEAR), report.last)
