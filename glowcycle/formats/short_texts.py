"""Lists of short texts: tags of an entry; symptoms and medication of a day."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from glowcycle.formats.history import History

# What the serializers of a record take. They refuse a longer list as a whole.
MAX_TEXTS: Final = 50
MAX_TEXT_LENGTH: Final = 64

_BETWEEN: Final = re.compile(r"(?:^|\s)\|(?=\s|$)")


def split_texts(cell: str) -> list[str]:
    """Return the texts of a cell like "walk | cook | early night"; one may hold a | itself."""
    return [text for part in _BETWEEN.split(cell) if (text := part.strip())]


def list_texts(history: History, texts: Iterable[str], *, row: int, what: str) -> list[str]:
    """Return the texts, each once. What a record has no room for is counted."""
    listed: list[str] = []
    for text in dict.fromkeys(texts):
        if len(text) > MAX_TEXT_LENGTH or len(listed) >= MAX_TEXTS:
            history.skip(what, text, "too_long", row=row)
        else:
            listed.append(text)
    return listed


def note_text(history: History, day: date, name: str, text: str, *, row: int, what: str) -> None:
    """Add a text to a list of that day, once. What a record has no room for is counted."""
    found = history.days.get(day)
    listed = found.values.get(name, ()) if found else ()
    is_full = len(listed) >= MAX_TEXTS and text not in listed
    if len(text) > MAX_TEXT_LENGTH or is_full:
        history.skip(what, text, "too_long", row=row)
    else:
        history.note_on(day, name, text, row=row)
