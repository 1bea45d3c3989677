"""The pages of the journal."""

from collections.abc import Mapping

from glowcycle.insights.pages import TITLE, insights_page
from glowcycle.insights.words.pages import words_page
from glowcycle.web.humanize import Path, shorten
from glowcycle.web.page_config import FormConfig, PageConfig, TableConfig
from journal.domain.moods import SUGGESTED_MOODS
from journal.serializers import EntryQuery, EntrySerializer

ENTRY = FormConfig(
    serializer=EntrySerializer,
    button="Save entry",
    suggestions={"mood": SUGGESTED_MOODS},
    hints={
        "energy": "0 to 100, with at most one decimal.",
        "cycleDay": "Only if your period log cannot tell it.",
    },
    create_only=frozenset({"cycleDay"}),  # from the period log; sent back, it would be stored
)

SUMMARY: Mapping[str, Path] = {
    "Date": "date",
    "Mood": ("mood", str),
    "Energy": "energy",
    "Notes": ("text", str),
    "Tags": "tags",
    "Cycle day": "cycleDay",
}

PAGES = {
    "journal": PageConfig(
        title="New entry",
        form=ENTRY,
        parent="journal-of-person",
        log_label="Mood and energy",
        summary=SUMMARY,
    ),
    "journal-entry": PageConfig(
        title="Journal entry",
        form=ENTRY,
        parent="journal-of-person",
        summary=SUMMARY,
    ),
    "journal-of-person": PageConfig(
        title="Journal",
        menu_label="Journal",
        description="Your mood, energy and notes, with the phases of your cycle.",
        form_routes=("journal",),
        table=TableConfig(
            columns={
                "Date": "date",
                "Mood": ("mood", str),
                "Energy": "energy",
                "Notes": ("text", shorten),
                "Tags": "tags",
                "Cycle day": "cycleDay",
            },
            empty="Nothing is logged yet. Write your first entry with the form below: a mood, an "
            "energy or a note is enough.",
            record_path="journal/{entryId}",
            kind="journal",
        ),
        query=EntryQuery,
        related={TITLE: "journal-insights"},
    ),
    "journal-insights": insights_page(
        menu_label="Mood and cycle",
        parent="journal-of-person",
        description="Whether your mood, energy, pain, tags and symptoms follow your cycle.",
        form_routes=("journal-insight-words",),
    ),
    "journal-insight-words": words_page(parent="journal-insights"),
}
