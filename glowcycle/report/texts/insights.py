"""The verdicts of insights, with their uncertainty."""

from collections.abc import Mapping
from typing import Final

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import first_upper
from glowcycle.insights.domain.cycles import WindowName
from glowcycle.insights.domain.outcomes import YES_OR_NO, Outcome, OutcomeResult, WindowResult
from glowcycle.insights.phrases import UNITS, amount, label
from glowcycle.insights.phrases import number as number_of
from glowcycle.insights.sentences import agreement, findable, interval, noise
from glowcycle.report.texts.amounts import joined
from glowcycle.sentences import sentence

_WHEN: Final[Mapping[WindowName, str]] = {
    "perimenstrual": sentence("from three days before a period to its third day"),
    "premenstrual": sentence("from seven to four days before a period"),
    "midCycle": sentence("from two days before ovulation to two days after it"),
}


def insight_label(result: OutcomeResult) -> str:
    """Return the name of what was looked at; "Texture" alone would not tell that it is of skin."""
    name = label(result.outcome)
    return say("{metric} (skin)", metric=name) if result.outcome.kind == "metric" else name


def insight_text(result: OutcomeResult) -> str:
    """Return the verdict on one outcome, with what it rests on."""
    if result.verdict == "too_early":
        return say_counted(
            "Too early to say: {count} more complete cycle with enough logged days is needed.",
            "Too early to say: {count} more complete cycles with enough logged days are needed.",
            count=result.lacking,
        )
    if result.verdict == "no_pattern":
        return _no_pattern(result)
    window = result.strongest
    told = joined(
        difference_text(result.outcome, window),
        agreement(window),
        interval(result.outcome, window),
    )
    return joined(told, noise(result.outcome) if result.verdict == "below_noise" else "")


def difference_text(outcome: Outcome, window: WindowResult) -> str:
    """Return when it differs from other days, in which direction, and by how much."""
    effect, when = window.effect or 0.0, translated(_WHEN[window.window])
    if outcome.kind in YES_OR_NO:
        share = number_of(effect, unit="share")
        if effect > 0:
            text = say(
                "{when}, noted on {number} more of 100 days than otherwise.",
                when=when,
                number=share,
            )
        else:
            text = say(
                "{when}, noted on {number} fewer of 100 days than otherwise.",
                when=when,
                number=share,
            )
        return first_upper(text=text)
    size = amount(effect, unit=UNITS[outcome.kind])
    if effect > 0:
        text = say("{when}, {amount} higher than on other days.", when=when, amount=size)
    else:
        text = say("{when}, {amount} lower than on other days.", when=when, amount=size)
    return first_upper(text=text)


def _no_pattern(result: OutcomeResult) -> str:
    told = say_counted(
        "No pattern in {count} cycle: the days around a period, before it and around ovulation "
        "differ no more than by chance.",
        "No pattern in {count} cycles: the days around a period, before it and around ovulation "
        "differ no more than by chance.",
        count=len(result.cycles),
    )
    smallest = max((window.smallest_effect or 0.0 for window in result.told), default=0.0)
    return joined(told, findable(result.outcome, smallest))
