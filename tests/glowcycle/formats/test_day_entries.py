"""Moods and tags of days become entries. A file may hold a limited number of them."""

from datetime import date

import pytest

from glowcycle.formats import day_entries
from glowcycle.formats.day_entries import DayEntries
from glowcycle.formats.history import TooManyRecords


def test_a_file_with_more_tags_than_a_life_has_is_refused(monkeypatch):
    monkeypatch.setattr(day_entries, "MAX_SAID", 5)
    entries = DayEntries()
    for number in (1, 2, 3, 3, 3):
        entries.add_tag(date(2026, 3, 1), f"{number}", row=1)
    entries.add_mood(date(2026, 3, 2), "calm", row=2)
    entries.add_mood(date(2026, 3, 3), "calm", row=3)
    with pytest.raises(TooManyRecords):
        entries.add_tag(date(2026, 3, 3), "4", row=3)
