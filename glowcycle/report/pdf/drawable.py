"""Text as the typefaces of a report can draw it: Latin, Greek and Cyrillic.

Emoji stand as their Unicode name in brackets, letters of other scripts as their number. The
structure tree keeps the text itself, so a screen reader reads what was meant.
"""

import re
import unicodedata
from collections.abc import Container
from itertools import groupby
from operator import itemgetter

from glowcycle.api.languages import say, say_counted

# Joiners, variants and skin tones belong to the emoji before them.
_PART_OF_EMOJI = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_SPACES = re.compile(r"\s+")


def drawable(text: str, signs: Container[int]) -> str:
    """Return the text with all that is not in `signs` told in brackets, on one line."""
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    if all(ord(sign) in signs for sign in text):
        return text
    text = _PART_OF_EMOJI.sub("", text)
    kinds = [_kind(sign, signs) for sign in text]
    for index in range(1, len(text) - 1):
        # Words of another script are counted together.
        if text[index] == " " and kinds[index - 1] == kinds[index + 1] == "letters":
            kinds[index] = "letters"
    runs = groupby(zip(kinds, text, strict=True), key=itemgetter(0))
    return "".join(_told(kind, "".join(sign for _, sign in run)) for kind, run in runs)


def fallback_notice() -> str:
    """Return the sentence that says what brackets stand for."""
    return say(
        "This file draws Latin, Greek and Cyrillic letters. Emoji stand as their English name in "
        "brackets, letters of other scripts as their number; the text itself is in the file for "
        "screen readers, and in the JSON of this report."
    )


def _kind(sign: str, signs: Container[int]) -> str:
    if ord(sign) in signs:
        return "drawn"
    category = unicodedata.category(sign)
    if category[0] in "LMN":
        return "letters"
    # Marks of direction and other controls draw nothing, and could turn a line around.
    return "nothing" if category[0] == "C" and category != "Cn" else "symbols"


def _told(kind: str, run: str) -> str:
    if kind == "letters":
        return say_counted(
            "[{count} letter of another script]",
            "[{count} letters of another script]",
            count=sum(unicodedata.category(sign) != "Zs" for sign in run),
        )
    if kind == "symbols":
        return "".join(f"[{_name(sign)}]" for sign in run)
    return run if kind == "drawn" else ""


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
