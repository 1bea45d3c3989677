"""Observations of her periods and cycles, with how many each number rests on."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from glowcycle.report.domain.facts import (
    BleedingWindow,
    Figo,
    LeftOut,
    LoggedPeriod,
    Report,
    Spread,
)
from glowcycle.report.fhir import codes
from glowcycle.report.fhir.codes import own
from glowcycle.report.fhir.elements import (
    CYCLES,
    DAYS,
    NUMBER,
    YEARS,
    Element,
    absent,
    component,
    concept,
    during,
    observation,
    on,
    quantity,
    valued,
)
from glowcycle.report.fhir.section import Section
from glowcycle.report.fhir.stage_observations import method_concept
from glowcycle.report.fhir.systems import Code
from period.domain.periods.guidelines import NO_PERIOD

_FIGO_CODES: Final = {
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
    "absent": own("no-bleeding"),
}
_IN_CYCLES: Final = ("intermenstrual", "volume")


def history(report: Report) -> Section:
    """Return what a doctor asks first: last period, age at the first one, lengths, each period."""
    cycles, whole = report.cycles, _whole(report)
    day = None if cycles.last_period is None else cycles.last_period.isoformat()
    entries = [observation(codes.LAST_PERIOD, on(report.last), valued(valueDateTime=day))]
    entries += _last_duration(cycles.periods, cycles.last_period, report.last)
    if report.typed.menarche_age is not None:
        age = quantity(report.typed.menarche_age, YEARS)
        entries.append(observation(codes.MENARCHE, on(report.last), {"valueQuantity": age}))
    entries.append(_spread(codes.CYCLE_LENGTH, cycles.length, whole))
    entries.append(_spread(own("bleeding-days"), cycles.bleeding, whole))
    entries += (_period(each, report.last) for each in cycles.periods)
    return Section(code=codes.HISTORY, entries=entries)


def findings(report: Report) -> Section:
    """Return FIGO's terms; SNOMED CT says one only where it has the same definition."""
    entries = [_figo(each, report) for each in report.cycles.figo]
    return Section(code=own("findings"), entries=entries)


def windows(report: Report) -> Section:
    """Return the reference periods of Belsey under hormonal contraception."""
    entries = [_window(each) for each in report.cycles.windows]
    return Section(code=own("windows"), entries=entries)


def flow(report: Report) -> Section:
    """Return each day of bleeding or spotting in the range. A day without says nothing here."""
    entries = [
        observation(own("daily-flow"), on(day), {"valueCodeableConcept": concept(own(mark))})
        for day, mark in sorted(report.cycles.days.items())
        if mark != "none" and report.first <= day <= report.last
    ]
    return Section(code=own("flow"), entries=entries, is_logged=True)


def is_amenorrhoea(figo: Figo, report: Report) -> bool:
    """Return whether no period came for over 90 days without a reason that she told.

    A pregnancy, hormones and other stages without own cycles are such reasons.
    """
    if figo.finding != "absent" or figo.measured is None or figo.measured <= NO_PERIOD.limit:
        return False
    since = report.last - timedelta(days=NO_PERIOD.limit)
    return all(
        each.has_own_cycles or not each.touches(since, report.last) for each in report.stages
    )


def _whole(report: Report) -> Element:
    return during(max(report.first, report.read_since), report.last)


def _last_duration(
    periods: Sequence[LoggedPeriod], last_period: date | None, last: date
) -> Iterator[Element]:
    for each in periods:
        if each.start == last_period:
            days = quantity(each.bleeding_days, DAYS)
            members = (during(each.start, each.end), {"valueQuantity": days})
            yield observation(codes.LAST_DURATION, *members, status=_status(each, last))


def _spread(code: Code, spread: Spread | None, whole: Element) -> Element:
    if spread is None:
        return observation(code, whole, absent())
    components = [
        component(own("least"), valueQuantity=quantity(spread.least, DAYS)),
        component(own("most"), valueQuantity=quantity(spread.most, DAYS)),
        component(own("count"), valueQuantity=quantity(spread.count, NUMBER)),
        *(_left_out(each) for each in spread.left_out),
    ]
    median = {"valueQuantity": quantity(spread.median, DAYS)}
    return observation(code, whole, median, components=components)


def _left_out(each: LeftOut) -> Element:
    code = own("left-out-" + each.reason.replace("_", "-"))
    return component(code, valueQuantity=quantity(each.count, NUMBER))


def _period(each: LoggedPeriod, last: date) -> Element:
    length = None if each.length is None else quantity(each.length, DAYS)
    return observation(
        own("period"),
        during(each.start, each.end),
        {"valueQuantity": quantity(each.bleeding_days, DAYS)},
        components=[component(own("cycle-length"), valueQuantity=length)],
        status=_status(each, last),
    )


def _status(each: LoggedPeriod, last: date) -> str:
    """Return the status: a period that reaches the last day may go on."""
    return "preliminary" if each.end >= last else "final"


def _figo(each: Figo, report: Report) -> Element:
    unit = CYCLES if each.term in _IN_CYCLES else DAYS
    measured = None if each.measured is None else quantity(each.measured, unit)
    components = [
        component(own("measured"), valueQuantity=measured),
        component(own("count"), valueQuantity=quantity(each.count, NUMBER)),
        component(own("needed"), valueQuantity=quantity(each.needed, NUMBER)),
    ]
    if each.limit is not None:
        components.append(component(own("limit"), valueQuantity=quantity(each.limit, DAYS)))
    value = _finding(each, report)
    found = valued(valueCodeableConcept=None if value is None else concept(value))
    return observation(_FIGO_CODES[each.term], _whole(report), found, components=components)


def _finding(each: Figo, report: Report) -> Code | None:
    if each.finding is None:
        return None
    if is_amenorrhoea(each, report):
        return codes.ABSENT_PERIODS
    return _FINDINGS.get(each.finding) or own(each.finding)


def _window(each: BleedingWindow) -> Element:
    numbers = {
        "logged-days": quantity(each.logged_days, DAYS),
        "bleeding-days": quantity(each.bleeding_days, DAYS),
        "spotting-days": quantity(each.spotting_days, DAYS),
        "episodes": quantity(each.episodes, NUMBER),
        "longest-episode": quantity(each.longest_episode, DAYS),
        "longest-gap": quantity(each.longest_gap, DAYS),
    }
    components = [component(own(name), valueQuantity=value) for name, value in numbers.items()]
    components += (
        component(own("belsey-finding"), valueCodeableConcept=concept(_belsey(code)))
        for code in each.codes
    )
    method = {"valueCodeableConcept": method_concept(each.method)}
    members = (during(each.first, each.last), method)
    return observation(own("belsey-window"), *members, components=components)


def _belsey(code: str) -> Code:
    return own("no-bleeding" if code == "none" else code)
