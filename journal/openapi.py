"""Documents the addresses of the journal."""

from drf_spectacular.utils import OpenApiExample

from glowcycle.insights.example_readings import journal_example
from glowcycle.insights.openapi import insights_operation
from glowcycle.insights.words.openapi import words_operation
from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.parameters import give_examples
from glowcycle.openapi.records import RecordOperations
from journal.serializers import EntryQuery, EntrySerializer

ENTRIES = RecordOperations(
    component="JournalEntry",
    name="entry",
    plural="journal",
    serializer=EntrySerializer,
    query=EntryQuery,
    answer={
        "userId": "6f2c9a0e-3a56-4a5b-8a3b-2f6f1f1b9d10",
        "createdAt": "2026-03-09T20:31:07.104233Z",
        "updatedAt": "2026-03-09T20:31:07.104233Z",
        "version": 1,
        "etag": "q7Jk2Vn0XbA4tLw9YsE3fg",
        "origin": None,
        "entryId": "3f9f2a52-44a5-4e0b-bb5c-0f6a5c0d9b11",
        "date": "2026-03-09T21:30:00+01:00",
        "mood": "😌",
        "energy": 70,
        "text": "Long walk, clear head.",
        "tags": ["sleep", "outside"],
        "cycleDay": 9,
    },
    change={"energy": 75},
)
MOOD = OpenApiExample("Only a mood", {"date": "2026-03-09", "mood": "😌"}, request_only=True)

give_examples(entry_id=ENTRIES.answer["entryId"], mood="😌", tag="sleep")
name_components(JournalEntry=EntrySerializer)

document_view("journal.views.JournalViewSet", tag="journal", **ENTRIES.actions(MOOD))
document_view(
    "journal.insight_views.InsightViewSet",
    tag="journal",
    retrieve=insights_operation(
        name="journal_insights",
        summary="Does it follow my cycle?",
        Energy_follows_the_cycle=journal_example(),
    ),
)
document_view(
    "journal.insight_views.InsightWordsViewSet",
    tag="journal",
    create=words_operation(name="tell_journal_insights", reading=journal_example()),
)
