"""Observations of bleeding: by day, besides periods, and under hormonal contraception."""

from datetime import timedelta
from typing import Final

from glowcycle.api.languages import say
from glowcycle.charts.layout import long_date
from glowcycle.report.domain.bleeding_facts import BleedingWindow
from glowcycle.report.domain.facts import Report
from glowcycle.report.fhir.codes import own
from glowcycle.report.fhir.elements import (
    DAYS,
    NUMBER,
    Element,
    component,
    concept,
    during,
    observation,
    on,
    quantity,
)
from glowcycle.report.fhir.section import Section
from glowcycle.report.fhir.stage_observations import method_concept
from glowcycle.report.fhir.systems import Code
from glowcycle.report.texts.windows import window_text
from period.domain.periods.menses import OtherBleeding

BY_DAY: Final = timedelta(days=1_096)
"""What has an entry for each day has them for the newest three years: an answer holds 6 MB."""


def flow(report: Report) -> Section:
    """Return each day of bleeding or spotting. A day without any has no entry."""
    since = max(report.first, report.last - BY_DAY)
    entries = [
        observation(own("daily-flow"), on(day), {"valueCodeableConcept": concept(own(mark))})
        for day, mark in sorted(report.cycles.days.items())
        if mark != "none" and since <= day <= report.last
    ]
    sentences = by_day_text(report) if report.cycles.days else []
    return Section(code=own("flow"), entries=entries, sentences=sentences, is_logged=True)


def by_day_text(report: Report) -> list[str]:
    """Return since when days have entries, if that is not all of the report."""
    since = report.last - BY_DAY
    if since <= report.first:
        return []
    day = long_date(day=since, year=True)
    return [say("Listed by day since {day}; the numbers rest on all days.", day=day)]


def other_bleeding(each: OtherBleeding) -> Element:
    """Return bleeding that is no period, with the reason why it is none."""
    reason = concept(own("no-period-" + each.code.replace("_", "-")))
    members = (during(each.start, each.end), {"valueCodeableConcept": reason})
    return observation(own("other-bleeding"), *members)


def windows(report: Report) -> Section:
    """Return the reference periods of Belsey under hormonal contraception."""
    entries = [_window(each) for each in report.cycles.windows]
    told = [window_text(each) for each in report.cycles.windows]
    return Section(code=own("windows"), entries=entries, sentences=told)


def _window(each: BleedingWindow) -> Element:
    numbers = {
        "logged-days": quantity(each.logged_days, DAYS),
        "bleeding-days": quantity(each.bleeding_days, DAYS),
        "spotting-days": quantity(each.spotting_days, DAYS),
        "episodes": quantity(each.episodes, NUMBER),
        "longest-episode": quantity(each.longest_episode, DAYS),
        "longest-gap": quantity(each.longest_gap, DAYS),
    }
    if each.unscheduled_days is not None:
        numbers["unscheduled-days"] = quantity(each.unscheduled_days, DAYS)
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
