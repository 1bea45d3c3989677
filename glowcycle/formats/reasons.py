"""Why something in a file is not taken: codes for programs, sentences for her."""

from typing import Final, Literal

from glowcycle.sentences import Sentence, sentence

Reason = Literal[
    "account",
    "choice",
    "computed",
    "deleted",
    "excluded",
    "future",
    "hers",
    "incomplete",
    "invalid",
    "later",
    "measured",
    "no_place",
    "photo",
    "profile",
    "repeated",
    "several",
    "too_long",
    "unknown",
]

SENTENCES: Final[dict[Reason, Sentence]] = {
    "account": sentence("It tells of the account that the file comes from."),
    "choice": sentence("Only you can choose it: choose it again in this account."),
    "computed": sentence("Glow Cycle computes it anew from the days you logged."),
    "deleted": sentence("It was deleted in the other app."),
    "excluded": sentence("The other app left it out of its own predictions."),
    "future": sentence("It lies in the future."),
    "hers": sentence("What you logged here shortly before says otherwise."),
    "incomplete": sentence("Something that it needs is missing in the file."),
    "invalid": sentence("It cannot be right as it stands in the file."),
    "later": sentence(
        "Only a later version of Glow Cycle knows it: bring the file again when this one does."
    ),
    "measured": sentence("The scores come along, but not what measured them."),
    "no_place": sentence("Glow Cycle has no place for it."),
    "photo": sentence(
        "Photos do not come along: keep the file. Whoever runs Glow Cycle can bring it, with its "
        "photos, into an empty account."
    ),
    "profile": sentence("What you said of yourself does not come along: say it again here."),
    "repeated": sentence("It says the same as something else of that day."),
    "several": sentence("The file says something else of that day, too."),
    "too_long": sentence("It is longer than Glow Cycle stores."),
    "unknown": sentence("Glow Cycle does not know this value of the other app."),
}
