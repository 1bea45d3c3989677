"""From the contents of her records, by Python name, to the facts of a report. It reads no store."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from glowcycle.insights.reading import InsightsReading
from glowcycle.report.domain.cycle_log import AROUND
from glowcycle.report.domain.facts import Report, Typed
from glowcycle.report.domain.report import find_facts
from glowcycle.report.domain.report_log import JournalEntry, LoggedDay, ReportLog, SkinScan
from period.domain.log.stage_rules import RULES
from period.log_reading import as_day
from period.profile_reading import as_profile
from period.stage_services import as_stage

Content = Mapping[str, Any]

READ_BEFORE: Final = AROUND
"""The period log is read this much before the first day of a report, and after the last."""


def build_report(
    *,
    records: Mapping[str, Sequence[Content]],
    profile: Content | None,
    moods: Sequence[str],
    insights: Mapping[str, InsightsReading],
    typed: Typed,
    first: date,
    last: date,
    today: date,
    read_since: date,
    unreadable: int = 0,
) -> Report:
    """Return the report on the days from `first` to `last` (inclusive), as known today.

    `records` has by the name of a kind the contents of her records in any order: the period log
    from READ_BEFORE before `first` to READ_BEFORE after `last`, life stages all, journal and skin
    of the range. A pause is left out: a report tells nothing of it. `insights` are passed on.
    """
    stages = [
        as_stage("", content)
        for content in records.get("stage", ())
        if content["stage_kind"] in RULES and content["stage_kind"] != "pause"
    ]
    return find_facts(
        log=ReportLog(
            days=[_as_day(content) for content in records.get("period", ())],
            stages=stages,
            profile=as_profile(profile or {}),
            entries=[_as_entry(content) for content in records.get("journal", ())],
            scans=[_as_scan(content) for content in records.get("skin", ())],
            moods=moods,
        ),
        insights=insights,
        typed=typed,
        first=first,
        last=last,
        today=today,
        read_since=read_since,
        unreadable=unreadable,
    )


def _as_day(content: Content) -> LoggedDay:
    return LoggedDay(
        day=as_day(content),
        symptoms=tuple(map(str, content.get("symptoms") or ())),
        pain=_number(content.get("pain")),
    )


def _as_entry(content: Content) -> JournalEntry:
    return JournalEntry(
        date=_day_of(content), mood=content.get("mood"), energy=_number(content.get("energy"))
    )


def _as_scan(content: Content) -> SkinScan:
    """Return the scan. Its scores are by Python name; the wire has camel case."""
    metrics = content.get("metrics") or {}
    return SkinScan(
        date=_day_of(content),
        scores={
            _wire_name(name): float(score) for name, score in metrics.items() if score is not None
        },
        source=content.get("source"),
        model_id=content.get("model_id"),
        prompt_version=content.get("prompt_version"),
    )


def _wire_name(name: str) -> str:
    head, *others = name.split("_")
    return head + "".join(map(str.title, others))


def _day_of(content: Content) -> date:
    """Return the day where she was, of a date or a time."""
    return date.fromisoformat(str(content["date"])[:10])


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
