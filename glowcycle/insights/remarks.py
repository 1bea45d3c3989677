"""What else an answer says, in her words: what is left out, how sure a scan is, the method."""

from typing import Final

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.labels import isolated
from glowcycle.charts.layout import long_date
from glowcycle.insights.domain.confounders import Confounder
from glowcycle.insights.domain.cycles import LeftOutReason
from glowcycle.insights.domain.noise import Noise
from glowcycle.insights.domain.rotation import ROTATIONS
from glowcycle.insights.phrases import window_label
from glowcycle.sentences import sentence

NOTICE: Final = sentence(
    "It shows when, not why: it names no cause, and it is neither a diagnosis nor advice."
)

PAUSED: Final = sentence("While your pause lasts, nothing is said of your cycles.")

LEFT_OUT_TEXTS: Final[dict[LeftOutReason, str]] = {
    "period_not_logged": sentence("A period in between was probably not logged."),
    "bleeding_between": sentence(
        "Probably part of one cycle: the bleeding in between was probably not a period."
    ),
    "too_long": sentence(
        "No period was logged for over 120 days, so this is not counted as a cycle."
    ),
    "life_stage": sentence("At least in part in another stage of your life, as you told."),
    "excluded": sentence("You said that this cycle was out of the ordinary."),
    "unexplained": sentence("Much longer or shorter than your other cycles, so it is not counted."),
}

# No mark of thousands means the same in each language.
_ROTATIONS = f"{ROTATIONS:_}".replace("_", "\N{NO-BREAK SPACE}")
_METHOD = sentence(
    "Days are counted from the first day of your periods, in complete cycles only. Differences "
    "between weekdays, and a drift from cycle to cycle, are taken out first. Then your days are "
    "rotated inside each cycle {rotations} times, to see how often chance alone shows as much. All "
    "tests are judged together, so that about one finding in ten may be chance. A range holds the "
    "true difference about nine times out of ten.",
    rotations=_ROTATIONS,
)


def method_text() -> str:
    """Return how the answer was found."""
    return translated(_METHOD)


def noise_text(noise: Noise) -> str:
    """Return what is known of how much one scan varies, and what would tell more."""
    if noise.scans_needed:
        return say_counted(
            "A second scan within a day shows how much one scan varies. After {count} more of them "
            "this is known from your own skin.",
            "A second scan within a day shows how much one scan varies. After {count} more of them "
            "this is known from your own skin.",
            count=noise.scans_needed,
        )
    return say_counted(
        "How much one scan varies is known from your own skin: {count} scan repeats another one.",
        "How much one scan varies is known from your own skin: {count} scans repeat another one.",
        count=noise.repeats,
    )


def confounder_text(found: Confounder) -> str:
    """Return what changed together with the cycle, or amid the cycles that count."""
    if found.code == "light":
        text = say(
            "The light or the quality of your photos differs there from your other days. A "
            "difference of scores may come from that."
        )
    elif found.code == "time_of_day":
        text = say(
            "You take your scans there at another time of day than otherwise. A difference of "
            "scores may come from that."
        )
    elif found.code == "new_product":
        text = say(
            "You first noted “{name}” on {day}, amid these cycles. What changed since then need "
            "not have to do with your cycle.",
            name=isolated(found.name or ""),
            day=long_date(day=found.day, year=True) if found.day else "",
        )
    else:
        text = say(
            "Scans from {day} on were measured in another way. Only scans that can be compared "
            "count here.",
            day=long_date(day=found.day, year=True) if found.day else "",
        )
    if found.window is None:
        return text
    return say("{window}: {text}", window=window_label(found.window), text=text)
