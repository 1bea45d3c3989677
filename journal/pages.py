"""The journal as pages."""

from glowcycle.web.page_config import Form, Listing, Page, Picture
from journal.serializers import EntryQuery, EntrySerializer

MOODS = ("😊", "🤩", "😌", "😤", "😣", "😢")

ENTRY = Form(
    body=EntrySerializer,
    button="Write it down",
    suggestions={"mood": MOODS},
    unchanging=frozenset({"cycleDay"}),  # read off the period log: sent back it would be a claim
)

PAGES = {
    "journal": Page(title="New entry", form=ENTRY, back="journal-of-person"),
    "journal-entry": Page(title="Journal entry", form=ENTRY, back="journal-of-person"),
    "journal-of-person": Page(
        title="Journal",
        menu="Journal",
        about="Mood, energy and notes, on the phases of the cycle.",
        forms=("journal",),
        pictures=(Picture(title="Mood and energy over time", route="journal-of-person"),),
        listing=Listing(
            columns={
                "Date": "date",
                "Mood": "mood",
                "Energy": "energy",
                "Tags": "tags",
                "Cycle day": "cycleDay",
            },
            record="journal/{entryId}",
            has_file=True,
        ),
        query=EntryQuery,
    ),
}
