"""Registers journal entries with the record registry."""

from glowcycle.records import RecordKind
from journal import services
from journal.models import ENTRIES, JournalEntry
from journal.serializers import EntrySerializer
from period.cycle_days import derive_cycle_days

RECORD_KINDS = (
    RecordKind(
        name="journal",
        model=JournalEntry,
        serializer=EntrySerializer,
        key="entryId",
        dates=ENTRIES,
        create=services.store_entry,
        change=services.store_entry_change,
        delete=services.delete_entry,
        restore=services.restore_entry,
        derive=derive_cycle_days,
        derived=("cycle_day",),
        insights="journal.insight_services.insights_of_contents",
    ),
)
