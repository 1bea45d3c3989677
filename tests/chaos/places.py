"""The records that three devices write, and the expected content of those that only one writes."""

from typing import Any
from uuid import UUID

from tests.support.sync_phone import Key

KINDS = ("journal", "period", "skin")
FLOWS = ("none", "spotting", "light", "medium", "heavy")
METRICS = ("radiance", "moisture", "texture", "pores", "darkCircles")


def _name(kind: str, number: int) -> str:
    return f"2026-03-{number:02}" if kind == "period" else str(UUID(int=number, version=4))


OWN = [{kind: [_name(kind, 2 * n + 1), _name(kind, 2 * n + 2)] for kind in KINDS} for n in range(3)]
SHARED = {kind: _name(kind, 8) for kind in KINDS}
_OWN = {(kind, name) for names in OWN for kind in KINDS for name in names[kind]}


def content_of(kind: str, action: str, number: int) -> dict[str, Any]:
    """Return the content to write; the same number gives the same content."""
    if action == "delete":
        return {}
    if kind == "period":
        return {"flow": FLOWS[number % len(FLOWS)], "symptoms": [str(number)]}
    return {
        "journal": {"date": "2026-03-01", "energy": number % 101, "text": str(number)},
        "skin": {"date": "2026-03-01", "metrics": dict.fromkeys(METRICS, number % 101)},
    }[kind]


class Expected:
    """The expected content of each record that only one device writes; None when deleted."""

    def __init__(self) -> None:
        self._expected: dict[Key, dict[str, Any] | None] = {}

    def may_create(self, key: Key) -> bool:
        """Return whether the key is free: a day always, an id only before its first use."""
        return key[0] == "period" or key not in self._expected

    def note(self, action: str, key: Key, content: dict[str, Any]) -> None:
        """Apply an edit to the expected content. Call in the order of the edits."""
        if key in _OWN:
            before = self._expected.get(key) or {}
            self._expected[key] = None if action == "delete" else {**before, **content}

    def check(self, held: dict[Key, dict[str, Any]]) -> None:
        """Raise AssertionError if a record differs."""
        for key, expected in self._expected.items():
            record = held.get(key)
            if expected is None or record is None:
                assert record is expected, key
            else:
                assert {name: record[name] for name in expected} == expected, key
        assert {key for key in held if key in _OWN} <= self._expected.keys()
