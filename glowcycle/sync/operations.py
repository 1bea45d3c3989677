"""Applies what a phone did while it was offline: once, and only to the state that it had seen."""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from glowcycle.errors import (
    Conflict,
    GlowCycleError,
    KeyReused,
    NotFound,
    OverBudget,
    Unavailable,
)
from glowcycle.person.consents.services import require_collection
from glowcycle.records import RecordKind
from glowcycle.storage.records import Record, find
from glowcycle.storage.writes import Write
from glowcycle.sync.changes import Change

Action = Literal["create", "change", "delete"]

# The name of a record's kind, and its key.
RecordKey = tuple[str, str]


class AnswerFull(Unavailable):
    """The results of the earlier operations fill the answer."""

    def __init__(self) -> None:
        super().__init__("The answer is full: send this operation again.")


class OutOfTurn(Unavailable):
    """The result of an earlier operation on the same record is unknown."""

    def __init__(self) -> None:
        super().__init__(
            "An earlier operation on this record failed: resolve it, then send this again."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation of the phone; the write's `request_key` is its operation id."""

    kind: RecordKind
    action: Action
    write: Write

    @property
    def record_key(self) -> RecordKey:
        """The record that the operation changes."""
        return self.kind.name, self.write.key

    def after(self, write_id: str) -> "Operation":
        """Return the operation, which then also applies to the state that the given write left."""
        if self.write.if_match is None:
            return self
        return replace(self, write=replace(self.write, if_match=self.write.if_match | {write_id}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of an operation: applied now, applied before, or refused because of `reason`.

    `change` is the record after the operation, and None if there is none; after a conflict it is
    the record of the server. If that cannot be read, its remains are `unreadable` instead. `etag`
    is the state that the operation left, None after a conflict.
    """

    status: Literal["applied", "duplicate", "conflict"]
    change: Change | None
    etag: str | None = None
    reason: GlowCycleError | None = None
    unreadable: Record | None = None


class Batch:
    """The operations of one request, applied in turn.

    An operation on a record follows the one before it: it applies to the state that the phone had
    seen, and to the state that the operation before it left. If that one failed, it waits.

    retry_after  the seconds after which a budget has something left, 0 if none was used up
    """

    def __init__(self) -> None:
        self.retry_after = 0
        # The remains of records that the operations met, and cannot be read.
        self.unreadable: dict[RecordKey, Record] = {}
        # The id of the last write to each record, None where it failed.
        self._last_writes: dict[RecordKey, str | None] = {}

    def apply(self, operation: Operation, *, has_room: bool) -> Outcome:
        """Apply the operation; `has_room` is whether the answer has room for its result.

        Raise AnswerFull, OutOfTurn, ConsentRequired, KeyReused, OverBudget, Unavailable.
        """
        try:
            outcome = self._apply(operation, has_room=has_room)
        except Exception as error:
            if isinstance(error, OverBudget):
                self.retry_after = max(self.retry_after, error.retry_after)
            may_succeed_later = isinstance(error, Unavailable | OverBudget)
            if may_succeed_later or not isinstance(error, GlowCycleError):
                self._last_writes[operation.record_key] = None
            raise
        if outcome.unreadable is not None:
            self.unreadable[operation.record_key] = outcome.unreadable
        self._last_writes[operation.record_key] = outcome.etag
        return outcome

    def _apply(self, operation: Operation, *, has_room: bool) -> Outcome:
        if not has_room:
            raise AnswerFull
        if operation.record_key in self._last_writes:
            last_write = self._last_writes[operation.record_key]
            if last_write is None:
                raise OutOfTurn
            operation = operation.after(last_write)
        return apply(operation=operation)


def apply(*, operation: Operation) -> Outcome:
    """Create, change or delete the record.

    Raise ConsentRequired, KeyReused, OverBudget, Unavailable.
    """
    kind, write = operation.kind, operation.write
    if operation.action != "delete":
        require_collection(user_id=write.user_id)
    try:
        if operation.action == "delete":
            return _done(operation, kind.delete(write=write), status="applied")
        record = _store(operation)
    except KeyReused:
        raise
    except NotFound as reason:
        if operation.action == "delete":  # its tombstone has expired
            return Outcome(status="duplicate", change=None, etag=write.id())
        return _conflict(operation, reason)
    except Conflict as reason:
        return _conflict(operation, reason)
    return _done(operation, record, status="duplicate" if record.repeated else "applied")


def _done(
    operation: Operation, record: Record, *, status: Literal["applied", "duplicate"]
) -> Outcome:
    """Return the outcome that leaves this record; another operation may have led to its state."""
    write_id, change = operation.write.id(), Change(kind=operation.kind, record=record)
    return Outcome(
        status=status,
        change=None if change.is_unreadable else change,
        etag=write_id if record.has_applied(write_id) else record.etag or write_id,
        unreadable=record if change.is_unreadable else None,
    )


def _store(operation: Operation) -> Record:
    """Store the operation's record, and return it. Raise what the kind's services raise.

    A create with `if_match` replaces the whole record that the phone saw, or its tombstone. Where
    there is none, it is a create as any other.
    """
    kind, write = operation.kind, operation.write
    if operation.action == "change":
        return kind.change(write=write)
    if write.if_match is not None:
        with suppress(NotFound):
            return kind.change(write=write)
    return kind.create(write=write)


def _conflict(operation: Operation, reason: GlowCycleError) -> Outcome:
    stored = _stored(operation)
    if stored is not None and stored.is_unreadable:
        remains = stored.record
        return Outcome(status="conflict", change=None, reason=reason, unreadable=remains)
    return Outcome(status="conflict", change=stored, reason=reason)


def _stored(operation: Operation) -> Change | None:
    """Return the stored record or tombstone under the operation's key, None without one."""
    kind, write = operation.kind, operation.write
    record = find(kind.model, user_id=write.user_id, key=write.key)
    return None if record is None else Change(kind=kind, record=record)
