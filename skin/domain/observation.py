"""Observations: short plain sentences about a photo that a phone can show her as they are.

They are stored in English, and translated when they are read. A model names codes, of which we make
the sentence: no free text of a model is stored. Scans of older prompts still hold some.
"""

import re
from dataclasses import dataclass
from itertools import product
from typing import Final, Literal, get_args

from glowcycle.sentences import Sentence, sentence

MAX_OBSERVATIONS: Final = 4
MAX_CHARACTERS: Final = 160
MAX_DIGITS: Final = 3

What = Literal[
    "shine",
    "redness",
    "uneven_tone",
    "raised_spots",
    "dry_flakes",
    "fine_lines",
    "visible_pores",
    "shadow",
    "smooth_skin",
]
Where = Literal["forehead", "nose", "cheeks", "under_eyes", "around_mouth", "chin", "whole_face"]

_WHAT: Final[dict[What, Sentence]] = {
    "shine": sentence("Shine"),
    "redness": sentence("Redness"),
    "uneven_tone": sentence("Uneven tone"),
    "raised_spots": sentence("Raised spots"),
    "dry_flakes": sentence("Dry flakes"),
    "fine_lines": sentence("Fine lines"),
    "visible_pores": sentence("Visible pores"),
    "shadow": sentence("Shadow"),
    "smooth_skin": sentence("Smooth skin"),
}
_WHERE: Final[dict[Where, Sentence]] = {
    "forehead": sentence("on the forehead"),
    "nose": sentence("on the nose"),
    "cheeks": sentence("on the cheeks"),
    "under_eyes": sentence("under the eyes"),
    "around_mouth": sentence("around the mouth"),
    "chin": sentence("on the chin"),
    "whole_face": sentence("all over the face"),
}


@dataclass(frozen=True, slots=True)
class Observation:
    """What is seen of the skin, and where."""

    what: What
    where: Where

    @property
    def text(self) -> Sentence:
        """The sentence for her."""
        return sentence("{what} {where}.", what=_WHAT[self.what], where=_WHERE[self.where])


def share_of_skin(*, percent: int) -> Sentence:
    """Return how much of the photo was measured, as scans of classical-1 hold it."""
    return sentence(
        "The scores rest on the {percent}% of the photo that looks like skin.", percent=percent
    )


SOFT_PHOTO: Final = sentence("In a soft photo texture and pores look better than they are.")
"""Scans of classical-1 hold it."""

LIGHT_FROM_ABOVE: Final = sentence(
    "Light from above shades the skin under the eyes as dark circles do: "
    "one photo cannot tell them apart."
)
_SHARE: Final = r"The scores rest on the ([0-9]{1,3})% of the photo that looks like skin\."

_SENTENCES: Final[dict[str, Sentence]] = {
    str(text): text
    for text in (
        SOFT_PHOTO,
        LIGHT_FROM_ABOVE,
        *(Observation(*each).text for each in product(get_args(What), get_args(Where))),
    )
}
"""Our sentences without a number, by the text that is stored."""

# A phone turns a text like "scam.example" into a link.
_MARKUP_OR_LINK = re.compile(r"[<>`@]|://|\]\(|[^\W\d_]\.[^\W\d_]{2}")


def is_plain(text: object) -> bool:
    """Return whether an observation of an import is fit to show.

    It is printable, short, without markup, links or controls, and has too few digits for a
    telephone number. What it says is not judged: it may be a model's of an older prompt, and her
    own export must come back whole.
    """
    return (
        isinstance(text, str)
        and 0 < len(text.strip()) == len(text) <= MAX_CHARACTERS
        and text.isprintable()
        and not _MARKUP_OR_LINK.search(text)
        and sum(map(str.isnumeric, text)) <= MAX_DIGITS
    )


def as_sentence(text: str) -> str:
    """Return a stored observation of ours as the Sentence that it was; a model's stays a text."""
    if found := re.fullmatch(_SHARE, text):
        return share_of_skin(percent=int(found[1]))
    return _SENTENCES.get(text, text)
