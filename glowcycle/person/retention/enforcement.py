"""Enforces a retention choice on one record that is already stored."""

from datetime import datetime, timedelta

from glowcycle.errors import NotFound, Stale
from glowcycle.person.retention.choices import RetentionChoice
from glowcycle.records import RecordKind, record_kinds
from glowcycle.storage import objects, records
from glowcycle.storage.records import Record
from glowcycle.storage.writes import Write


def enforce(choice: RetentionChoice, record: Record, *, gone_before: datetime | None) -> bool:
    """Delete a record that is too old, or set when it expires; return whether it changed.

    Raise Unavailable.
    """
    if record.deleted_at is not None:
        return False
    kind = record_kinds()[record.kind()]
    if gone_before is not None and record.created_at < gone_before:
        _delete(choice, kind, record, gone_before)
        return True
    days = choice.days.get(kind.name)
    expires_at = None if days is None else record.created_at + timedelta(days=days)
    is_set = record.expires_at == (expires_at and expires_at.replace(microsecond=0))
    if record.photo_key is not None:
        # Needed even if `is_set`: a change of the record sets its own expiry, not the photo's.
        _set_photo_expiry(record.photo_key, days)
    elif is_set:
        return False
    if not is_set:
        _set_expiry(record, expires_at)
    return True


def _delete(
    choice: RetentionChoice, kind: RecordKind, record: Record, gone_before: datetime
) -> None:
    """Delete the record only in the state that was read: she may have changed it since."""
    state = frozenset({record.write_id})
    try:
        kind.delete(
            write=Write(user_id=record.user_id, key=record.key, content=None, if_match=state)
        )
    except NotFound:  # the store has removed the expired record
        return
    except Stale:
        if changed := records.find(kind.model, user_id=record.user_id, key=record.key):
            enforce(choice, changed, gone_before=gone_before)


def _set_expiry(record: Record, expires_at: datetime | None) -> None:
    """Write only the record's expiry. If the record has changed, the next round writes it."""
    model = type(record)
    action = model.expires_at.remove() if expires_at is None else model.expires_at.set(expires_at)
    record.update_if(model.write_id == record.write_id, action)


def _set_photo_expiry(key: str, days: int | None) -> None:
    try:
        objects.keep_for(key=key, days=days)
    except NotFound:  # the photo is not stored yet, or already deleted
        return
