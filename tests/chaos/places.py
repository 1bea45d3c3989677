"""The records that three devices write, and what has to become of those that only one knows."""

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
    """Return what to write: the same for the same number."""
    if action == "delete":
        return {}
    if kind == "period":
        return {"flow": FLOWS[number % len(FLOWS)], "symptoms": [str(number)]}
    return {
        "journal": {"date": "2026-03-01", "energy": number % 101, "text": str(number)},
        "skin": {"date": "2026-03-01", "metrics": dict.fromkeys(METRICS, number % 101)},
    }[kind]


class Expected:
    """What has to be in the end of each record that only one device writes; None once deleted."""

    def __init__(self) -> None:
        self._due: dict[Key, dict[str, Any] | None] = {}

    def may_create(self, key: Key) -> bool:
        """Return whether the key is free: a day always, an id before it was ever used."""
        return key[0] == "period" or key not in self._due

    def note(self, action: str, key: Key, content: dict[str, Any]) -> None:
        """Note what was done, in that order."""
        if key in _OWN:
            before = self._due.get(key) or {}
            self._due[key] = None if action == "delete" else {**before, **content}

    def check(self, held: dict[Key, dict[str, Any]]) -> None:
        """Raise AssertionError where anything else stands."""
        for key, due in self._due.items():
            stands = held.get(key)
            if due is None or stands is None:
                assert stands is due, key
            else:
                assert {name: stands[name] for name in due} == due, key
        assert {key for key in held if key in _OWN} <= self._due.keys()
