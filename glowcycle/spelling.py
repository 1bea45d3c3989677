"""When two spellings of hers are one word: moods, tags and symptoms as they are compared."""

import unicodedata
from collections import Counter
from typing import Final

# A selector chooses how an emoji is drawn, a modifier the tone of its skin. The others are
# invisible, and come along with copied text. A joiner stays: it makes one emoji of several.
_UNSEEN: Final = dict.fromkeys(
    (
        *range(0x1F3FB, 0x1F3FF + 1),
        *range(0xFE00, 0xFE0F + 1),
        *(0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF),
        *range(0x202A, 0x202E + 1),
        *range(0x2066, 0x2069 + 1),
    )
)


def word_key(text: str) -> str:
    """Return what all spellings of one word share; "" for a text without a word.

    Case, spaces around and between words, the tone of a skin and the style of an emoji make no
    other word.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_UNSEEN).casefold())
    return " ".join(text.casefold().split())


def usual_spelling(spellings: Counter[str]) -> str:
    """Return the most frequent of the spellings of one word, without spaces around it.

    Of equally frequent ones it is the first by its letters.
    """
    trimmed = Counter[str]()
    for spelling, count in spellings.items():
        trimmed[" ".join(spelling.split())] += count
    return min(trimmed, key=lambda spelling: (-trimmed[spelling], spelling))
