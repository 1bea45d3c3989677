"""Observations of complaints, signs of ovulation and change before the period, by cycle day."""

from typing import Final

from glowcycle.api.languages import translated
from glowcycle.report.domain.facts import (
    Complaint,
    CycleDayCount,
    OvulationEvidence,
    PremenstrualChange,
    Report,
)
from glowcycle.report.fhir import codes
from glowcycle.report.fhir.bleeding_observations import BY_DAY, by_day_text
from glowcycle.report.fhir.codes import own
from glowcycle.report.fhir.elements import (
    CELSIUS,
    DAYS,
    NUMBER,
    PERCENT,
    SCORE,
    STEPS,
    Element,
    clean,
    component,
    during,
    observation,
    on,
    quantity,
    ratio,
    valued,
)
from glowcycle.report.fhir.section import Section
from glowcycle.report.texts.complaints import cycle_day
from glowcycle.report.texts.ovulation import ovulation_text
from glowcycle.report.texts.premenstrual import NOTICE, change_label, changes_text

_UNITS: Final = {"energy": SCORE, "mood": STEPS, "pain": SCORE, "symptom": NUMBER}


def complaints(report: Report) -> Section:
    """Return pain and symptoms, each by the day of her cycle."""
    entries = [_complaint(each, report) for each in report.complaints]
    return Section(code=own("complaints"), entries=entries)


def ovulation(report: Report) -> Section:
    """Return what she measured: tests, mucus, waking temperatures. Nothing is predicted."""
    entries = []
    for each in report.ovulation:
        entries.append(_evidence(each))
        entries += [
            observation(codes.TEMPERATURE, on(day), {"valueQuantity": quantity(value, CELSIUS)})
            for day, value in sorted(each.readings.items())
            if day >= report.last - BY_DAY
        ]
    told = [ovulation_text(report.ovulation), *by_day_text(report)] if entries else []
    return Section(code=own("ovulation"), entries=entries, sentences=told)


def premenstrual(report: Report) -> Section:
    """Return how things differ between the week before the period and days 4 to 10."""
    entries = [_change(each, report) for each in report.premenstrual]
    said = [changes_text(report.premenstrual), translated(NOTICE)] if entries else []
    return Section(code=own("premenstrual"), entries=entries, sentences=said)


def _complaint(each: Complaint, report: Report) -> Element:
    components = [
        component(own("days-with-it"), valueQuantity=quantity(each.days, DAYS)),
        component(own("cycles"), valueQuantity=quantity(each.cycles, NUMBER)),
        *(_on_day(count) for count in each.by_day),
    ]
    whole = during(report.first, report.last)
    if each.name is None:
        return observation(codes.PAIN, whole, components=components)
    name = clean(each.name) or None
    return observation(own("symptom"), whole, text=name, components=components)


def _on_day(count: CycleDayCount) -> Element:
    """Return one day of the cycle: the mean of pain, or on how many of the logged days."""
    text = cycle_day(count.day)
    if count.mean is not None:
        mean = quantity(count.mean, SCORE)
        return component(own("on-cycle-day"), text=text, valueQuantity=mean)
    days = ratio(count.with_it, count.days)
    return component(own("on-cycle-day"), text=text, valueRatio=days)


def _evidence(each: OvulationEvidence) -> Element:
    components = [
        component(own("positive-test"), valueDateTime=day.isoformat())
        for day in each.positive_tests
    ]
    components += [
        component(own("negative-tests"), valueQuantity=quantity(each.negative_tests, NUMBER)),
        component(own("temperatures"), valueQuantity=quantity(each.temperatures, NUMBER)),
    ]
    for name, day in (("temperature-shift", each.shift), ("mucus-peak", each.mucus_peak)):
        told = None if day is None else day.isoformat()
        components.append(component(own(name), valueDateTime=told))
    return observation(own("ovulation-signs"), on(each.cycle_start), components=components)


def _change(each: PremenstrualChange, report: Report) -> Element:
    difference = None if each.difference is None else quantity(each.difference, _UNITS[each.kind])
    percent = None if each.percent is None else quantity(each.percent, PERCENT)
    raised = None if each.raised is None else quantity(each.raised, NUMBER)
    components = [
        component(own("percent-of-range"), valueQuantity=percent),
        component(own("cycles-raised"), valueQuantity=raised),
        component(own("cycles"), valueQuantity=quantity(each.cycles, NUMBER)),
        component(own("needed"), valueQuantity=quantity(each.needed, NUMBER)),
    ]
    label = clean(change_label(each)) or translated(own("symptom").text or "")
    change = own("premenstrual-change")
    return observation(
        change,
        during(report.first, report.last),
        valued(valueQuantity=difference),
        text=f"{label}: {translated(change.text or '')}",
        components=components,
    )
