"""The report of a share names no day outside of the days that she chose."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from glowcycle.report.domain.bleeding_facts import CycleFacts, Figo, LoggedPeriod
from glowcycle.report.domain.facts import Report
from glowcycle.report.texts.stages import BEFORE_THE_REPORT
from period.domain.log.life_stages import LifeStage

_BLEEDING: Final = frozenset({"light", "medium", "heavy", "unspecified"})


def within(report: Report, *, first: date | None, last: date | None) -> Report:
    """Return the report without the days before `first` and after `last`; None has no such end.

    Its numbers stay: they rest on what lies in the days.
    """
    begin, end = first or date.min, last or date.max
    return replace(
        report,
        stages=[_stage(stage, begin, end) for stage in report.stages],
        cycles=_cycles(report.cycles, begin, end),
    )


def _stage(stage: LifeStage, first: date, last: date) -> LifeStage:
    def inside(day: date | None) -> date | None:
        return day if day and first <= day <= last else None

    end = inside(stage.end)
    return replace(
        stage,
        start=inside(stage.start) or BEFORE_THE_REPORT,
        end=end,
        due_date=inside(stage.due_date),
        birth_date=inside(stage.birth_date),
        outcome=stage.outcome if end else None,
    )


def _cycles(facts: CycleFacts, first: date, last: date) -> CycleFacts:
    newest = facts.last_period
    return replace(
        facts,
        last_period=newest if newest and newest >= first else None,
        periods=[_period(period, facts, last) for period in facts.periods],
        figo=_terms(facts.figo, first, last),
        other_bleeding=[
            replace(each, start=max(each.start, first), end=min(each.end, last))
            for each in facts.other_bleeding
        ],
    )


def _period(period: LoggedPeriod, facts: CycleFacts, last: date) -> LoggedPeriod:
    """Return the period with its days up to the last one that is shown."""
    if period.end <= last:
        return period
    shown = [mark for day, mark in facts.days.items() if period.start <= day <= last]
    return replace(period, end=last, bleeding_days=sum(mark in _BLEEDING for mark in shown))


def _terms(terms: Sequence[Figo], first: date, last: date) -> list[Figo]:
    """Return the terms; no period for longer than the days are long is told no longer than that."""
    longest = float((last - first).days + 1)
    return [
        replace(term, measured=min(term.measured, longest))
        if term.finding == "absent" and term.measured is not None
        else term
        for term in terms
    ]
