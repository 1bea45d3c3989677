"""What a phone of docs/sync.md stores, what she sees, and what it notes when she does something."""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

Key = tuple[str, str]
Change = dict[str, Any]
Operation = dict[str, Any]


def key_of(named: dict[str, Any]) -> Key:
    """Return the key of what a change or an operation names: ids are compared in lower case."""
    return named["kind"], named["id"].lower()


def go_on(_place: str) -> None:
    """Called at each place where a phone may crash; tests set a function that raises there."""


@dataclass
class PhoneStore:
    """What the phone stores (docs/sync.md, "What the phone stores").

    base      the server state: by record, the last change that the server told
    outbox    the pending operations, in the order in which she did them
    photos    the photos that wait for their analysis
    cursor    the `next` of the last answer; None before the first round
    has_more  the `hasMore` of the last answer: whether a round is unfinished
    received  the records received in an unfinished first round; None outside of one
    told      what she has to be told: operations and photos that were dropped, and why
    saved     the store on the disk, which a crash leaves
    """

    base: dict[Key, Change] = field(default_factory=dict)
    outbox: list[Operation] = field(default_factory=list)
    photos: list[dict[str, Any]] = field(default_factory=list)
    cursor: str | None = None
    has_more: bool = False
    received: set[Key] | None = None
    told: list[dict[str, Any]] = field(default_factory=list)
    saved: str = ""
    reach: Callable[[str], None] = go_on

    def save(self) -> None:
        """Write everything to the disk at once."""
        self.reach("before it saved")
        values = {name: getattr(self, name) for name in ("outbox", "photos", "cursor", "told")}
        values |= {"base": [*self.base.values()], "has_more": self.has_more}
        received = None if self.received is None else sorted(self.received)
        self.saved = json.dumps({**values, "received": received})
        self.reach("after it saved")

    def after_crash(self) -> "PhoneStore":
        """Return the store as the phone finds it when it starts again."""
        if not self.saved:
            return PhoneStore(reach=self.reach)
        values = json.loads(self.saved)
        values["base"] = {key_of(change): change for change in values["base"]}
        if values["received"] is not None:
            values["received"] = {(kind, name) for kind, name in values["received"]}
        return PhoneStore(**values, saved=self.saved, reach=self.reach)

    def erase(self) -> None:
        """Delete everything of her."""
        self.__dict__.update(PhoneStore(reach=self.reach).__dict__)
        self.save()

    def sees(self, key: Key) -> dict[str, Any] | None:
        """Return the record as she sees it (docs/sync.md, "What she sees"); None without one."""
        held = self.base.get(key)
        record = held["record"] if held else None
        for operation in self.outbox:
            if key_of(operation) == key:
                record = after(operation, record)
        return record

    def records(self) -> dict[Key, dict[str, Any]]:
        """Return the records of the server state that are not deleted."""
        return {key: held["record"] for key, held in self.base.items() if not held["deleted"]}

    def note(self, operation: Operation, *, if_match: bool) -> None:
        """Append what she did to the outbox (docs/sync.md, "What she does")."""
        held = self.base.get(key_of(operation)) if if_match else None
        etag = held and held["etag"]
        self.outbox.append({"operationId": str(uuid4()), **operation, "ifMatch": etag})

    def note_photo(self, photo: bytes, *, scan_id: str, day: str, keep: bool) -> None:
        """Keep a photo until it is analyzed (docs/sync.md, "Photos taken offline")."""
        options = {"scanId": scan_id, "date": day, "keepPhoto": keep}
        self.photos.append({**options, "photo": b64encode(photo).decode(), "photoId": None})
        self.save()

    def hold(self, change: Change) -> None:
        """Store a change as the server state, unless a later one is stored."""
        key = key_of(change)
        if self.received is not None:
            self.received.add(key)
        held = self.base.get(key)
        if held is None or held["updatedAt"] <= change["updatedAt"]:
            self.base[key] = change

    def drop_photo(self, change: Change) -> None:
        """Remove the photo whose scan has come."""
        kind, name = key_of(change)
        self.photos = [
            photo for photo in self.photos if (kind, photo["scanId"].lower()) != ("skin", name)
        ]

    def fold(self, operation: Operation, etag: str) -> None:
        """Store what an operation left, until the change itself is taken.

        Not if a later change is stored than the one that she saw: it may come after the operation.
        """
        key = key_of(operation)
        before = self.base.get(key) or {"etag": None, "updatedAt": "", "record": None}
        if before["etag"] != operation["ifMatch"]:
            return
        record = after(operation, before["record"])
        named = {"kind": key[0], "id": key[1], "updatedAt": before["updatedAt"], "etag": etag}
        self.base[key] = {**before, **named, "deleted": record is None, "record": record}

    def pass_on(self, key: Key, etag: str, *, to_all: bool) -> None:
        """Give the later operations on the record the etag that an applied one left.

        Without `to_all` only those that have an `ifMatch`, as phones of last year do.
        """
        for operation in self.outbox:
            if key_of(operation) == key and (to_all or operation["ifMatch"]):
                operation["ifMatch"] = etag

    def pending(self, operation_id: str) -> Operation:
        """Return the operation as it stands in the outbox now."""
        return next(each for each in self.outbox if each["operationId"] == operation_id)

    def replace(self, operation: Operation, *instead: Operation) -> None:
        """Put these operations in the place of one, or drop it."""
        at = self.outbox.index(operation)
        self.outbox[at : at + 1] = instead

    def tell(self, about: dict[str, Any], problem: Any) -> None:
        """Note what she has to be told: what was not stored, and why."""
        self.told.append({**about, "problem": problem})

    def forget_cursor(self) -> None:
        """Begin a first round with the next request."""
        self.cursor, self.has_more, self.received = None, False, None
        self.save()

    def drop_gone(self, gone_before: dict[str, str | None]) -> None:
        """Drop the records that are older than she keeps them."""
        for (kind, _), change in [*self.base.items()]:
            mark, created = gone_before.get(kind), (change["record"] or {}).get("createdAt")
            if mark and created and created < mark:
                del self.base[key_of(change)]

    def end_round(self) -> None:
        """Drop what a first round did not have: the server has deleted it, and forgotten that."""
        if self.received is not None:
            self.base = {key: held for key, held in self.base.items() if key in self.received}
        self.received = None


def after(operation: Operation, record: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the record as the operation leaves it; None when deleted."""
    if operation["action"] == "delete":
        return None
    if operation["action"] == "create":
        return dict(operation["record"])
    return record and {**record, **operation["record"]}
