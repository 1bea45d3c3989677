"""Reads the panel of a page that shows its request and answer."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any


@dataclass(frozen=True)
class Panel:
    """The texts of the panel as a person reads and copies them.

    is_open  whether it is unfolded
    note     what it says of the body of the answer, "" of a body
    """

    is_open: bool
    request: str
    status: int
    headers: dict[str, str]
    body: str
    note: str
    command: str


def read_panel(page: Any) -> Panel:
    """Return the panel of the page. Raise AssertionError for a page without one."""
    found = re.search(r'<details [^>]*id="exchange"( open)?>.*</details>', _html(page), re.DOTALL)
    assert found, "the page has no panel"
    texts = {
        label: _text(markup)
        for label, markup in re.findall(
            r'<pre [^>]*aria-label="([^"]+)"[^>]*>(.*?)</pre>', found[0], re.DOTALL
        )
    }
    status, *lines = texts["Headers of the answer"].strip().split("\n")
    note = re.search(r"</pre>\s*<p>(.*?)</p>", found[0], re.DOTALL)
    return Panel(
        is_open=bool(found[1]),
        request=texts["Request"],
        status=int(status.split()[0]),
        headers=dict(line.split(": ", 1) for line in lines),
        body=texts.get("Body of the answer", ""),
        note=_text(note[1]) if note else "",
        command=texts["Command"],
    )


def _html(page: Any) -> str:
    return page if isinstance(page, str) else str(page.content.decode())


def _text(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup))
