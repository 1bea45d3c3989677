"""Her own words as labels in a drawing, which has no room for all of them."""

from collections.abc import Iterator
from unicodedata import category, east_asian_width

FONT_SIZE = 14
ELLIPSIS = "…"
ZERO_WIDTH_JOINER = "\u200d"
# A character of these categories belongs to the one before it, and takes no room of its own.
ATTACHED = ("Mn", "Me", "Cf")
SKIN_TONES = range(0x1F3FB, 0x1F400)
WIDE_LETTERS = "mw@%—…"


def isolated(text: str) -> str:
    """Return her words so that their direction, right to left or not, moves no text around them."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def text_width(text: str) -> float:
    """Return about how many units wide the text is drawn; rather too many."""
    return sum(map(_width, _clusters(text)))


def shortened(text: str, *, width: float) -> str:
    """Return the text, or as much of its start as fits into the width before an ellipsis."""
    if text_width(text) <= width:
        return text
    kept, room = "", width - text_width(ELLIPSIS)
    for cluster in _clusters(text):
        room -= _width(cluster)
        if room < 0:
            break
        kept += cluster
    return kept.rstrip() + ELLIPSIS


def _clusters(text: str) -> Iterator[str]:
    """Yield the characters with all that belongs to them: accents, a joined emoji, a skin tone."""
    cluster = ""
    for character in text:
        is_attached = category(character) in ATTACHED or ord(character) in SKIN_TONES
        if cluster and not is_attached and not cluster.endswith(ZERO_WIDTH_JOINER):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _width(cluster: str) -> float:
    first = cluster[0]
    if east_asian_width(first) in "WF" or category(first) == "So":
        return 1.3 * FONT_SIZE
    return (1.0 if first.isupper() or first in WIDE_LETTERS else 0.6) * FONT_SIZE
