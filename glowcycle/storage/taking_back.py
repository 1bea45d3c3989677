"""Takes back what an import did to a record, unless she has changed the record since."""

from collections.abc import Callable, Sequence
from typing import Literal

from django.utils import timezone

from glowcycle.errors import Contended
from glowcycle.storage import revisions
from glowcycle.storage.import_writes import (
    find_filling,
    is_made_by,
    is_untouched,
    python_names,
    write_id,
)
from glowcycle.storage.origin import FillingMap, OriginMap
from glowcycle.storage.records import R, Record, find
from glowcycle.storage.writes import ROUNDS

TakenBack = Literal["removed", "emptied", "kept", "absent"]


def take_back(
    model: type[R],
    *,
    user_id: str,
    key: str,
    import_id: str,
    seen: R | None = None,
    counts: Callable[[Record], None],
) -> TakenBack:
    """Undo what the import did to her record, and tell what became of it.

    removed  the import made it: a tombstone says so
    emptied  the fields that the import filled are as they were; or it made the record, and what
             other imports filled in it stays, as theirs
    kept     she has changed it since, or it cannot be read
    absent   she deleted it, or the import did nothing to it

    A repeated call returns what the first one did. `seen` and `counts` are those of `importing`.
    Raise Contended, Unavailable.
    """
    for attempt in range(ROUNDS):
        record = seen if attempt == 0 and seen else find(model, user_id=user_id, key=key)
        if record is None:
            return "absent"
        removing = write_id(record, import_id=import_id, action="remove")
        emptying = write_id(record, import_id=import_id, action="empty")
        if done := _outcome(record, import_id, removing=removing, emptying=emptying):
            return done
        following = _without(record, import_id)
        removes = following.deleted_at is not None
        applied = removing if removes else emptying
        stored = revisions.save_uncounted(following, after=record, write_id=applied)
        if stored is not None:
            if not stored.repeated:
                counts(following)
            return "removed" if removes else "emptied"
    raise Contended


def _outcome(record: Record, import_id: str, *, removing: str, emptying: str) -> TakenBack | None:
    """Return what there is to tell of a record that needs no write, None if it needs one."""
    if record.has_applied(removing):
        return "removed"
    if record.has_applied(emptying):
        return "emptied"
    made = is_made_by(record, import_id=import_id)
    if record.is_gone or not (made or find_filling(record, import_id=import_id)):
        return "absent"
    return None if is_untouched(record, import_id=import_id) else "kept"


def _without(record: R, import_id: str) -> R:
    """Return the record without what the import did, which may be a tombstone."""
    if not is_made_by(record, import_id=import_id):
        _empty(record, find_filling(record, import_id=import_id))
    elif record.filled:
        _hand_over(record, record.filled)
    else:
        return type(record)(record.user_id, record.key, deleted_at=timezone.now(), undone=True)
    return record


def _empty(record: Record, filling: FillingMap | None) -> None:
    """Make the fields empty again that the import filled."""
    if filling is None:
        return
    blank = python_names(record, filling.blank)
    for name in python_names(record, filling.fields):
        was = [] if isinstance(getattr(record, name), list) else ""
        setattr(record, name, was if name in blank else None)
    record.filled = [each for each in record.filled or () if each is not filling] or None


def _hand_over(record: Record, filled: Sequence[FillingMap]) -> None:
    """Leave what other imports filled, as if the first of these had made the record."""
    stays = {name for each in filled for name in python_names(record, each.fields)}
    for name in {*record.CONTENT, *record.ADDED_CONTENT} - stays:
        was_list = name in record.CONTENT and isinstance(getattr(record, name), list)
        setattr(record, name, [] if was_list else None)
    record.origin = OriginMap(app=filled[0].app, import_id=filled[0].import_id)  # type: ignore[no-untyped-call]  # untyped
    record.filled = [*filled[1:]] or None
