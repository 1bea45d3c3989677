"""A phone that follows the README's loop: it writes offline, sends what waits, and takes what came.

It keeps what a user sees (`records`) apart from what the server last told (`base`), and gives every
thing it does a name of its own, which it never changes while it repeats it.
"""

import random
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.phone import Phone

Key = tuple[str, str]


@dataclass
class Device:
    """One device of a person, online only while `sync` runs."""

    phone: Phone
    dice: random.Random = field(default_factory=lambda: random.Random(0))
    base: dict[Key, dict[str, Any]] = field(default_factory=dict)
    outbox: list[dict[str, Any]] = field(default_factory=list)
    cursor: str | None = None

    def create(self, kind: str, name: str, **record: Any) -> None:
        self._note(kind, name, "create", record)

    def change(self, kind: str, name: str, **record: Any) -> None:
        self._note(kind, name, "change", record)

    def delete(self, kind: str, name: str) -> None:
        self._note(kind, name, "delete", {})

    def _note(self, kind: str, name: str, action: str, record: dict[str, Any]) -> None:
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
        self.send()
        self.take()

    def send(self) -> None:
        while self.outbox:
            batch = self.outbox[:100]
            answer = self._insist("POST", "/sync", {"operations": batch})
            results = {result["operationId"]: result for result in answer["results"]}
            again = []
            for operation in batch:
                result = results[operation["operationId"]]
                assert result["status"] != "invalid", result
                if result["change"]:
                    self._hold(result["change"])
                if result["status"] == "error":
                    again.append(operation)
                elif result["status"] == "conflict":
                    again += self._resolved(operation, result["change"])
            self.outbox[:100] = again

    def _resolved(self, operation: Any, standing: Any) -> list[Any]:
        """Return what to send instead: her change upon what stands; what is deleted stays so."""
        if operation["action"] == "create" or standing is None or standing["deleted"]:
            return []
        return [{**operation, "operationId": str(uuid4()), "ifMatch": standing["etag"]}]

    def take(self) -> None:
        while True:
            query = f"?cursor={self.cursor}" if self.cursor else ""
            page = self._insist("GET", f"/sync{query}")
            for change in page["changes"]:
                self._hold(change)
            self._drop_gone(page["goneBefore"])
            self.cursor = page["next"]
            if not page["hasMore"]:
                return

    def _drop_gone(self, before: dict[str, str | None]) -> None:
        """Drop what went by itself, of which no change tells."""
        for (kind, _), told in self.base.items():
            mark = before[kind]
            if mark and not told["deleted"] and told["record"]["createdAt"] < mark:
                told.update(deleted=True, record=None)

    def _hold(self, change: dict[str, Any]) -> None:
        key = (change["kind"], change["id"])
        held = self.base.get(key)
        if held is None or held["updatedAt"] < change["updatedAt"]:
            self.base[key] = change

    def records(self) -> dict[Key, dict[str, Any]]:
        """Return what is there: what was told and is not deleted."""
        return {key: told["record"] for key, told in self.base.items() if not told["deleted"]}

    def _insist(self, method: str, path: str, body: Any = None) -> Any:
        for _ in range(200):
            answer = self.phone.send(method, path, body)
            if answer.status_code == 200:
                return answer.json()
            assert answer.status_code == 503, answer.content
            assert int(answer.headers["Retry-After"]) >= 1
        raise AssertionError("the service never came back")
