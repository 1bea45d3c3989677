"""The report that she takes to someone. Nothing of it is stored, and nothing that she types."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from django.utils.module_loading import import_string

from glowcycle.insights.query import MAX_DAYS
from glowcycle.insights.reading import InsightsReading
from glowcycle.records import InsightService, record_kinds
from glowcycle.report import contents
from glowcycle.report.build import build_log
from glowcycle.report.contents import ReportContents
from glowcycle.report.domain.facts import Report, Typed
from glowcycle.report.domain.report import find_facts

_INSIGHT_DAYS: Final = timedelta(days=MAX_DAYS - 1)


def make_report(*, user_id: str, first: date, last: date, today: date, typed: Typed) -> Report:
    """Return the facts of the days from `first` to `last` (inclusive), as known today.

    `read_since` of the report is later than `first` where one report reads no further back. Raise
    Unavailable.
    """
    read = contents.read(user_id=user_id, first=first, last=last, today=today)
    return find_facts(
        log=build_log(records=read.records, profile=read.profile, moods=read.moods),
        insights=find_insights(read, last=min(last, today), today=today),
        typed=typed,
        first=first,
        last=last,
        today=today,
        read_since=read.since,
        read_later=read.read_later,
        unreadable=read.unreadable,
    )


def find_insights(
    read: ReportContents, *, last: date, today: date
) -> Mapping[str, InsightsReading]:
    """Return the insights of each kind into the newest days that were read, up to `last`."""
    found: dict[str, InsightsReading] = {}
    for name, kind in record_kinds().items():
        if not kind.insights:
            continue
        since = max(read.since, read.read_later.get(name, read.since), last - _INSIGHT_DAYS)
        find: InsightService = import_string(kind.insights)
        found[name] = find(
            contents=read.records,
            profile=read.profile,
            moods=read.moods,
            first=min(since, last),
            last=last,
            today=today,
        )
    return found
