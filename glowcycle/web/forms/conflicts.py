"""A conflict in full: her version beside the stored one, and a form that keeps hers.

REST says of a conflict only that there is one, so this reads the stored record. Sync answers it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast
from uuid import uuid4

from django.urls import get_script_prefix
from rest_framework.fields import empty
from rest_framework.request import Request

from glowcycle.api.authentication import caller_id
from glowcycle.encryption import choices
from glowcycle.errors import GlowCycleError, IdTaken, Stale
from glowcycle.records import RecordKind, kind_at, record_kinds
from glowcycle.storage import records
from glowcycle.web.answer import Answer
from glowcycle.web.forms.page_forms import PageForm
from glowcycle.web.humanize import BOOKKEEPING, EMPTY, humanize, label

# A page with more would be larger than what Lambda answers.
SHOWN = 20
BODY_METHODS = ("POST", "PUT", "PATCH")
# Of the conflicts, those in which she can keep hers.
TWO_VERSIONS = (Stale.code, IdTaken.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """The stored record, and what her request would make of it: `sent`, None to delete it.

    is_change   whether her request keeps the fields that it leaves out
    """

    kind: RecordKind
    key: str
    sent: Mapping[str, Any] | None
    stored: Mapping[str, Any]
    is_change: bool
    keep: PageForm

    @property
    def url(self) -> str:
        """The address of the stored record."""
        return _url(self.kind, self.key)

    def fields(self) -> Iterator[tuple[str, str, str, bool]]:
        """Yield each field in words, hers and as it is stored, and whether the two differ."""
        hidden = {*BOOKKEEPING, self.kind.key}
        for name, each in self.kind.serializer().fields.items():
            if each.read_only or name in hidden or each.source in self.kind.derived:
                continue
            stored = self.stored.get(name)
            stays = self.sent is None or self.is_change or each.default is empty
            hers = (self.sent or {}).get(name, stored if stays else None)
            if isinstance(stored, Mapping):
                yield from (_field(n, (hers or {}).get(n), value) for n, value in stored.items())
            else:
                yield _field(name, hers, stored)


def repeat(request: Request) -> PageForm:
    """Return the form that sends the request again."""
    key = request.headers.get("Idempotency-Key", "")
    return PageForm(
        action=request.path,
        button="Send it again",
        method=str(request.method),
        body=_sent(request),
        key=key,
    )


def find_conflicts(request: Request, answer: Answer) -> list[Conflict]:
    """Return the first conflicts of the answer whose stored record can be shown."""
    if answer.problem_code in TWO_VERSIONS:
        return [*_of_record(request)]
    results = answer.data.get("results", ()) if isinstance(answer.data, Mapping) else ()
    conflicts = (r for r in results if (r.get("problem") or {}).get("code") in TWO_VERSIONS)
    found = (conflict for result in conflicts for conflict in _of_operation(request, result))
    return [*islice(found, SHOWN)]


def _of_record(request: Request) -> Iterator[Conflict]:
    """Yield the conflict with the record that the address or the body names."""
    path, user_id, sent = request.path_info.strip("/"), caller_id(request), _sent(request)
    kind = kind_at(path)
    if kind is None:
        return
    try:
        if choices.is_restricted(user_id=user_id):  # then she may not read it
            return
        named = path.removeprefix(kind.address()).strip("/")
        key = str(named or (sent or {}).get(kind.key)).lower()
        record = records.get(kind.model, user_id=user_id, key=key)
    except GlowCycleError:  # gone, unreadable or away: there is nothing to show
        return
    method = "PUT" if request.method == "POST" else str(request.method)
    etag = f'"{record.etag}"'
    yield Conflict(
        kind=kind,
        key=key,
        sent=sent,
        stored=kind.serializer.of(record),
        is_change=method == "PATCH",
        keep=_keep(sent, action=_url(kind, key), method=method, body=sent, etag=etag),
    )


def _of_operation(request: Request, result: Mapping[str, Any]) -> Iterator[Conflict]:
    """Yield the conflict of one operation of a sync."""
    change, named = result["change"], result["operationId"]
    if change is None or change["record"] is None:
        return
    operations = (o for o in (_sent(request) or {})["operations"] if isinstance(o, dict))
    operation = next(o for o in operations if o.get("operationId") == named)
    again = {**operation, "operationId": str(uuid4()), "ifMatch": change["etag"]}
    sent = None if operation["action"] == "delete" else operation.get("record") or {}
    yield Conflict(
        kind=record_kinds()[change["kind"]],
        key=change["id"],
        sent=sent,
        stored=change["record"],
        is_change=operation["action"] == "change",
        keep=_keep(sent, action=request.path, body={"operations": [again]}),
    )


def _keep(sent: Mapping[str, Any] | None, **request: Any) -> PageForm:
    return PageForm(button="Delete it anyway" if sent is None else "Keep mine", **request)


def _field(name: str, hers: Any, stored: Any) -> tuple[str, str, str, bool]:
    write = str if isinstance(stored or hers, str) and name != "date" else None
    differs = hers != stored and not (hers in EMPTY and stored in EMPTY)
    return label(name), humanize(hers, write), humanize(stored, write), differs


def _sent(request: Request) -> dict[str, Any] | None:
    """Return the JSON that she sent, None for a request without a body."""
    return cast("dict[str, Any]", request.data) if request.method in BODY_METHODS else None


def _url(kind: RecordKind, key: str) -> str:
    return f"{get_script_prefix()}{kind.address(key)}"
