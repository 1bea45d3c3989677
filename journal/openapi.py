"""What the journal's addresses are for."""

from typing import Any

from drf_spectacular.extensions import OpenApiViewExtension
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view

from glowcycle.openapi.records import Records
from journal.serializers import EntryQuery, EntrySerializer

ENTRIES = Records(
    name="entry",
    plural="journal",
    body=EntrySerializer,
    query=EntryQuery,
    answer={
        "userId": "6f2c9a0e-3a56-4a5b-8a3b-2f6f1f1b9d10",
        "createdAt": "2026-03-01T20:31:07.104233Z",
        "updatedAt": "2026-03-01T20:31:07.104233Z",
        "version": 1,
        "entryId": "3f9f2a52-44a5-4e0b-bb5c-0f6a5c0d9b11",
        "date": "2026-03-01T21:30:00+01:00",
        "mood": "😌",
        "energy": 70,
        "text": "Long walk, clear head.",
        "tags": ["sleep", "outside"],
        "cycleDay": 9,
    },
    change={"energy": 75},
)
MOOD = OpenApiExample("A mood and no more", {"date": "2026-03-01", "mood": "😌"}, request_only=True)


class Journal(OpenApiViewExtension):
    target_class = "journal.views.JournalViewSet"

    def view_replacement(self) -> Any:
        @extend_schema(tags=["journal"])
        @extend_schema_view(
            create=ENTRIES.created(MOOD),
            retrieve=ENTRIES.read(),
            update=[ENTRIES.replaced(), ENTRIES.changed()],
            destroy=ENTRIES.deleted(),
            list=ENTRIES.listed(),
        )
        class Documented(self.target_class):  # type: ignore[name-defined,misc]  # made at run time
            """Her journal."""

        return Documented
