"""A phone that follows docs/sync.md: it writes offline, sends its outbox, and fetches changes.

`records` are the records that the user sees; `base` holds the server's last change of each record.
Every operation keeps its operation id when the phone repeats it.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.support.phone import Phone

Key = tuple[str, str]

PATIENCE = 300
UNAVAILABLE = 503
# The maximum number of operations in one request.
BATCH = 100


class NoAnswer(Exception):
    """The service gave no answer in all attempts; the phone tries again later."""


def insist(
    phone: Phone,
    method: str,
    path: str,
    body: Any = None,
    *,
    patience: int = PATIENCE,
    **headers: str,
) -> Any:
    """Repeat the request until an answer other than 503 arrives, or raise NoAnswer."""
    for _ in range(patience):
        try:
            answer = phone.send(method, path, body, headers=headers)
        except ConnectionError:
            continue
        if answer.status_code != UNAVAILABLE:
            return answer
        assert int(answer.headers["Retry-After"]) >= 1
    raise NoAnswer


@dataclass
class Device:
    """One device of a person, online only while it sends or fetches."""

    phone: Phone
    batch: int = BATCH
    page: int | None = None
    base: dict[Key, dict[str, Any]] = field(default_factory=dict)
    outbox: list[dict[str, Any]] = field(default_factory=list)
    cursor: str | None = None
    # Keys received since it began without a cursor; None when it has all.
    received: set[Key] | None = None
    # `hasMore` of the last page.
    has_more: bool = False

    def note(self, action: str, kind: str, name: str, **record: Any) -> None:
        """Add an offline operation to the outbox: create, change or delete."""
        held = self.base.get((kind, name))
        self.outbox.append(
            {
                "operationId": str(uuid4()),
                "kind": kind,
                "id": name,
                "action": action,
                "record": record,
                "ifMatch": held["etag"] if held and action != "create" else None,
            }
        )

    def sync(self) -> None:
        """Send the whole outbox and fetch all changes."""
        while self.outbox:
            self.send()
        was_cut_off = self.has_more
        while self.take():
            pass
        if was_cut_off:
            self.sync()

    def send(self, *, patience: int = PATIENCE) -> None:
        """Send one batch of the outbox. Raise NoAnswer and keep the outbox unchanged."""
        sent = self.outbox[: self.batch]
        answer = insist(self.phone, "POST", "/sync", {"operations": sent}, patience=patience)
        assert answer.status_code == 200, answer.content
        results = {result["operationId"]: result for result in answer.json()["results"]}
        again = []
        for index in range(len(sent)):
            operation = self.outbox[index]
            result = results[operation["operationId"]]
            assert result["status"] != "invalid", result
            if result["change"]:
                self._hold(result["change"])
            if result["etag"]:
                self._update_etags(index, result["etag"])
            if result["status"] == "error":
                again.append(operation)
            elif result["status"] == "conflict":
                again += self._resolved(operation, result)
        self.outbox[: len(sent)] = again

    def _update_etags(self, index: int, etag: str) -> None:
        """Give later operations on the same record the etag that this operation left."""
        done = self.outbox[index]
        for later, waiting in enumerate(self.outbox[index + 1 :], start=index + 1):
            is_same = (waiting["kind"], waiting["id"]) == (done["kind"], done["id"])
            if is_same and waiting["ifMatch"]:
                self.outbox[later] = {**waiting, "ifMatch": etag}

    def _resolved(self, operation: Any, result: Any) -> list[Any]:
        """Return what to send instead: her change on the stored state, unless it is deleted."""
        stored = result["change"]
        if result["problem"]["code"] == "unreadable":
            return self._repair((operation["kind"], operation["id"]), operation["record"])
        if operation["action"] == "create" or stored is None or stored["deleted"]:
            return []
        return [{**operation, "operationId": str(uuid4()), "ifMatch": stored["etag"]}]

    def _repair(self, key: Key, changes: Any) -> list[Any]:
        """Return the change that replaces a record the server cannot read by the phone's copy."""
        held = self.base.get(key)
        if held is None or held["deleted"]:
            return []
        kind, name = key
        operation = {"operationId": str(uuid4()), "kind": kind, "id": name, "action": "change"}
        return [{**operation, "record": {**held["record"], **changes}, "ifMatch": None}]

    def take(self, *, patience: int = PATIENCE) -> bool:
        """Fetch one page of changes; return whether there are more. Raise NoAnswer."""
        parameters = {"limit": self.page, "cursor": self.cursor}
        query = "&".join(f"{name}={value}" for name, value in parameters.items() if value)
        answer = insist(self.phone, "GET", f"/sync?{query}", patience=patience)
        if answer.status_code == 410:
            self.cursor, self.has_more = None, True
            return True
        assert answer.status_code == 200, answer.content
        page = answer.json()
        if self.cursor is None:
            self.received = set()
        for change in page["changes"]:
            self._hold(change)
        for each in page["unreadable"]:
            key = (each["kind"], each["id"])
            if self.received is not None:
                self.received.add(key)
            if all((op["kind"], op["id"]) != key for op in self.outbox):
                self.outbox += self._repair(key, {})
        self._drop_gone(page["goneBefore"])
        self.cursor, self.has_more = page["next"], page["hasMore"]
        if self.received is not None and not self.has_more:
            self.base = {key: held for key, held in self.base.items() if key in self.received}
            self.received = None
        return self.has_more

    def _drop_gone(self, before: dict[str, str | None]) -> None:
        """Drop records that expired, for which the server sends no change."""
        for (kind, _), change in self.base.items():
            mark = before[kind]
            if mark and not change["deleted"] and change["record"]["createdAt"] < mark:
                change.update(deleted=True, record=None)

    def _hold(self, change: dict[str, Any]) -> None:
        key = (change["kind"], change["id"])
        if self.received is not None:
            self.received.add(key)
        held = self.base.get(key)
        if held is None or held["updatedAt"] < change["updatedAt"]:
            self.base[key] = change

    def shows(self, key: Key) -> bool:
        """Return whether she sees the record, with her offline operations applied."""
        done = [op["action"] for op in self.outbox if (op["kind"], op["id"]) == key]
        return done[-1] != "delete" if done else key in self.records()

    def records(self) -> dict[Key, dict[str, Any]]:
        """Return the records of `base` that are not deleted."""
        return {key: held["record"] for key, held in self.base.items() if not held["deleted"]}
