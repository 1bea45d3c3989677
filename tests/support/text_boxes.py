"""Where the texts of a picture lie, by the widths of Helvetica in the widest usual font."""

import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from tests.support.svg import NAMESPACE

# Thousandths of the font size, by the letters that share them. Others count as the widest digit.
_WIDTHS = {
    222: "ijl",
    278: " \N{NO-BREAK SPACE}!,./:;fIt",
    333: "()-r’",
    500: "ckJsvxyz",
    556: "0123456789abdeghnopquL?",
    584: "+<=>−",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
}
WIDTHS = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
BOLD = 1.07
WIDEST = 1.15
"""How much wider DejaVu Sans is, which a browser on Linux writes with."""

LINE = 8
"""Texts whose baselines are nearer than this share a line."""


@dataclass(frozen=True)
class Box:
    """A text from `left` to `right` on its baseline."""

    left: float
    right: float
    baseline: float
    text: str


def width_of(text, size, *, bold=False):
    plain = unicodedata.normalize("NFD", text)
    # A combining mark and a mark of direction take no room.
    letters = (letter for letter in plain if unicodedata.category(letter) not in ("Mn", "Cf"))
    width = sum(WIDTHS.get(letter, 556) for letter in letters) * size / 1000
    return WIDEST * (width * BOLD if bold else width)


def text_boxes(svg):
    """Return the box of each text of the picture."""
    return [*_boxes(ET.fromstring(svg), 0, 0, {})]


def _boxes(element, x, y, inherited):
    style = {**inherited, **element.attrib}
    if shift := re.fullmatch(r"translate\((\S+) (\S+)\)", element.get("transform", "")):
        x, y = x + float(shift[1]), y + float(shift[2])
    text = element.text or ""
    if element.tag == f"{NAMESPACE}text" and text.strip():
        size = float(style.get("font-size", 12))
        width = width_of(text, size, bold=style.get("font-weight") == "bold")
        left = x + float(element.get("x", 0))
        left -= {"middle": width / 2, "end": width}.get(style.get("text-anchor"), 0)
        yield Box(left, left + width, y + float(element.get("y", 0)), text)
    kept = {
        name: style[name] for name in ("font-size", "font-weight", "text-anchor") if name in style
    }
    for inner in element:
        yield from _boxes(inner, x, y, kept)


def overlaps(boxes):
    """Return the pairs of texts that cover each other."""
    return [
        (one.text, other.text)
        for index, one in enumerate(boxes)
        for other in boxes[index + 1 :]
        if abs(one.baseline - other.baseline) < LINE
        and one.left < other.right
        and other.left < one.right
    ]
