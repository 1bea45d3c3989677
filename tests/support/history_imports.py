"""Imports files by the services, and compares the histories of two accounts."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from glowcycle.aws import request_context
from glowcycle.person.imports import import_job
from glowcycle.person.imports.apply import apply
from glowcycle.person.imports.import_job import HistoryImport
from glowcycle.person.imports.preview import preview
from glowcycle.records import record_kinds
from tests.support.export_zips import answered_records

# What the service notes of a record itself, and what stays behind with photos.
NOTED = (
    *("userId", "createdAt", "updatedAt", "version", "etag", "origin"),
    *("hasPhoto", "provenance"),
)
MAX_CALLS = 200


def look_at(phone: Any, file: bytes, **options: Any) -> HistoryImport:
    """Return the preview of the file."""
    with request_context.act_for_user(phone.user_id):
        return preview(
            user_id=phone.user_id, file=io.BytesIO(file), today=datetime.now(UTC).date(), **options
        )


def bring(phone: Any, file: bytes, *, answers: Mapping[str, str] = {}) -> HistoryImport:
    """Import the whole file; return the import."""
    job = look_at(phone, file)
    for _ in range(MAX_CALLS):
        with request_context.act_for_user(phone.user_id):
            job = apply(user_id=phone.user_id, import_id=job.import_id, answers=dict(answers))
        if job.status == "applied":
            return job
    raise AssertionError("the import does not end")


def history(phone: Any) -> dict[str, dict[str, Any]]:
    """Return her records by kind and key, without what the service notes itself."""
    return {
        kind: {
            key: {name: value for name, value in record.items() if name not in NOTED}
            for key, record in of_kind.items()
        }
        for kind, of_kind in answered_records(phone).items()
    }


def sizes(phone: Any) -> dict[str, int]:
    """Return how many records of each kind she has, for the kinds of which she has any."""
    with request_context.act_for_user(phone.user_id):
        found = {
            name: kind.model.count(phone.user_id, consistent_read=True)
            for name, kind in record_kinds().items()
        }
    return {name: count for name, count in found.items() if count}


def imports(phone: Any) -> list[HistoryImport]:
    """Return her imports, the newest first."""
    with request_context.act_for_user(phone.user_id):
        return import_job.list_all(user_id=phone.user_id)


def made(job: HistoryImport) -> int:
    """Return how many records the import made."""
    return int(sum(job.content.result["made"].values()))


def counts(job: HistoryImport) -> dict[str, int]:
    """Return the counts of all kinds together."""
    names = ("new", "same", "conflicting", "skipped")
    return {name: sum(of_kind[name] for of_kind in job.content.counts.values()) for name in names}
