"""Stores what an import brings, record by record. `taking_back` undoes it.

No day's budget counts these writes. `counts` gets each record that was written, and counts it into
her totals.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

from glowcycle.errors import Contended
from glowcycle.storage import revisions
from glowcycle.storage.import_writes import find_filling, python_names, write_id
from glowcycle.storage.origin import FillingMap, OriginMap
from glowcycle.storage.records import R, Record, find
from glowcycle.storage.revisions import Check
from glowcycle.storage.writes import ROUNDS

Added = Literal["made", "same", "present", "deleted"]
EMPTY: Final[tuple[Any, ...]] = (None, "", [])


def add(
    record: R,
    *,
    import_id: str,
    app: str,
    check: Check[R] | None = None,
    seen: R | None = None,
    counts: Callable[[Record], None],
) -> Added:
    """Store the record unless there is one under its key, or was one that she deleted.

    made     this import stored it, now or in an earlier call, whatever happened to it since
    same     a record with the same content is there
    present  another record is there, and stays
    deleted  she deleted the record, and it stays deleted

    `seen` is what the caller has read under the key. It is read again only where that has changed.
    Raise Contended, Unavailable, what `check` raises.
    """
    record.origin = OriginMap(app=app, import_id=import_id)  # type: ignore[no-untyped-call]  # untyped
    record.created_as = record.digest()
    adding = write_id(record, import_id=import_id, action="add")
    for attempt in range(ROUNDS):
        found = seen
        if attempt > 0:
            found = find(type(record), user_id=record.user_id, key=record.key)
        if found is not None and (there := _what_is_there(found, record, adding)):
            return there
        stored = revisions.save_uncounted(record, after=found, write_id=adding, check=check)
        if stored is not None:
            if not stored.repeated:
                counts(record)
            return "made"
    raise Contended


def fill(
    model: type[R],
    *,
    user_id: str,
    key: str,
    content: Mapping[str, Any],
    import_id: str,
    app: str,
    check: Check[R] | None = None,
    counts: Callable[[Record], None],
) -> list[str]:
    """Set those attributes of her record that are empty in it; return their names.

    One of its FILLED_WITH is set only where the other is empty, too. `content` is by Python name. A
    repeated call returns what the first one did. Raise Contended, Unavailable, what `check` raises.
    """
    for _ in range(ROUNDS):
        record = find(model, user_id=user_id, key=key)
        if record is None or record.is_gone or record.is_unreadable:
            return []
        filling = write_id(record, import_id=import_id, action="fill")
        if record.has_applied(filling):
            filled = find_filling(record, import_id=import_id)
            return [] if filled is None else python_names(record, filled.fields)
        names = _set_empty(record, content, import_id=import_id, app=app)
        if not names:
            return names
        stored = revisions.save_uncounted(record, after=record, write_id=filling, check=check)
        if stored is not None:
            if not stored.repeated:
                counts(record)
            return names
    raise Contended


def _what_is_there(found: R, record: R, adding: str) -> Added | None:
    """Return why the record need not or may not be stored, None where it may."""
    if found.has_applied(adding):
        return "made"
    if not found.is_gone:
        is_same = not found.is_unreadable and found.digest() == record.digest()
        return "same" if is_same else "present"
    # An expired record is as if it had never been.
    return "deleted" if found.deleted_at is not None and not found.undone else None


def _set_empty(
    record: Record, content: Mapping[str, Any], *, import_id: str, app: str
) -> list[str]:
    """Set the empty attributes, and note which; return their names."""
    before = {name: getattr(record, name) for name in content}
    names = [
        name
        for name, value in content.items()
        if value not in EMPTY
        and before[name] in EMPTY
        and getattr(record, record.FILLED_WITH.get(name, name)) in EMPTY
    ]
    for name in names:
        setattr(record, name, content[name])
    if names:
        filled = FillingMap(  # type: ignore[no-untyped-call]  # untyped
            app=app,
            import_id=import_id,
            fields=[record.attribute(name).attr_name for name in names],
            blank=[record.attribute(name).attr_name for name in names if before[name] is not None],
        )
        record.filled = [*(record.filled or ()), filled]
    return names
