"""The services of the journal.

`create_entry`, `get_entry`, `change_entry` and `list_entries` return entries with the cycle day
that the period log gives. `store_entry` and `store_entry_change` return them as stored.
"""

from collections.abc import Callable, Iterable, Sequence

from glowcycle.person.moods import services as moods
from glowcycle.storage import date_queries, records, restoring, writes
from glowcycle.storage.date_queries import PageRequest, RecordPage
from glowcycle.storage.writes import Write
from journal.models import ENTRIES, JournalEntry
from period.cycle_days import derive_cycle_days


def create_entry(*, write: Write) -> JournalEntry:
    """Do what `store_entry` does, and return the entry with its cycle day."""
    return _with_cycle_day(store_entry(write=write))


def store_entry(*, write: Write) -> JournalEntry:
    """Store a new entry, or find the one that this request stored before. Raise IdTaken.

    Every rule for a new entry belongs here: sync calls this as well.
    """
    return writes.create(JournalEntry, write)


def get_entry(*, user_id: str, entry_id: str) -> JournalEntry:
    """Return her entry. Raise NotFound."""
    return _with_cycle_day(records.get(JournalEntry, user_id=user_id, key=entry_id))


def change_entry(*, write: Write) -> JournalEntry:
    """Do what `store_entry_change` does, and return the entry with its cycle day."""
    return _with_cycle_day(store_entry_change(write=write))


def store_entry_change(*, write: Write) -> JournalEntry:
    """Set the given attributes of her entry and keep the others. Raise NotFound, Stale, KeyReused.

    Every rule for a changed entry belongs here: sync calls this as well.
    """
    return writes.update(JournalEntry, write)


def delete_entry(*, write: Write) -> JournalEntry:
    """Delete her entry, and return its tombstone. Raise NotFound, Stale, KeyReused."""
    return writes.delete(JournalEntry, write)


def restore_entry(
    *, record: JournalEntry, before: Callable[[JournalEntry], None] | None = None
) -> bool:
    """Store an entry of an export; return whether it is stored now. Raise Unavailable."""
    return restoring.restore(record, before=before)


def list_entries(
    *,
    user_id: str,
    page_request: PageRequest,
    mood: str | None,
    tag: str | None,
) -> RecordPage[JournalEntry]:
    """Return that page of her entries, newest first, with their cycle days. Raise Unavailable.

    `mood` and `tag` leave only the entries with exactly that mood or tag; None leaves all.
    """
    return date_queries.read(
        ENTRIES,
        user_id=user_id,
        page_request=page_request,
        matches=_filter(mood, tag),
        derive=lambda entries: derive_cycle_days(user_id=user_id, records=entries),
    )


def order_of_moods(*, user_id: str, entries: Iterable[JournalEntry]) -> Sequence[str]:
    """Return her own order of moods, none where these entries need none. Raise Unavailable.

    One read, if more than one of the entries has a mood.
    """
    if len({entry.mood for entry in entries if entry.mood}) <= 1:
        return ()
    order, _ = moods.read_order(user_id=user_id)
    return order


def _filter(mood: str | None, tag: str | None) -> Callable[[JournalEntry], bool] | None:
    if mood is None and tag is None:
        return None
    return lambda entry: mood in (None, entry.mood) and (tag is None or tag in (entry.tags or []))


def _with_cycle_day(entry: JournalEntry) -> JournalEntry:
    derive_cycle_days(user_id=entry.user_id, records=[entry])
    return entry
