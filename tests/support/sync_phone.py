"""A phone that follows docs/sync.md: it writes offline, sends what waits, and takes what came.

It keeps what a user sees (`records`) apart from what the server last told (`base`), and gives every
thing it does a name of its own, which it never changes while it repeats it.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.support.phone import Phone

Key = tuple[str, str]

PATIENCE = 300
UNAVAILABLE = 503
# The most operations that one request takes.
BATCH = 100


class NoAnswer(Exception):
    """The phone has tried long enough, and goes on another time."""


def insist(
    phone: Phone, method: str, path: str, body: Any = None, *, patience: int = PATIENCE, **said: str
) -> Any:
    """Send the same request until an answer arrives that is not 503. Raise NoAnswer."""
    for _ in range(patience):
        try:
            answer = phone.send(method, path, body, headers=said)
        except ConnectionError:
            continue
        if answer.status_code != UNAVAILABLE:
            return answer
        assert int(answer.headers["Retry-After"]) >= 1
    raise NoAnswer


@dataclass
class Device:
    """One device of a person, online only while it sends or takes."""

    phone: Phone
    batch: int = BATCH
    page: int | None = None
    base: dict[Key, dict[str, Any]] = field(default_factory=dict)
    outbox: list[dict[str, Any]] = field(default_factory=list)
    cursor: str | None = None
    # Of what it has heard since it began without a cursor; None once it has all.
    came: set[Key] | None = None
    # Whether the last page said that there are more.
    has_more: bool = False

    def note(self, action: str, kind: str, name: str, **record: Any) -> None:
        """Do something offline: create, change or delete."""
        known = self.base.get((kind, name))
        self.outbox.append(
            {
                "operationId": str(uuid4()),
                "kind": kind,
                "id": name,
                "action": action,
                "record": record,
                "ifMatch": known["etag"] if known and action != "create" else None,
            }
        )

    def sync(self) -> None:
        """Send and take until nothing is left to send and nothing more to take."""
        while self.outbox:
            self.send()
        was_cut_off = self.has_more
        while self.take():
            pass
        if was_cut_off:
            self.sync()

    def send(self, *, patience: int = PATIENCE) -> None:
        """Send what waits, as much as one request takes. Raise NoAnswer, and keep all of it."""
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
                self._stand_upon(index, result["etag"])
            if result["status"] == "error":
                again.append(operation)
            elif result["status"] == "conflict":
                again += self._resolved(operation, result["change"])
        self.outbox[: len(sent)] = again

    def _stand_upon(self, index: int, etag: str) -> None:
        """Have what waits for the same record be done upon what that operation has left there."""
        done = self.outbox[index]
        for later, each in enumerate(self.outbox[index + 1 :], start=index + 1):
            if (each["kind"], each["id"]) == (done["kind"], done["id"]) and each["ifMatch"]:
                self.outbox[later] = {**each, "ifMatch": etag}

    def _resolved(self, operation: Any, standing: Any) -> list[Any]:
        """Return what to send instead: her change upon what stands; what is deleted stays so."""
        if operation["action"] == "create" or standing is None or standing["deleted"]:
            return []
        return [{**operation, "operationId": str(uuid4()), "ifMatch": standing["etag"]}]

    def take(self, *, patience: int = PATIENCE) -> bool:
        """Take one page of what changed; return whether there is more. Raise NoAnswer."""
        asked = {"limit": self.page, "cursor": self.cursor}
        query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
        answer = insist(self.phone, "GET", f"/sync?{query}", patience=patience)
        if answer.status_code == 410:
            self.cursor, self.has_more = None, True
            return True
        assert answer.status_code == 200, answer.content
        told = answer.json()
        if self.cursor is None:
            self.came = set()
        for change in told["changes"]:
            self._hold(change)
        self._drop_gone(told["goneBefore"])
        self.cursor, self.has_more = told["next"], told["hasMore"]
        if self.came is not None and not self.has_more:
            self.base = {key: held for key, held in self.base.items() if key in self.came}
            self.came = None
        return self.has_more

    def _drop_gone(self, before: dict[str, str | None]) -> None:
        """Drop what went by itself, of which no change tells."""
        for (kind, _), told in self.base.items():
            mark = before[kind]
            if mark and not told["deleted"] and told["record"]["createdAt"] < mark:
                told.update(deleted=True, record=None)

    def _hold(self, change: dict[str, Any]) -> None:
        key = (change["kind"], change["id"])
        if self.came is not None:
            self.came.add(key)
        held = self.base.get(key)
        if held is None or held["updatedAt"] < change["updatedAt"]:
            self.base[key] = change

    def shows(self, key: Key) -> bool:
        """Return whether she sees a record there, what she did offline included."""
        done = [each["action"] for each in self.outbox if (each["kind"], each["id"]) == key]
        return done[-1] != "delete" if done else key in self.records()

    def records(self) -> dict[Key, dict[str, Any]]:
        """Return what is there: what was told and is not deleted."""
        return {key: told["record"] for key, told in self.base.items() if not told["deleted"]}
