"""Observations of her periods and cycles, with how many each number rests on."""

from collections.abc import Iterator

from glowcycle.report.domain.bleeding_facts import LeftOut, LoggedPeriod, Spread, UntoldReason
from glowcycle.report.domain.facts import Report
from glowcycle.report.fhir import codes
from glowcycle.report.fhir.bleeding_observations import other_bleeding
from glowcycle.report.fhir.codes import own
from glowcycle.report.fhir.elements import (
    DAYS,
    NUMBER,
    YEARS,
    Element,
    absent,
    component,
    during,
    observation,
    on,
    quantity,
    valued,
)
from glowcycle.report.fhir.section import Section
from glowcycle.report.fhir.systems import Code
from glowcycle.report.texts.cycles import (
    bleeding_text,
    last_period_text,
    length_text,
    untold_text,
    why_untold,
)


def history(report: Report) -> Section:
    """Return what a doctor asks first: last period, age at the first one, lengths, each period."""
    cycles = report.cycles
    whole = during(max(report.first, report.read_since), report.last)
    no_cycle = why_untold(cycles.figo, of="regularity")
    no_period = why_untold(cycles.figo, of="duration")
    entries = [
        *_last_period(report),
        *_menarche(report),
        _spread(codes.CYCLE_LENGTH, cycles.length, whole, no_cycle),
        _spread(own("bleeding-days"), cycles.bleeding, whole, no_period),
        *(_period(each, report) for each in cycles.periods),
        *(other_bleeding(each) for each in cycles.other_bleeding),
    ]
    told = [
        last_period_text(cycles.last_period, last=report.last, as_of=report.as_of),
        length_text(cycles.length, untold=no_cycle),
        bleeding_text(cycles.bleeding, untold=no_period),
    ]
    return Section(code=codes.HISTORY, entries=entries, sentences=told)


def _last_period(report: Report) -> Iterator[Element]:
    day = report.cycles.last_period
    value = None if day is None else day.isoformat()
    yield observation(codes.LAST_PERIOD, on(report.last), valued(valueDateTime=value))
    for each in report.cycles.periods:
        if each.start == day:
            days = {"valueQuantity": quantity(each.bleeding_days, DAYS)}
            members = (during(each.start, each.end), days)
            yield observation(codes.LAST_DURATION, *members, status=_status(each, report))


def _menarche(report: Report) -> Iterator[Element]:
    if report.typed.menarche_age is not None:
        age = quantity(report.typed.menarche_age, YEARS)
        yield observation(codes.MENARCHE, on(report.last), {"valueQuantity": age})


def _spread(
    code: Code, spread: Spread | None, whole: Element, untold: UntoldReason | None
) -> Element:
    if spread is None:
        why = None if untold is None else untold_text(untold)
        return observation(code, whole, absent(why))
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


def _period(each: LoggedPeriod, report: Report) -> Element:
    length = None if each.length is None else quantity(each.length, DAYS)
    return observation(
        own("period"),
        during(each.start, each.end),
        {"valueQuantity": quantity(each.bleeding_days, DAYS)},
        components=[component(own("cycle-length"), valueQuantity=length)],
        status=_status(each, report),
    )


def _status(each: LoggedPeriod, report: Report) -> str:
    """Return the status: a period that reaches the last known day may go on."""
    return "preliminary" if each.end >= min(report.last, report.as_of) else "final"
