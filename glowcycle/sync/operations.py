"""What a phone did while it was offline, done here: once, and only upon the state it stood on."""

from dataclasses import dataclass, replace
from typing import Literal

from glowcycle.errors import Conflict, GlowCycleError, KeyReused, NotFound
from glowcycle.records import RecordKind
from glowcycle.storage.records import find
from glowcycle.storage.writes import Write
from glowcycle.sync.changes import Change

Action = Literal["create", "change", "delete"]

# A record by the name of its kind, and its key.
Place = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that the phone did; its own name for it is the write's `request_key`."""

    kind: RecordKind
    action: Action
    write: Write

    @property
    def place(self) -> Place:
        """Which record it is done to."""
        return self.kind.name, self.write.key

    def upon(self, write_id: str) -> "Operation":
        """Return it as done upon what that write left, too, where it says upon which state."""
        if self.write.if_match is None:
            return self
        return replace(self, write=replace(self.write, if_match=self.write.if_match | {write_id}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it: done now, done before, or not to be done, and why.

    `change` is the record as it is then, in a conflict as the server has it; None where none is.
    """

    status: Literal["applied", "duplicate", "conflict"]
    change: Change | None
    reason: GlowCycleError | None = None


def apply(*, operation: Operation) -> Outcome:
    """Create, change or delete the record. Raise KeyReused, Unavailable."""
    kind, write = operation.kind, operation.write
    try:
        if operation.action == "delete":
            kind.delete(write=write)
            return Outcome(status="applied", change=_standing(operation))
        record = (
            kind.create(write=write) if operation.action == "create" else kind.change(write=write)
        )
    except KeyReused:
        raise
    except NotFound as reason:
        if operation.action == "delete":  # gone for so long that even its tombstone is
            return Outcome(status="duplicate", change=None)
        return Outcome(status="conflict", change=_standing(operation), reason=reason)
    except Conflict as reason:
        return Outcome(status="conflict", change=_standing(operation), reason=reason)
    status: Literal["applied", "duplicate"] = "duplicate" if record.repeated else "applied"
    return Outcome(status=status, change=Change(kind=kind, record=record))


def _standing(operation: Operation) -> Change | None:
    """Return what stands under the operation's key: a record, a tombstone, or nothing at all."""
    kind, write = operation.kind, operation.write
    record = find(kind.model, user_id=write.user_id, key=write.key)
    return None if record is None else Change(kind=kind, record=record)
