"""The records that three devices write, and the expected content of those that only one writes."""

from typing import Any
from uuid import UUID

from tests.chaos.store import KEYS
from tests.support.phone import Phone
from tests.support.phone_store import Key

KINDS = ("journal", "period", "skin")
FLOWS = ("none", "spotting", "light", "medium", "heavy")
METRICS = ("radiance", "moisture", "texture", "pores", "darkCircles")


def name_of(kind: str, number: int) -> str:
    """Return the day or id with this number."""
    return f"2026-03-{number:02}" if kind == "period" else str(UUID(int=number, version=4))


OWN = [{kind: name_of(kind, number) for kind in KINDS} for number in (1, 2, 3)]
SHARED = {kind: name_of(kind, 8) for kind in KINDS}
_OWN = {(kind, name) for names in OWN for kind, name in names.items()}


def content_of(kind: str, action: str, number: int) -> dict[str, Any]:
    """Return the content to write; the same number gives the same content."""
    if action == "delete":
        return {}
    if kind == "period":
        return {"flow": FLOWS[number % len(FLOWS)], "symptoms": [str(number)]}
    content = {
        "journal": {"date": "2026-03-01", "energy": number % 101, "text": str(number)},
        "skin": {"date": "2026-03-01", "metrics": dict.fromkeys(METRICS, number % 101)},
    }[kind]
    return content if action == "create" else dict(list(content.items())[1:])


def edit_online(phone: Phone, action: str, key: Key, content: dict[str, Any]) -> None:
    """Edit a record by its own address, whatever state it is in."""
    kind, name = key
    if action == "create":
        answer = phone.post(f"/{kind}", {**content, KEYS[kind]: name})
    else:
        body = None if action == "delete" else content
        answer = phone.send("DELETE" if body is None else "PATCH", f"/{kind}/{name}", body)
    assert answer.status_code in (200, 201, 204, 404, 409), answer.content


class Expected:
    """The expected content of each record that only one device writes; None when deleted."""

    def __init__(self) -> None:
        self._expected: dict[Key, dict[str, Any] | None] = {}
        self.expired: set[str] = set()

    def may_create(self, key: Key) -> bool:
        """Return whether the key is free: a day always, an id only before its first use."""
        return key[0] == "period" or key not in self._expected

    def note(self, action: str, key: Key, content: dict[str, Any]) -> None:
        """Apply an edit to the expected content. Call in the order of the edits."""
        if key in _OWN:
            before = self._expected.get(key) or {}
            kept = before if action == "change" else {}
            self._expected[key] = None if action == "delete" else {**kept, **content}

    def expire(self, kind: str) -> None:
        """Expect nothing more of records of a kind that retention deletes."""
        self.expired.add(kind)

    def check(self, held: dict[Key, dict[str, Any]]) -> None:
        """Raise AssertionError if a record differs."""
        for key, expected in self._expected.items():
            if key[0] in self.expired:
                continue
            record = held.get(key)
            if expected is None or record is None:
                assert record is expected, f"{key}: expected {expected}, is {record}"
            else:
                assert {name: record[name] for name in expected} == expected, key
        assert {key for key in held if key in _OWN} <= self._expected.keys()
