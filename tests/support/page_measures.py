"""Measure a page in Chromium: its texts, the marks of its pictures, its links, its width.

`page_measures.js` reads the DOM as it is painted, so the same functions serve light, dark, print
and any size of screen and text, without another request.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
NORMAL_TEXT, LARGE_TEXT = 16, 32
GROWTH = 1.75
"""How many times as large a text is at twice the reader's text size.

A picture has the width of its column or, if that is more, 18 times the text size.
"""

FAINT = ".grid, .tint"
"""Selectors of shapes that carry no meaning of their own."""


def faults(page: Page) -> list[str]:
    """Return what a reader could not see or touch on the page as it is shown now."""
    page.evaluate(SCRIPT)
    return _grouped(page.evaluate("faint => pageMeasures.all(faint)", FAINT))


def faults_with_large_text(page: Page) -> list[str]:
    """Return the faults at twice the reader's text size, and the texts that do not grow with it."""
    page.evaluate(SCRIPT)
    page.evaluate("pageMeasures.remember()")
    set_text_size(page, LARGE_TEXT)
    found = page.evaluate("least => pageMeasures.grown(least)", GROWTH)
    found += page.evaluate("faint => pageMeasures.all(faint)", FAINT)
    set_text_size(page, NORMAL_TEXT)
    return _grouped(found)


def set_text_size(page: Page, pixels: int) -> None:
    """Set the browser's own text size, as a reader does in its settings."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels}})
    session.detach()


def _grouped(found: Iterable[str]) -> list[str]:
    """Return one fault of each kind: a picture of many days has each fault many times."""
    groups = defaultdict(list)
    for fault in found:
        groups[re.sub(r"“(?!\w+\.)[^”]*”| of [\d-]{10}|[\d.]+", "", fault)].append(fault)
    return [
        first if not more else f"{first} (and {len(more)} more)" for first, *more in groups.values()
    ]
