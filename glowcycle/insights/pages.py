"""The pages of "does it follow my cycle?". The journal and the skin use it alike."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from glowcycle.insights.phrases import Unit, amount, is_blind, number, window_label
from glowcycle.insights.query import InsightsQuery
from glowcycle.sentences import percent
from glowcycle.web.humanize import NO_VALUE, count_days, day_text, label
from glowcycle.web.page_config import PageConfig, TableConfig

TITLE = "Does it follow my cycle?"


def insights_page(
    *, menu_label: str, description: str, parent: str, form_routes: tuple[str, ...] = ()
) -> PageConfig:
    """Return the page of an address of insights; `parent` is the route of the list behind it."""
    return PageConfig(
        title=TITLE,
        menu_label=menu_label,
        description=description,
        parent=parent,
        form_routes=form_routes,
        summary={
            "Why there is no answer": "reason",
            "Complete cycles": "cycles.complete",
            "Cycles left out": ("cycles", _left_out),
            "What else changed": "confounders",
            "What one scan can tell": "noise",
            "Scans compared": "provenance.scans",
            "Scans measured in another way": "provenance.otherScans",
            "Days asked about": ("", _range_of_days),
            "Method": "method",
        },
        table=TableConfig(
            columns={
                "What": ("label", str),
                "Answer": ("text", str),
                # The answer begins with the verdict, and a phone shows two columns at once.
                "Cycles": "cycles",
                "Days": ("days", count_days),
            },
            empty="Nothing is told here for now.",  # a pause alone leaves no row
        ),
        tables=(
            TableConfig(
                title="Each part of the cycle",
                rows=_windows,
                columns={
                    "What": ("label", str),
                    "Part": ("window", window_label),
                    "Verdict": ("verdict", label),
                    "Difference": ("", _difference),
                    "Range": ("", _range),
                    "Other days": ("", _usual),
                    "Cycles that show it": ("share", percent),
                    "Smallest that would show": ("", _smallest),
                },
                empty="",
            ),
        ),
        query=InsightsQuery,
    )


def _windows(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the windows of all results that are not too early, each with what it is of."""
    return [
        {"label": result["label"], "unit": result["unit"], **window}
        for result in answer["results"]
        for window in result["windows"]
        if window["effect"] is not None
    ]


def _difference(window: Mapping[str, Any]) -> str:
    effect = window["effect"]
    return f"{_sign(effect)}{amount(effect, unit=window['unit'])}"


def _range(window: Mapping[str, Any]) -> str:
    """Return both ends, in the unit of the difference beside them."""
    low, high = (_signed(window["interval"][end], window["unit"]) for end in ("low", "high"))
    return f"{low} to {high}"


def _usual(window: Mapping[str, Any]) -> str:
    return number(window["usual"], unit=window["unit"])


def _smallest(window: Mapping[str, Any]) -> str:
    """Return nothing where not even the largest difference would surely show."""
    smallest, unit = window["smallestEffect"], window["unit"]
    return NO_VALUE if is_blind(smallest, unit=unit) else amount(smallest, unit=unit)


def _signed(value: float, unit: Unit) -> str:
    return f"{_sign(value)}{number(value, unit=unit)}"


def _sign(value: float) -> str:
    return "+" if value > 0 else "−" if value < 0 else ""


def _left_out(cycles: Mapping[str, Any]) -> str:
    """Return what does not count, each reason once."""
    by_reason: dict[str, list[str]] = {}
    for each in cycles["leftOut"]:
        days = f"{count_days(each['length'])} from {day_text(_day(each['start']))}"
        by_reason.setdefault(each["text"], []).append(days)
    found = (f"{', '.join(days)}: {text}" for text, days in by_reason.items())
    return " ".join(found) or NO_VALUE


def _range_of_days(answer: Mapping[str, Any]) -> str:
    """Return the range with both years: it reaches over three of them."""
    return " – ".join(
        f"{day.day} {day:%b %Y}" for day in (_day(answer["from"]), _day(answer["to"]))
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)
