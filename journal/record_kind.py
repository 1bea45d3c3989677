"""Journal entries, for what concerns all that a person has."""

from functools import partial

from glowcycle.records import RecordKind
from glowcycle.storage import writes
from journal.models import JournalEntry
from journal.serializers import EntrySerializer
from period.services import tell_cycle_days

RECORD_KIND = RecordKind(
    name="journal",
    model=JournalEntry,
    body=EntrySerializer,
    key="entryId",
    create=partial(writes.create, JournalEntry),
    change=partial(writes.update, JournalEntry),
    delete=partial(writes.delete, JournalEntry),
    tell=tell_cycle_days,
    derived=("cycle_day",),
)
