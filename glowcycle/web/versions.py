"""A conflict in full: what she sent beside what is stored, and a form for each way out.

REST says of a conflict only that there is one, so this reads the stored record. Sync answers it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import uuid4

from django.urls import get_script_prefix
from rest_framework.fields import empty
from rest_framework.request import Request

from glowcycle.api.authentication import caller_id
from glowcycle.encryption import choices
from glowcycle.errors import GlowCycleError, IdTaken, Stale
from glowcycle.records import RecordKind, record_kinds
from glowcycle.storage import records
from glowcycle.web.answer import Answer
from glowcycle.web.humanize import BOOKKEEPING, EMPTY, humanize, label

NOT_SENT = "not sent, stays"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resend:
    """A form of one button, which sends a request."""

    action: str
    method: str
    body: Any = None
    if_match: str = ""
    key: str = field(default_factory=lambda: str(uuid4()))

    @property
    def json(self) -> str:
        """The body as JSON, "" without one."""
        return "" if self.body is None else json.dumps(self.body, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the record in both versions."""

    name: str
    hers: str
    stored: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """What she sent and what is stored, the name and address of the record, how to keep hers."""

    name: str
    url: str
    is_delete: bool
    fields: list[Field]
    keep: Resend


def repeat(request: Request) -> Resend:
    """Return the form that sends the request again."""
    key = request.headers.get("Idempotency-Key", "")
    return Resend(action=request.path, method=str(request.method), body=_sent(request), key=key)


def find_conflicts(request: Request, answer: Answer) -> list[Conflict]:
    """Return the conflicts of the answer whose stored record can be shown."""
    if answer.problem_code in (Stale.code, IdTaken.code):
        return [*_of_record(request)]
    results = answer.data.get("results", ()) if isinstance(answer.data, Mapping) else ()
    conflicts = (result for result in results if result.get("status") == "conflict")
    return [conflict for result in conflicts for conflict in _of_operation(request, result)]


def _of_record(request: Request) -> Iterator[Conflict]:
    """Yield the conflict with the record that the address or the body names."""
    name, *keys = request.path_info.strip("/").split("/")
    kind, user_id, body = record_kinds().get(name), caller_id(request), _sent(request)
    if kind is None or choices.is_restricted(user_id=user_id):  # then she may not read it
        return
    try:
        key = str(keys[0] if keys else (body or {}).get(kind.key)).lower()
        record = records.get(kind.model, user_id=user_id, key=key)
    except GlowCycleError:  # gone, unreadable or away: there is nothing to show
        return
    keep = Resend(
        action=_url(kind, key),
        method="PUT" if request.method == "POST" else str(request.method),
        body=body,
        if_match=f'"{record.etag}"',
    )
    is_change = request.method == "PATCH"
    yield _conflict(kind, key, body, kind.serializer.of(record), keep, is_change=is_change)


def _of_operation(request: Request, result: Mapping[str, Any]) -> Iterator[Conflict]:
    """Yield the conflict of one operation of a sync."""
    change = result["change"]
    operations = (_sent(request) or {})["operations"]
    operation = next(o for o in operations if o["operationId"] == result["operationId"])
    if change is None or change["record"] is None:
        return
    again = {**operation, "operationId": str(uuid4()), "ifMatch": change["etag"]}
    keep = Resend(action=request.path, method="POST", body={"operations": [again]})
    kind, action, stored = record_kinds()[change["kind"]], operation["action"], change["record"]
    hers, is_change = operation.get("record") or {}, action == "change"
    sent = None if action == "delete" else hers
    yield _conflict(kind, change["id"], sent, stored, keep, is_change=is_change)


def _conflict(
    kind: RecordKind,
    key: str,
    hers: Mapping[str, Any] | None,
    stored: Mapping[str, Any],
    keep: Resend,
    *,
    is_change: bool,
) -> Conflict:
    """Return the conflict; without a version of hers she asked to delete the record.

    A change keeps what it leaves out. Anything else keeps of it only fields without a default.
    """
    is_change = is_change or hers is None
    fields = [
        each
        for name, field in kind.serializer().fields.items()
        if not (field.read_only or name in (*BOOKKEEPING, kind.key) or field.source in kind.derived)
        for each in _fields(name, hers or {}, stored, is_kept=is_change or field.default is empty)
    ]
    return Conflict(f"{kind.name} {key}", _url(kind, key), hers is None, fields, keep)


def _fields(
    name: str, hers: Mapping[str, Any], stored: Mapping[str, Any], *, is_kept: bool
) -> Iterator[Field]:
    """Yield the field in both versions, or each member of an inner object.

    `is_kept` is whether her version leaves the field as it is where she did not send it.
    """
    mine, theirs = hers.get(name), stored.get(name)
    if isinstance(theirs, Mapping):
        for member in theirs:
            yield from _fields(member, mine or {}, theirs, is_kept=name not in hers)
        return
    form = str if isinstance(theirs or mine, str) and name != "date" else None
    is_open = is_kept and name not in hers
    differs = not is_open and _plain(mine) != _plain(theirs)
    sent = NOT_SENT if is_open else humanize(mine, form)
    yield Field(label(name), sent, humanize(theirs, form), differs)


def _sent(request: Request) -> dict[str, Any] | None:
    """Return the JSON that she sent, None for a request without a body."""
    has_body = request.method in ("POST", "PUT", "PATCH")
    return cast("dict[str, Any]", request.data) if has_body else None


def _plain(value: Any) -> Any:
    return None if value in EMPTY else value


def _url(kind: RecordKind, key: str) -> str:
    return f"{get_script_prefix()}{kind.name}/{key}"
