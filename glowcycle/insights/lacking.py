"""What is missing for an answer, in her words: cycles, and days in each of them.

"Enough entries" would leave her guessing, so the number of days is told, and where they are noted.
"""

from typing import Final

from glowcycle.api.languages import say_counted, translated
from glowcycle.insights.domain.cycles import FoundCycles
from glowcycle.insights.domain.outcomes import LEAST_LOGGED_DAYS, LEAST_SCAN_DAYS, Outcome
from glowcycle.insights.domain.window_examination import LEAST_CYCLES
from glowcycle.insights.remarks import LEFT_OUT_TEXTS
from glowcycle.sentences import sentence

_WITHOUT_BLEEDING: Final = sentence(
    "Days without bleeding count there, too: a period can only be compared with them."
)
_BOTH_PARTS: Final = sentence(
    "Some of these days have to lie in this part of the cycle, and others outside of it."
)


def too_early(outcome: Outcome, lacking: int) -> str:
    """Return how many more cycles an answer needs, and what makes one of them count."""
    if outcome.kind == "metric":
        return say_counted(
            "Too early to say: {count} more complete cycle with scans on at least {days} days is "
            "needed.",
            "Too early to say: {count} more complete cycles with scans on at least {days} days "
            "each are needed.",
            count=lacking,
            days=LEAST_SCAN_DAYS,
        )
    if outcome.kind == "symptom":
        told = say_counted(
            "Too early to say: {count} more complete cycle with at least {days} days in your "
            "period log is needed.",
            "Too early to say: {count} more complete cycles with at least {days} days each in "
            "your period log are needed.",
            count=lacking,
            days=LEAST_LOGGED_DAYS,
        )
        return f"{told} {translated(_WITHOUT_BLEEDING)}"
    if outcome.kind == "pain":
        told = say_counted(
            "Too early to say: {count} more complete cycle with your pain on at least {days} days "
            "in your period log is needed.",
            "Too early to say: {count} more complete cycles with your pain on at least {days} "
            "days each in your period log are needed.",
            count=lacking,
            days=LEAST_LOGGED_DAYS,
        )
        return f"{told} {translated(_WITHOUT_BLEEDING)}"
    return say_counted(
        "Too early to say: {count} more complete cycle with entries on at least {days} days is "
        "needed.",
        "Too early to say: {count} more complete cycles with entries on at least {days} days each "
        "are needed.",
        count=lacking,
        days=LEAST_LOGGED_DAYS,
    )


def too_early_there(outcome: Outcome, lacking: int) -> str:
    """Return the same for one window."""
    return f"{too_early(outcome, lacking)} {translated(_BOTH_PARTS)}"


def few_cycles(*, complete: int, is_skin: bool) -> str:
    """Return how many complete cycles she has, and what an answer needs."""
    if is_skin:
        return say_counted(
            "You have {count} complete cycle here; an answer needs {needed} with scans on at least "
            "{days} days each.",
            "You have {count} complete cycles here; an answer needs {needed} with scans on at "
            "least {days} days each.",
            count=complete,
            needed=LEAST_CYCLES,
            days=LEAST_SCAN_DAYS,
        )
    return say_counted(
        "You have {count} complete cycle here; an answer needs {needed} with entries on at least "
        "{days} days each.",
        "You have {count} complete cycles here; an answer needs {needed} with entries on at least "
        "{days} days each.",
        count=complete,
        needed=LEAST_CYCLES,
        days=LEAST_LOGGED_DAYS,
    )


def left_out(cycles: FoundCycles) -> str:
    """Return why most of the cycles that do not count are left out; nothing without any."""
    reasons = [each.reason for each in cycles.left_out]
    if not reasons:
        return ""
    commonest = max(reasons, key=reasons.count)
    return say_counted(
        "{count} more does not count: {why}",
        "{count} more do not count: {why}",
        count=reasons.count(commonest),
        why=translated(LEFT_OUT_TEXTS[commonest]),
    )
