"""What the pages of imports show of an import, as a summary and tables."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from glowcycle.records import record_kinds
from glowcycle.web.humanize import Path, count_days, label
from glowcycle.web.page_config import TableConfig

Answer = Mapping[str, Any]
Rows = Sequence[Mapping[str, Any]] | None

STATES: Final = {
    "previewed": "waits for your yes",
    "applying": "begun, not finished",
    "applied": "brought in",
    "undoing": "undo begun, not finished",
    "undone": "taken back",
}


def _counts(answer: Answer) -> Rows:
    """Return a row for each kind of record in the file; None for the list of imports."""
    if "counts" not in answer:
        return None
    return [{"kind": kind, **counts} for kind, counts in answer["counts"].items()]


def _kept(answer: Answer) -> Rows:
    """Return what an undo left, with the address of each record."""
    if "undone" not in answer:
        return None
    kept = (answer["undone"] or {}).get("kept", ())
    return [{**each, "address": record_kinds()[each["kind"]].address(each["key"])} for each in kept]


def _by_kind(numbers: Mapping[str, int]) -> str:
    """Return numbers of records by kind as "61 period, 812 journal"."""
    return ", ".join(f"{number:,} {kind}" for kind, number in numbers.items()) or "none"


def count_new(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Return the numbers of new records by kind, as text."""
    return _by_kind({kind: each["new"] for kind, each in counts.items()})


SUMMARY: Mapping[str, Path] = {
    "State": ("status", STATES.__getitem__),
    "In short": "sentences",
    "App": ("app", str),
    "Version of the format": ("formatVersion", str),
    "First day": "from",
    "Last day": "to",
    "Periods in your history with it": "cycles.count",
    "The first of them": "cycles.firstStart",
    "The last of them": "cycles.lastStart",
    "Usual length of your cycles": ("cycles.medianLength", count_days),
    "Your next period would be": "forecast",
    "Why there would be no forecast": "forecastReason",
    "Values left out": "notTakenCount",
    "Stored": ("result.made", _by_kind),
    "Days of yours with more in them": "result.filled",
    "Deleted again": ("undone.removed", _by_kind),
    "Days of yours emptied again": "undone.emptied",
    "Left, since you changed it": "undone.keptCount",
    "Kept until": "expiresAt",
}
TABLES: Final = (
    TableConfig(
        title="What the file holds",
        columns={
            "Kind": ("kind", label),
            "New": "new",
            "Yours stays": "conflicting",
            "There already": "same",
            "You deleted it": "skipped",
        },
        rows=_counts,
        empty="Nothing that Glow Cycle stores.",
    ),
    TableConfig(
        title="What is left out, and why",
        columns={
            "In the file": ("what", str),
            "Why": "sentence",
            "How many": "count",
            "Value": ("value", str),
            "First rows": "firstRows",
        },
        rows="notTaken",
        empty="Nothing is left out.",
    ),
    TableConfig(
        title="What stays, since you changed it",
        columns={"Record": ("key", str), "Kind": ("kind", label)},
        rows=_kept,
        record_path="{address}",
        empty="",
    ),
)
