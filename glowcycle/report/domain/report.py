"""The facts of a report, from her records as they are known today."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from glowcycle.report.domain.complaints import find_complaints
from glowcycle.report.domain.coverage import find_coverage
from glowcycle.report.domain.cycle_facts import find_cycle_facts
from glowcycle.report.domain.cycle_log import AROUND, read_cycle_log
from glowcycle.report.domain.facts import Report, Typed
from glowcycle.report.domain.ovulation_evidence import find_evidence
from glowcycle.report.domain.premenstrual import find_changes
from glowcycle.report.domain.report_log import ReportLog, ReportRange
from glowcycle.report.domain.skin_facts import find_skin
from glowcycle.report.domain.symptoms import find_symptoms

if TYPE_CHECKING:  # it is passed on as it is, and a domain loads no store
    from glowcycle.insights.reading import InsightsReading


def find_facts(
    *,
    log: ReportLog,
    insights: "Mapping[str, InsightsReading]",
    typed: Typed,
    first: date,
    last: date,
    today: date,
    read_since: date,
    read_later: Mapping[str, date] | None = None,
    unreadable: int = 0,
) -> Report:
    """Return the report on the days from `first` to `last`, both included, as known today.

    The days of `log` are those from AROUND before `first` to AROUND after `last`. All of the range
    from `read_since` on was read, but for the kinds of `read_later`. A year of birth that she typed
    counts more than the one of her profile.
    """
    birth_year = typed.birth_year or log.profile.birth_year
    log = replace(log, profile=replace(log.profile, birth_year=birth_year))
    read = ReportRange(
        first=max(first, read_since), last=last, today=today, end=min(today, last + AROUND)
    )
    cycles = read_cycle_log(log=log, days=read)
    logged = [each for each in log.days if read.has(each.date)]
    entries = [each for each in log.entries if read.has(each.date)]
    scans = [each for each in log.scans if read.has(each.date)]
    symptoms, more_symptoms = find_symptoms(logged=logged)
    return Report(
        as_of=today,
        first=first,
        last=last,
        read_since=read.first,
        typed=typed,
        stages=sorted(
            (stage for stage in log.stages if stage.touches(first, read.last_known)),
            key=lambda stage: (stage.start, stage.kind, stage.id),
        ),
        cycles=find_cycle_facts(log=cycles, days=read, birth_year=birth_year),
        complaints=find_complaints(logged=logged, symptoms=symptoms, log=cycles, days=read),
        ovulation=find_evidence(log=cycles, days=read),
        premenstrual=find_changes(
            log=cycles,
            days=read,
            logged=logged,
            entries=entries,
            symptoms=symptoms,
            moods=log.moods,
        ),
        insights=insights,
        skin=find_skin(scans=scans),
        coverage=find_coverage(
            period={each.date for each in logged},
            journal={each.date for each in entries},
            scans=len(scans),
            skin={each.date for each in scans},
            last=read.last_known,
        ),
        symptoms_left_out=more_symptoms,
        unreadable=unreadable,
        read_later=read_later or {},
    )
