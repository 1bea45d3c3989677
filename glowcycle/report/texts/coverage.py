"""What was logged, and what the log lacks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import long_date, month_of
from glowcycle.report.domain.facts import Report
from glowcycle.report.texts.amounts import days, joined, listed, scans
from glowcycle.sentences import sentence

_KINDS: Final[Mapping[str, str]] = {
    "journal": sentence("Journal"),
    "skin": sentence("Skin"),
}
MOST_MONTHS: Final = 6
"""More empty months are counted, not named."""


def coverage_text(report: Report) -> str:
    """Return how much was logged, what is not, and what could not be read."""
    coverage = report.coverage
    told = say(
        "Logged: {period} of the period log, {journal} of the journal, {scans} of the skin.",
        period=days(coverage.period_days),
        journal=days(coverage.journal_days),
        scans=scans(coverage.scans),
    )
    return joined(
        told, _since(report), _empty(coverage.empty_months), _lacking(report), *_unread(report)
    )


def _since(report: Report) -> str:
    since = report.coverage.since
    if since is None or since <= report.first:
        return ""
    return say("First logged day: {day}.", day=long_date(day=since, year=True))


def _empty(months: Sequence[date]) -> str:
    if not months:
        return ""
    if len(months) > MOST_MONTHS:
        return say_counted(
            "Nothing is logged in {count} month.",
            "Nothing is logged in {count} months.",
            count=len(months),
        )
    return say("Nothing is logged in: {months}.", months=listed([_month(day) for day in months]))


def _month(day: date) -> str:
    return month_of(day=day)


def _lacking(report: Report) -> str:
    lacking = [*_kinds_without_any(report)]
    return say("Not logged: {kinds}.", kinds=listed(lacking)) if lacking else ""


def _kinds_without_any(report: Report) -> Iterator[str]:
    if all(complaint.name is not None for complaint in report.complaints):
        yield say("pain")
    if all(complaint.name is None for complaint in report.complaints):
        yield say("symptoms")
    if not any(each.positive_tests or each.negative_tests for each in report.ovulation):
        yield say("ovulation tests")
    if not any(each.temperatures for each in report.ovulation):
        yield say("temperatures")


def _unread(report: Report) -> Iterator[str]:
    if report.read_since > report.first:
        since = long_date(day=report.read_since, year=True)
        yield say("One report reads no further back than {day}.", day=since)
    for kind, day in report.read_later.items():
        since = long_date(day=day, year=True)
        yield say("{kind}: read from {day} on.", kind=translated(_KINDS[kind]), day=since)
    if report.symptoms_left_out:
        yield say_counted(
            "{count} rarer symptom is not listed.",
            "{count} rarer symptoms are not listed.",
            count=report.symptoms_left_out,
        )
    if report.unreadable:
        yield say_counted(
            "{count} record cannot be read, and is missing here.",
            "{count} records cannot be read, and are missing here.",
            count=report.unreadable,
        )
