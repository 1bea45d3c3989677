"""The pages of "does it follow my cycle?". The journal and the skin use it alike."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from glowcycle.insights.phrases import window_label
from glowcycle.insights.query import InsightsQuery
from glowcycle.sentences import percent
from glowcycle.web.humanize import NO_VALUE, count_days, day_text, days_text, label
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
            "Cycles left out": ("cycles.leftOut", _left_out),
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
                "Verdict": ("verdict", label),
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
                    "Difference": "effect",
                    "Range": ("interval", _range),
                    "Cycles that show it": ("share", percent),
                    "Smallest that would show": "smallestEffect",
                },
                empty="",
            ),
        ),
        query=InsightsQuery,
    )


def _windows(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the windows of all results that are not too early, each with what it is of."""
    return [
        {"label": result["label"], **window}
        for result in answer["results"]
        for window in result["windows"]
        if window["effect"] is not None
    ]


def _range(interval: Mapping[str, Any]) -> str:
    return f"{interval['low']:.2f} to {interval['high']:.2f}" if interval else NO_VALUE


def _left_out(cycle: Mapping[str, Any]) -> str:
    return f"{count_days(cycle['length'])} from {day_text(_day(cycle['start']))}: {cycle['text']}"


def _range_of_days(answer: Mapping[str, Any]) -> str:
    return days_text(_day(answer["from"]), _day(answer["to"]))


def _day(text: str) -> date:
    return date.fromisoformat(text)
