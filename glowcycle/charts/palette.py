"""The colours of all pictures by their role, as a picture by itself writes them.

A phone's viewer reads no style sheet, so each element has its light colour as an attribute. On a
dark screen `charts.css` replaces each of these values by its own, so no two roles share one.
"""

from collections.abc import Mapping
from typing import Final

PALETTE: Final[Mapping[str, str]] = {
    "paper": "#fffaf7",
    "ink": "#2b1d2b",
    "soft": "#5f4f5e",  # texts beside the drawing
    "axis": "#7d6b7a",
    "line": "#b9a9b5",  # lines that nothing depends on
    "day": "#f5eff2",
    "past_day": "#e6dde3",
    "period": "#9d174d",
    "period_tint": "#fbe3ea",
    "heavy": "#831843",
    "medium": "#b8446f",
    "light": "#f3c6d6",
    "on_flow": "#ffffff",  # text on heavy and medium
    "teal": "#0f766e",
    "teal_ink": "#134e4a",
    "teal_tint": "#d9f0ec",
    "amber": "#92400e",
    "amber_tint": "#fdf0d5",
    "length": "#cdbfca",
    "follicular": "#f3edf1",
    "ovulatory": "#5b9a93",
    "ovulatory_tint": "#f2f7f5",
    "luteal": "#85749a",
    "luteal_tint": "#ece6f1",
}
