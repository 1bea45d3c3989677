"""Observations: short plain sentences about a photo that a phone can show her as they are."""

import re
from typing import Final

from glowcycle.sentences import Sentence, sentence

MAX_OBSERVATIONS: Final = 4
MAX_CHARACTERS: Final = 160

# A phone turns a text like "scam.example" into a link.
_MARKUP_OR_LINK = re.compile(r"[<>`@]|://|\]\(|[^\W\d_]\.[^\W\d_]{2}")


def share_of_skin(*, percent: int) -> Sentence:
    """Return the observation on how much of the photo was measured."""
    return sentence(
        "The scores rest on the {percent}% of the photo that looks like skin.", percent=percent
    )


SOFT_PHOTO: Final = sentence("In a soft photo texture and pores look better than they are.")
_SHARE: Final = r"The scores rest on the ([0-9]{1,3})% of the photo that looks like skin\."


def is_plain(text: object) -> bool:
    """Return whether it is fit to show: printable, short, without markup, links or controls."""
    return (
        isinstance(text, str)
        and 0 < len(text.strip()) == len(text) <= MAX_CHARACTERS
        and text.isprintable()
        and not _MARKUP_OR_LINK.search(text)
    )


def as_sentence(text: str) -> str:
    """Return a stored observation of ours as the Sentence that it was; a model's stays a text."""
    if found := re.fullmatch(_SHARE, text):
        return share_of_skin(percent=int(found[1]))
    return SOFT_PHOTO if text == SOFT_PHOTO else text
