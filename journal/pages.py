"""The pages of the journal."""

from glowcycle.web.page_config import FormConfig, ImageConfig, PageConfig, TableConfig
from journal.serializers import EntryQuery, EntrySerializer

MOODS = ("😊", "🤩", "😌", "😤", "😣", "😢")

ENTRY = FormConfig(
    serializer=EntrySerializer,
    button="Save entry",
    suggestions={"mood": MOODS},
    create_only=frozenset({"cycleDay"}),  # from the period log; sent back, it would be stored
)

PAGES = {
    "journal": PageConfig(title="New entry", form=ENTRY, parent="journal-of-person"),
    "journal-entry": PageConfig(title="Journal entry", form=ENTRY, parent="journal-of-person"),
    "journal-of-person": PageConfig(
        title="Journal",
        menu_label="Journal",
        description="Your mood, energy and notes, with the phases of your cycle.",
        form_routes=("journal",),
        images=(ImageConfig(title="Mood and energy over time", route="journal-of-person"),),
        table=TableConfig(
            columns={
                "Date": "date",
                "Mood": "mood",
                "Energy": "energy",
                "Tags": "tags",
                "Cycle day": "cycleDay",
            },
            record_path="journal/{entryId}",
            has_csv=True,
        ),
        query=EntryQuery,
    ),
}
