"""A phone that follows docs/sync.md to the letter; each step names the heading that it follows.

It knows nothing of the service but that page: it uses /sync and analyzes photos.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.support import phone_conflicts
from tests.support.phone import Phone
from tests.support.phone_habits import KINDS, Habits
from tests.support.phone_photos import send_photos
from tests.support.phone_requests import GONE, OK, PATIENCE, Answer, Erased, Refused, ask
from tests.support.phone_store import Key, Operation, PhoneStore, key_of

BATCH_BYTES = 256 * 1024
APPLIED = ("applied", "duplicate")


@dataclass
class Device:
    """One device of a person, online only while it syncs."""

    phone: Phone
    habits: Habits = field(default_factory=Habits)
    store: PhoneStore = field(default_factory=PhoneStore)
    patience: int = PATIENCE
    pause: Callable[[float], None] = lambda _seconds: None
    choose: phone_conflicts.Choice = phone_conflicts.mine

    def note(self, action: str, kind: str, name: str, /, **record: Any) -> None:
        """What she does: note an operation."""
        operation = {"kind": kind, "id": name, "action": action, "record": record}
        self.store.note(operation, if_match=action != "create" or self.habits.replaces)
        self.store.save()

    def sync(self) -> None:
        """The loop: send, take, then the photos."""
        self.send()
        self.take()
        if self.send_photos():
            self.take()

    def send(self) -> None:
        """The loop, send: go once through the outbox."""
        set_aside: set[Key] = set()
        most = self.habits.batch
        while batch := self._batch(most, set_aside):
            body = {"operations": batch}
            answer = self._ask("results", "POST", "/sync", body, **self.habits.headers())
            if answer.status == OK:
                set_aside |= self.look_at(batch, answer.body["results"])
                most = self.habits.batch
            elif len(batch) > 1:
                most = len(batch) // 2
            else:
                self._drop(batch[0], answer.body)
                self.store.save()

    def _batch(self, most: int, set_aside: set[Key]) -> list[Operation]:
        """The loop, send: return the first operations that fit into one request."""
        batch: list[Operation] = []
        size = len('{"operations": []}')
        for operation in self.store.outbox:
            if key_of(operation) in set_aside:
                continue
            size += len(json.dumps(operation)) + len(", ")
            if len(batch) == most or (batch and size > BATCH_BYTES):
                break
            batch.append(operation)
        return batch

    def look_at(self, batch: list[Operation], results: list[Any]) -> set[Key]:
        """Look at each result: return the records to set aside."""
        by_id = {result["operationId"]: result for result in results}
        set_aside, in_conflict = set[Key](), set[Key]()
        for sent in batch:
            operation = self.store.pending(sent["operationId"])
            result = by_id.get(sent["operationId"], {"status": "error"})
            if result["status"] in APPLIED:
                self._applied(operation, result)
            elif result["status"] == "conflict":
                in_conflict.add(key_of(operation))
                self._conflict(operation, result)
            elif result["status"] == "invalid":
                self._drop(operation, result["problem"])
            elif key_of(operation) not in in_conflict:
                set_aside.add(key_of(operation))
        self.store.save()
        return set_aside

    def _applied(self, operation: Operation, result: Any) -> None:
        """Look at each result: applied, duplicate."""
        self.store.replace(operation)
        if result["change"]:
            self.store.hold(result["change"])
        else:
            self.store.fold(operation, result["etag"])
        self.store.pass_on(key_of(operation), result["etag"], to_all=self.habits.replaces)

    def _conflict(self, operation: Operation, result: Any) -> None:
        """Conflicts: put another operation in the place of this one, or drop it."""
        if result["change"]:
            self.store.hold(result["change"])
        if result["problem"]["code"] == "unreadable":
            again = phone_conflicts.repair(operation, self.store.base.get(key_of(operation)))
        else:
            again = self.choose(operation, result)
        if again is None and phone_conflicts.is_done(operation, result):
            self.store.replace(operation)
        elif again is None:
            self._drop(operation, result["problem"])
        else:
            self.store.replace(operation, {**again, "operationId": str(uuid4())})

    def _drop(self, operation: Operation, problem: Any) -> None:
        """The loop: drop the operation, and tell her."""
        self.store.replace(operation)
        self.store.tell(operation, problem)

    def take(self) -> None:
        """The loop, take: one round; first the rest of a round that an earlier sync began."""
        is_unfinished = self.store.has_more
        while self.take_page():
            pass
        while is_unfinished and self.take_page():
            pass

    def take_page(self) -> bool:
        """The loop, round: ask once. Return whether to ask again."""
        store = self.store
        answer = self._ask("changes", "GET", f"/sync?{self.habits.query(store.cursor)}")
        if answer.status != OK:
            self._forget_cursor(answer)
            return True
        page = answer.body
        if store.cursor is None:
            store.received = set()
        for change in page["changes"]:
            if change["kind"] in KINDS:
                store.hold(change)
                store.drop_photo(change)
        for named in page["unreadable"]:
            self._put_back(key_of(named))
        store.drop_gone(page["goneBefore"])
        store.cursor, store.has_more = page["next"], page["hasMore"]
        if not store.has_more:
            store.end_round()
        store.save()
        return bool(store.has_more)

    def _put_back(self, key: Key) -> None:
        """What the server cannot read: keep the copy, and note the change that puts it back."""
        if self.store.received is not None:
            self.store.received.add(key)
        held = self.store.base.get(key)
        is_pending = any(key_of(operation) == key for operation in self.store.outbox)
        if held and not held["deleted"] and not is_pending:
            copy = {"kind": key[0], "id": key[1], "action": "change", "record": held["record"]}
            self.store.note(copy, if_match=False)

    def _forget_cursor(self, answer: Answer) -> None:
        """What to do on each status: 410 and 400 of a cursor. Raise Refused for any other."""
        if answer.status != GONE and "cursor" not in (answer.body or {}).get("errors", ()):
            raise Refused(answer.status, answer.body)
        self.store.forget_cursor()

    def send_photos(self) -> bool:
        """Photos taken offline: send each once. Return whether one became a scan."""
        with self._erasing():
            return send_photos(self.phone, self.store)

    def _ask(self, member: str, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """What to do on each status: send the request until it is answered."""

        def send() -> Any:
            self.store.reach("before a request")
            answer = self.phone.send(method, path, body, headers=headers)
            self.store.reach("after an answer")
            return answer

        with self._erasing():
            return ask(send, member=member, patience=self.patience, pause=self.pause)

    @contextmanager
    def _erasing(self) -> Iterator[None]:
        """What to do on each status: 410 `erased`."""
        try:
            yield
        except Erased:
            self.store.erase()
            raise
