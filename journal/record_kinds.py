"""Registers journal entries with the record registry."""

from typing import Any

from glowcycle.records import RecordKind
from journal import services
from journal.models import ENTRIES, JournalEntry
from journal.serializers import EntrySerializer
from period.cycle_days import derive_cycle_days


def _insights(**asked: Any) -> Any:
    from journal.insight_services import insights_of_contents  # late: only a command asks for it

    return insights_of_contents(**asked)


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
        insights=_insights,
        insight_needs=("period", "stage", "journal"),
    ),
)
