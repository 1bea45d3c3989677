"""What our own codes mean, by code: the English text is their display, too."""

import re
from collections.abc import Mapping
from typing import Final

from glowcycle.sentences import Sentence, sentence
from period.charts.stage_names import METHODS, REASONS


def kebab(name: str) -> str:
    """Return a wire name as our codes are written: combined-pill for combinedPill."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


_SECTIONS: Final = {
    "findings": sentence("Findings by FIGO"),
    "windows": sentence("Bleeding under hormonal contraception"),
    "flow": sentence("Bleeding by day"),
    "complaints": sentence("Pain and symptoms"),
    "ovulation": sentence("Signs of ovulation"),
    "premenstrual": sentence("Change before the period"),
    "stages": sentence("Life stages"),
    "skin": sentence("Skin"),
    "coverage": sentence("What the log holds"),
    "insights": sentence("What follows the cycle"),
    "methods": sentence("How each number was obtained"),
    "question": sentence("Question"),
}

_BLEEDING: Final = {
    "period": sentence("Period"),
    "cycle-length": sentence("Length of the cycle"),
    "bleeding-days": sentence("Days of bleeding"),
    "daily-flow": sentence("Flow of the day"),
    "spotting": sentence("spotting"),
    "irregular": sentence("irregular"),
    "regular": sentence("regular"),
    "present": sentence("present"),
    "light": sentence("light"),
    "medium": sentence("medium"),
    "heavy": sentence("heavy"),
    "unspecified": sentence("bleeding, strength not told"),
    "other-bleeding": sentence("Bleeding that is no period"),
    "no-period-pregnancy": sentence("in a pregnancy"),
    "no-period-lochia": sentence("after a birth"),
    "no-period-after-loss": sentence("after a loss"),
    "no-period-menopause": sentence("after the menopause"),
    "no-period-no-periods": sentence("in a time without periods"),
    "no-period-she-said-so": sentence("as it was logged"),
    "figo-duration": sentence("Duration of bleeding"),
    "figo-volume": sentence("Amount of bleeding"),
    "figo-intermenstrual": sentence("Bleeding between periods"),
    "no-bleeding": sentence("no bleeding"),
    "no-period": sentence("no periods"),
    "none": sentence("none"),
    "infrequent": sentence("infrequent"),
    "normal": sentence("normal"),
    "frequent": sentence("frequent"),
    "prolonged": sentence("prolonged"),
    "belsey-window": sentence("90 days under hormonal contraception"),
    "belsey-finding": sentence("Finding by Belsey"),
    "spotting-days": sentence("Days of spotting"),
    "logged-days": sentence("Logged days"),
    "unscheduled-days": sentence("Days of bleeding or spotting outside of the pauses of packs"),
    "episodes": sentence("Episodes of bleeding"),
    "longest-episode": sentence("Longest episode"),
    "longest-gap": sentence("Longest time without bleeding"),
}

_NUMBERS: Final = {
    "least": sentence("Least"),
    "most": sentence("Most"),
    "count": sentence("How many it rests on"),
    "needed": sentence("How many it needs"),
    "measured": sentence("Measured"),
    "limit": sentence("Limit"),
    "in-doubt": sentence("In doubt"),
    "long-cycle-not-all-logged": sentence("a long cycle is not logged on all its days"),
    "left-out-life-stage": sentence("Left out: in a life stage"),
    "left-out-excluded": sentence("Left out: excluded time"),
    "left-out-too-long": sentence("Left out: too long for one cycle"),
    "left-out-period-not-logged": sentence("Left out: a period was not logged"),
    "left-out-bleeding-between": sentence("Left out: bleeding in between"),
    "left-out-unexplained": sentence("Left out: not explained"),
    "left-out-still-running": sentence("Left out: still going on"),
    "left-out-reaches-out": sentence("Left out: reaches beyond the days of the report"),
    "left-out-not-logged": sentence("Left out: not logged"),
}

_DAYS: Final = {
    "symptom": sentence("Symptom"),
    "days-with-it": sentence("Days with it"),
    "cycles": sentence("Cycles"),
    "on-cycle-day": sentence("On one day of the cycle"),
    "ovulation-signs": sentence("Signs of ovulation in a cycle"),
    "positive-test": sentence("Positive ovulation test"),
    "negative-tests": sentence("Negative ovulation tests"),
    "temperatures": sentence("Waking temperatures measured"),
    "temperature-shift": sentence("First day of higher temperatures"),
    "mucus-peak": sentence("Last day of the most fertile mucus"),
    "premenstrual-change": sentence(
        "the week before the period, compared with the week after its first days"
    ),
    "percent-of-range": sentence("Part of the range used; above 0 is worse before the period"),
    "cycles-raised": sentence("Cycles that meet the criterion"),
    "skin-score": sentence("Score of the skin, from 0 to 100"),
    "log-coverage": sentence("What the log holds"),
    "period-days": sentence("Days in the period log"),
    "journal-days": sentence("Days in the journal"),
    "scans": sentence("Scans of the skin"),
    "empty-months": sentence("Months without an entry"),
    "rarer-symptoms": sentence("Rarer symptoms that are not listed"),
    "unreadable": sentence("Records that cannot be read"),
}

_STAGES: Final = {
    "life-stage": sentence("Life stage"),
    "contraception-used": sentence("Contraception"),
    "reason": sentence("Reason"),
    "outcome": sentence("Outcome"),
    "contraception": sentence("Contraception"),
    "pregnancy": sentence("Pregnancy"),
    "postpartum": sentence("After a birth"),
    "perimenopause": sentence("Perimenopause"),
    "irregular-cycles": sentence("Irregular cycles"),
    "menopause": sentence("Menopause"),
    "no-periods": sentence("Without periods"),
    "exclusion": sentence("Excluded time"),
    **{f"method-{kebab(name)}": text for name, text in METHODS.items()},
    **{f"reason-{kebab(name)}": text for name, text in REASONS.items()},
    "outcome-birth": sentence("birth"),
    "outcome-loss": sentence("loss"),
    "outcome-ended": sentence("ended"),
}

TEXTS: Final[Mapping[str, Sentence]] = {**_SECTIONS, **_BLEEDING, **_NUMBERS, **_DAYS, **_STAGES}
