"""What the answer of a report tells of her cycles, and the strip of its months."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from glowcycle.charts.layout import month_of
from glowcycle.report.domain.bleeding_facts import BleedingWindow, Figo, LoggedPeriod, Spread
from glowcycle.report.domain.facts import Report
from glowcycle.report.texts import cycles as texts
from glowcycle.report.texts.figo import term_label, term_text
from glowcycle.report.texts.other_bleeding import other_bleeding_text
from glowcycle.report.texts.windows import window_text
from period.domain.periods.menses import OtherBleeding

JSON = dict[str, Any]


def cycles_answer(report: Report) -> JSON:
    """Return her periods and cycles; the newest period comes first."""
    facts = report.cycles
    return {
        "lastPeriod": None if facts.last_period is None else str(facts.last_period),
        "length": _spread(facts.length, texts.length_text(facts.length)),
        "bleeding": _spread(facts.bleeding, texts.bleeding_text(facts.bleeding)),
        "figo": [_figo(figo) for figo in facts.figo],
        "windows": [_window(window) for window in facts.windows],
        "otherBleeding": [_other(bleeding) for bleeding in facts.other_bleeding],
        "periods": [
            _period(period)
            for period in sorted(facts.periods, key=lambda period: period.start, reverse=True)
        ],
    }


def strip_answer(report: Report) -> list[JSON]:
    """Return each month of the report with its days; null where nothing is known."""
    marks = report.cycles.days
    return [
        {
            "month": f"{month:%Y-%m}",
            "label": month_of(day=month, short=True),
            "days": [
                marks.get(month.replace(day=day + 1))
                for day in range(monthrange(month.year, month.month)[1])
            ],
        }
        for month in _months(report.first, report.last)
    ]


def _spread(spread: Spread | None, text: str) -> JSON | None:
    if spread is None:
        return None
    return {
        "median": spread.median,
        "least": spread.least,
        "most": spread.most,
        "count": spread.count,
        "leftOut": [
            {
                "reason": each.reason,
                "count": each.count,
                "text": texts.left_out_text(each),
            }
            for each in spread.left_out
        ],
        "text": text,
    }


def _figo(figo: Figo) -> JSON:
    return {
        "term": figo.term,
        "finding": figo.finding,
        "measured": figo.measured,
        "count": figo.count,
        "needed": figo.needed,
        "inDoubt": figo.in_doubt,
        "untold": figo.untold,
        "label": term_label(figo.term),
        "text": term_text(figo),
    }


def _window(window: BleedingWindow) -> JSON:
    return {
        "first": str(window.first),
        "last": str(window.last),
        "method": window.method,
        "loggedDays": window.logged_days,
        "bleedingDays": window.bleeding_days,
        "spottingDays": window.spotting_days,
        "episodes": window.episodes,
        "longestEpisode": window.longest_episode,
        "longestGap": window.longest_gap,
        "unscheduledDays": window.unscheduled_days,
        "isWhole": window.is_whole,
        "codes": list(window.codes),
        "text": window_text(window),
    }


def _period(period: LoggedPeriod) -> JSON:
    return {
        "start": str(period.start),
        "end": str(period.end),
        "bleedingDays": period.bleeding_days,
        "length": period.length,
        "leftOut": period.left_out,
        "text": texts.period_text(period),
    }


def _other(bleeding: OtherBleeding) -> JSON:
    return {
        "start": str(bleeding.start),
        "end": str(bleeding.end),
        "code": bleeding.code,
        "text": other_bleeding_text(bleeding),
    }


def _months(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month that the days from first to last touch."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
