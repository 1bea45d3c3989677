"""From the contents of her records, by Python name, to the log of a report. It reads no store."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from glowcycle.insights.domain.outcomes import is_telling
from glowcycle.report.domain.report_log import JournalEntry, LoggedDay, ReportLog, SkinScan
from period.domain.log.stage_rules import RULES
from period.log_reading import as_day
from period.profile_reading import as_profile
from period.stage_services import as_stage

Content = Mapping[str, Any]


def build_log(
    *,
    records: Mapping[str, Sequence[Content]],
    profile: Content | None = None,
    moods: Sequence[str] = (),
) -> ReportLog:
    """Return the log of a report, made of the contents of her records by the name of their kind.

    They are in any order: the period log from AROUND before the report to AROUND after it, all
    life stages, journal and skin of its days. A pause is left out: a report tells nothing
    of it.
    """
    return ReportLog(
        days=[_as_day(content) for content in records.get("period", ())],
        stages=[
            as_stage("", content)
            for content in records.get("stage", ())
            if content["stage_kind"] in RULES and content["stage_kind"] != "pause"
        ],
        profile=as_profile(profile or {}),
        entries=[_as_entry(content) for content in records.get("journal", ())],
        scans=[_as_scan(content) for content in records.get("skin", ())],
        moods=moods,
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
    """Return the scan with the scores that tell anything over time.

    Its scores are by Python name; the wire has camel case.
    """
    metrics, confidence = content.get("metrics") or {}, content.get("confidence") or {}
    return SkinScan(
        date=_day_of(content),
        scores={
            _wire_name(name): float(score)
            for name, score in metrics.items()
            if score is not None and is_telling(confidence.get(name))
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
