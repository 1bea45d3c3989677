"""Lists of short texts: tags of an entry; symptoms and medication of a day."""

import re
from collections.abc import Iterable
from typing import Final

from glowcycle.formats.history import MAX_TEXT_LENGTH, MAX_TEXTS, History

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
