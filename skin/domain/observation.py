"""The rule for an observation: a short plain sentence that a phone can show her as it is."""

import re
from typing import Final

MAX_OBSERVATIONS: Final = 4
MAX_CHARACTERS: Final = 160

# A phone turns a text like "scam.example" into a link.
_MARKUP_OR_LINK = re.compile(r"[<>`@]|://|\]\(|[^\W\d_]\.[^\W\d_]{2}")


def is_plain(text: object) -> bool:
    """Return whether it is fit to show: printable, short, without markup, links or controls."""
    return (
        isinstance(text, str)
        and 0 < len(text.strip()) == len(text) <= MAX_CHARACTERS
        and text.isprintable()
        and not _MARKUP_OR_LINK.search(text)
    )
