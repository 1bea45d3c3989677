"""A column of text in a picture by itself, which has to wrap its own lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

FIRST_BASELINE = 34.0

# The characters that fit into the width of a panel in the widest usual sans-serif font.
MAX_CHARACTERS = {"heading": 26, "body": 41, "note": 45}
LINE_HEIGHTS = {"heading": 24.0, "body": 20.0, "note": 18.0}
"""The distance from one baseline to the next."""

LEGEND_INDENT = 4
ENTRY_GAP = 5.0
DRAWING_GAP = 14.0

TextStyle = Literal["heading", "body", "note"]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text; `y` is its baseline."""

    y: float
    text: str
    style: TextStyle


class TextColumn:
    """A column of text, filled from top to bottom; `y` is the next baseline."""

    def __init__(self) -> None:
        self.y = FIRST_BASELINE

    def add(self, *, text: str, style: TextStyle = "body", indent: int = 0) -> list[TextLine]:
        """Add a text, wrapped `indent` characters before the full width, and return its lines."""
        lines = []
        for line in wrap(text, MAX_CHARACTERS[style] - indent):
            lines.append(TextLine(self.y, line, style))
            self.y += LINE_HEIGHTS[style]
        return lines

    def add_all(self, *, texts: Iterable[str]) -> list[TextLine]:
        """Add each text on lines of its own, and return all lines."""
        return [line for text in texts for line in self.add(text=text)]

    def add_entry(self, *, text: str) -> list[TextLine]:
        """Add a text beside a symbol of the legend, and return its lines."""
        lines = self.add(text=text, indent=LEGEND_INDENT)
        self.y += ENTRY_GAP
        return lines

    def add_drawing(self, *, height: float) -> float:
        """Leave room for a drawing, and return its upper edge."""
        top = self.y - LINE_HEIGHTS["body"] + DRAWING_GAP
        self.y = top + height + LINE_HEIGHTS["body"]
        return top
