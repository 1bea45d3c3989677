"""The week before a period beside the one from its fourth day on: no diagnosis, a comparison."""

from collections.abc import Mapping, Sequence
from typing import Final

from glowcycle.api.languages import say, translated
from glowcycle.insights.phrases import UNITS, amount
from glowcycle.insights.phrases import number as number_of
from glowcycle.report.domain.facts import PremenstrualChange
from glowcycle.report.domain.premenstrual import RELATIVE_CHANGE
from glowcycle.report.texts.amounts import cycles, joined
from glowcycle.sentences import percent, sentence

NOTICE: Final = sentence(
    "It compares what was logged in two weeks of the cycle. It is not a diagnosis of premenstrual "
    "syndrome or PMDD, and names no cause."
)
_LABELS: Final[Mapping[str, str]] = {
    "energy": sentence("Energy"),
    "mood": sentence("Mood"),
    "pain": sentence("Pain"),
}


def change_label(change: PremenstrualChange) -> str:
    """Return the name of what is compared, or her own word for a symptom."""
    if change.kind == "symptom":
        return change.name or ""
    return translated(_LABELS[change.kind])


def change_text(change: PremenstrualChange) -> str:
    """Return how much it differs, over how many cycles."""
    if change.difference is None:
        return say(
            "Cannot be told: {count} of the {needed} cycles that it needs.",
            count=change.cycles,
            needed=change.needed,
        )
    return joined(_difference(change, change.difference), _raised(change))


def changes_text(changes: Sequence[PremenstrualChange]) -> str:
    """Return how many comparisons there are, and how many show a change in most cycles."""
    told = [change for change in changes if change.difference is not None]
    if not changes:
        return say("Nothing is logged that these weeks could be compared by.")
    if not told:
        return say("There are too few cycles with enough logged days to compare the weeks.")
    return say("The week before a period is compared with the week from its fourth day on.")


def _difference(change: PremenstrualChange, difference: float) -> str:
    values = {"cycles": cycles(change.cycles)}
    if change.kind == "symptom":
        told = number_of(difference, unit="share")
        if difference >= 0:
            return say(
                "On {number} more of 100 days in the week before a period than in the week "
                "from its fourth day on (mean of {cycles}).",
                number=told,
                **values,
            )
        return say(
            "On {number} fewer of 100 days in the week before a period than in the week from "
            "its fourth day on (mean of {cycles}).",
            number=told,
            **values,
        )
    size = amount(difference, unit=UNITS[change.kind])
    if difference >= 0:
        return say(
            "{amount} higher in the week before a period than in the week from its fourth day on "
            "(mean of {cycles}).",
            amount=size,
            **values,
        )
    return say(
        "{amount} lower in the week before a period than in the week from its fourth day on "
        "(mean of {cycles}).",
        amount=size,
        **values,
    )


def _raised(change: PremenstrualChange) -> str:
    """Return how large that is in the range that she used, and in how many cycles it is much."""
    if change.percent is None or change.raised is None:
        return ""
    values = {
        "least": percent(RELATIVE_CHANGE / 100),
        "raised": change.raised,
        "cycles": cycles(change.cycles),
    }
    if change.percent <= 0:
        return say(
            "On average that is not worse; it is worse by {least} or more in {raised} of {cycles}.",
            **values,
        )
    return say(
        "That is worse by {percent} of the range used, and by {least} or more in {raised} of "
        "{cycles}.",
        percent=percent(change.percent / 100),
        **values,
    )
