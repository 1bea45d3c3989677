"""Every write that the service applied, and what a record is after all of them.

The model of a record: its applied writes in the order of the store, each on top of the one before.
So no write that a phone was told of is lost, unless a later one of the same record replaced it.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.chaos.store import State
from tests.support.phone_store import Key, Operation, after, key_of

APPLIED = ("applied", "duplicate")


@dataclass
class Edits:
    """The applied writes by write id, which is the etag of the state that each left."""

    applied: dict[str, Operation] = field(default_factory=dict)

    def hear(self, operations: list[Operation], results: list[Any]) -> None:
        """Note what the service says it applied."""
        for operation, result in zip(operations, results, strict=True):
            # One that changed nothing has the etag of another, which was heard before.
            if result["status"] in APPLIED:
                self.applied.setdefault(result["etag"], operation)

    def note(self, action: str, key: Key, record: dict[str, Any], *, etag: str) -> None:
        """Note a write by the record's own address."""
        kind, name = key
        self.applied[etag] = {"kind": kind, "id": name, "action": action, "record": record}

    def check(self, key: Key, states: list[State], held: dict[str, Any] | None) -> bool:
        """Raise AssertionError if the record is not what its writes make of it.

        Return False if one of its writes is not known: one that a function applied so late that the
        phone had decided otherwise, or the first state of an analyzed photo.
        """
        record: dict[str, Any] | None = None
        for state in states:
            operation = self.applied.get(state.write_id)
            if operation is None:
                return False
            assert key_of(operation) == key
            record = after(operation, record)
        if record is None or held is None:
            assert held is record, f"{key}: deleted or not"
        else:
            assert {name: held[name] for name in record} == record, f"{key}: another content"
        return True
