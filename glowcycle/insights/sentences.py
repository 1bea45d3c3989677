"""What was found of one outcome, in her words.

A number in a sentence is the one of the answer, rounded. "No pattern" is an answer of its own:
never a weak pattern, and nothing to regret.
"""

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import first_upper
from glowcycle.insights.domain.cycles import WINDOWS
from glowcycle.insights.domain.effects import LEVEL
from glowcycle.insights.domain.outcomes import YES_OR_NO, Outcome, OutcomeResult, WindowResult
from glowcycle.insights.lacking import too_early, too_early_there
from glowcycle.insights.phrases import (
    UNITS,
    amount,
    is_blind,
    measure,
    number,
    readable,
    subject,
    window_days,
    window_label,
)
from glowcycle.sentences import percent, sentence

_ONLY_LARGE = sentence("These cycles could only have shown a very large difference.")


def result_text(result: OutcomeResult) -> str:
    """Return what was found of an outcome in all windows; too early, or of its strongest ones."""
    if result.verdict == "too_early":
        return too_early(result.outcome, result.lacking)
    told = result.told
    if len(told) == len(WINDOWS) and result.verdict == "no_pattern":
        smallest = max(window.smallest_effect or 0.0 for window in told)
        return _joined(_no_pattern_anywhere(result.outcome), findable(result.outcome, smallest))
    if result.verdict == "no_pattern":
        return _joined(*(window_text(result.outcome, window) for window in told))
    found = (_difference_and_certainty(result.outcome, window) for window in told)
    return _joined(*found, noise(result.outcome) if result.verdict == "below_noise" else "")


def window_text(outcome: Outcome, window: WindowResult) -> str:
    """Return what was found of an outcome in one window."""
    if window.verdict == "too_early":
        return _in_window(window, too_early_there(outcome, window.lacking))
    if window.verdict == "no_pattern":
        text = say(
            "No pattern. {what} differs there no more than by chance.",
            what=first_upper(text=measure(outcome)),
        )
        return _in_window(window, _joined(text, findable(outcome, window.smallest_effect or 0.0)))
    found = _difference_and_certainty(outcome, window)
    return _joined(found, noise(outcome) if window.verdict == "below_noise" else "")


def difference(outcome: Outcome, window: WindowResult) -> str:
    """Return what differs, when, in which direction, and by how much."""
    effect = window.effect or 0.0
    if outcome.kind in YES_OR_NO:
        return first_upper(text=_difference_of_days(outcome, window))
    values = {
        "what": subject(outcome),
        "when": window_days(window.window),
        "amount": amount(effect, unit=UNITS[outcome.kind]),
    }
    if effect > 0:
        text = say("{when}, {what} is {amount} higher than on your other days.", **values)
    else:
        text = say("{when}, {what} is {amount} lower than on your other days.", **values)
    return first_upper(text=text)


def agreement(window: WindowResult) -> str:
    """Return how many of her cycles show the difference."""
    # Not each of her cycles has a value inside the window and outside of it.
    return say_counted(
        "Of the {cycles} cycles that can tell, {count} shows it.",
        "Of the {cycles} cycles that can tell, {count} show it.",
        count=agreeing(window),
        cycles=window.cycles,
    )


def agreeing(window: WindowResult) -> int:
    """Return the number of cycles whose difference has the direction of the effect."""
    return round((window.share or 0.0) * window.cycles)


def interval(outcome: Outcome, window: WindowResult) -> str:
    """Return the range of the difference, with the direction of its ends."""
    unit, level = UNITS[outcome.kind], percent(LEVEL)
    low, high = window.low or 0.0, window.high or 0.0
    if low >= 0 or high <= 0:
        least, most = (number(end, unit=unit) for end in sorted((low, high), key=abs))
        ends = {"level": level, "least": least, "most": most}
        if outcome.kind in YES_OR_NO:
            if low >= 0:
                return say("{level} range: {least} to {most} more.", **ends)
            return say("{level} range: {least} to {most} fewer.", **ends)
        if low >= 0:
            return say("{level} range: {least} to {most} higher.", **ends)
        return say("{level} range: {least} to {most} lower.", **ends)
    values = {"level": level, "low": number(low, unit=unit), "high": number(high, unit=unit)}
    if outcome.kind in YES_OR_NO:
        return say("{level} range: from {low} fewer to {high} more.", **values)
    return say("{level} range: from {low} lower to {high} higher.", **values)


def noise(outcome: Outcome) -> str:
    """Return why a difference is below what one scan can tell."""
    return say(
        "One scan cannot tell so little: repeated at once, this score varies by about {amount}.",
        amount=amount(outcome.noise or 0.0, unit=UNITS[outcome.kind]),
    )


def _difference_and_certainty(outcome: Outcome, window: WindowResult) -> str:
    return _joined(difference(outcome, window), agreement(window), interval(outcome, window))


def _difference_of_days(outcome: Outcome, window: WindowResult) -> str:
    """Return how much more or less often she notes her word, and how often otherwise.

    The effect weighs each cycle alike, and the usual share each day, so that both may add up to
    what no share can be. Then the effect is told alone.
    """
    effect, usual = window.effect or 0.0, window.usual or 0.0
    values = {
        "what": subject(outcome),
        "when": window_days(window.window),
        "number": number(effect, unit="share"),
    }
    if effect > 0:
        text = say(
            "{when}, you note {what} more often than on your other days: on {number} more of 100 "
            "days.",
            **values,
        )
    else:
        text = say(
            "{when}, you note {what} less often than on your other days: on {number} fewer of 100 "
            "days.",
            **values,
        )
    if not 0 <= usual + effect <= 1:
        return text
    otherwise = say("Otherwise it is {usual} of 100.", usual=number(usual, unit="share"))
    return _joined(text, otherwise)


def findable(outcome: Outcome, smallest: float) -> str:
    """Return how large a difference would have been found; nothing where any would."""
    unit = UNITS[outcome.kind]
    if is_blind(smallest, unit=unit):
        return translated(_ONLY_LARGE)
    if not readable(smallest, unit=unit):
        return ""
    return say(
        "A difference of {amount} or more would have been found four times out of five.",
        amount=amount(smallest, unit=unit),
    )


def _no_pattern_anywhere(outcome: Outcome) -> str:
    return say(
        "No pattern. {what} differs around your period, in the days before it and around ovulation "
        "no more than by chance.",
        what=first_upper(text=measure(outcome)),
    )


def _in_window(window: WindowResult, text: str) -> str:
    return say("{window}: {text}", window=window_label(window.window), text=text)


def _joined(*texts: str) -> str:
    return " ".join(filter(None, texts))
