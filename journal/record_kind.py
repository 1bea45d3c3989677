"""Journal entries, for what concerns all that a person has."""

from functools import partial

from glowcycle.records import Kind
from glowcycle.storage import writes
from journal.models import JournalEntry
from journal.serializers import EntryBody
from period.services import tell_cycle_days

KIND = Kind(
    name="journal",
    model=JournalEntry,
    body=EntryBody,
    key="entryId",
    create=partial(writes.insert, JournalEntry),
    change=partial(writes.change, JournalEntry),
    delete=partial(writes.remove, JournalEntry),
    tell=tell_cycle_days,
    derived=("cycle_day",),
)
