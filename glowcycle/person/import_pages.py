"""The pages of imports: the list, what a file would change, and the way back."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from glowcycle.formats.registry import formats
from glowcycle.person.imports.serializers import ApplyImport, ImportFile, ImportUploadRequest
from glowcycle.records import record_kinds
from glowcycle.web.humanize import Path, count_days, label
from glowcycle.web.page_config import (
    DeleteConfig,
    FormConfig,
    PageConfig,
    TableConfig,
    UploadConfig,
)

Answer = Mapping[str, Any]
Rows = Sequence[Mapping[str, Any]] | None

APPS: Final = dict.fromkeys(each.app for each in formats().values())
STATUSES: Final = {
    "previewed": "waits for your yes",
    "applying": "begun, not finished",
    "applied": "brought in",
    "undoing": "undo begun, not finished",
    "undone": "taken back",
}
TO_STORE: Final = ("previewed", "applying")
FORGET: Final = DeleteConfig(
    title="Forget this preview",
    warning="What was read of the file is deleted. Nothing of yours changes, and you can bring the "
    "file again.",
    button="Forget it",
)
UNDO: Final = DeleteConfig(
    title="Take it back",
    warning="Each record that this import made is deleted, and what it filled in days of your own "
    "is emptied. What you have changed since stays, and is listed here.",
    button="Take it back",
)


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


def _new(counts: Mapping[str, Mapping[str, int]]) -> str:
    return _by_kind({kind: each["new"] for kind, each in counts.items()})


def _delete_of(answer: Answer) -> DeleteConfig | None:
    """Return how to forget or to undo the import; None once it is undone, and for the list."""
    status = answer.get("status")
    return {"previewed": FORGET, None: None, "undone": None}.get(status, UNDO)


SUMMARY: Mapping[str, Path] = {
    "State": ("status", STATUSES.__getitem__),
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

IMPORT_PAGES = {
    "imports": PageConfig(
        title="Bring your history",
        menu_label="Bring your history",
        description="Bring what you logged with another app. Nothing is stored before you have "
        "seen what would change, and you can take all of it back.",
        form=FormConfig(
            serializer=ImportFile,
            title="Choose a file",
            button="Show what it would change",
            labels={"file": "File", "format": "Format"},
            hints={
                "file": "As the other app exports it, up to 4 MB.",
                "format": "Only if the file is not recognized.",
            },
            unset="find out",
            accept="",
        ),
        form_routes=("import-uploads",),
        made_route="import",
        summary=SUMMARY,
        table=TableConfig(
            columns={
                "Brought": "createdAt",
                "App": ("app", str),
                "State": ("status", STATUSES.__getitem__),
                "First day": "from",
                "Last day": "to",
                "New in it": ("counts", _new),
            },
            rows="imports",
            empty=f"Nothing was brought yet. Export your data in one of these apps, and choose the "
            f"file in the form below: {', '.join(APPS)}.",
            record_path="me/imports/{importId}",
        ),
        tables=TABLES,
        delete_of=_delete_of,
    ),
    "import-uploads": PageConfig(
        title="Upload a larger file to the bucket",
        parent="imports",
        form=FormConfig(
            serializer=ImportUploadRequest,
            button="Get an upload form",
            hints={"size": "How many bytes the file has, at most 200 MB."},
        ),
        summary={"File": "uploadId", "Upload before": "expiresAt"},
        upload=UploadConfig(
            what="file",
            id="uploadId",
            route="imports",
            title="2. Show what it would change",
            button="Show what it would change",
            is_named_in_body=True,
            accept="",
        ),
    ),
    "import": PageConfig(
        title="A history of another app",
        parent="imports",
        summary=SUMMARY,
        tables=TABLES,
        form=FormConfig(
            serializer=ApplyImport,
            title="Bring it in",
            button="Bring it in",
            labels={"fillDays": "Fill what is empty in my own days"},
            hints={"fillDays": "What you logged yourself always stays."},
            asks="answers",
            hidden_if=lambda answer: answer["status"] not in TO_STORE,
        ),
        delete_of=_delete_of,
    ),
}
