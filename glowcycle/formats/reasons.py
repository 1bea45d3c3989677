"""Why something in a file is not taken: codes for programs, sentences for her."""

from typing import Final, Literal

from glowcycle.sentences import Sentence, sentence

Reason = Literal[
    "deleted",
    "excluded",
    "future",
    "incomplete",
    "invalid",
    "no_place",
    "several",
    "too_long",
    "unknown",
]

SENTENCES: Final[dict[Reason, Sentence]] = {
    "deleted": sentence("It was deleted in the other app."),
    "excluded": sentence("The other app left it out of its own predictions."),
    "future": sentence("It lies in the future."),
    "incomplete": sentence("Something that it needs is missing in the file."),
    "invalid": sentence("It cannot be right as it stands in the file."),
    "no_place": sentence("Glow Cycle has no place for it."),
    "several": sentence("The file says something else of that day, too."),
    "too_long": sentence("It is longer than Glow Cycle stores."),
    "unknown": sentence("Glow Cycle does not know this value of the other app."),
}
