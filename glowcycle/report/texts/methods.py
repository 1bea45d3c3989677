"""How each number was obtained, for the last page."""

from collections.abc import Iterator
from typing import Final

from glowcycle.api.languages import translated
from glowcycle.report.domain.facts import Report
from glowcycle.report.texts.amounts import joined
from glowcycle.sentences import sentence

TITLE: Final = sentence("Cycle report")
NOTICE: Final = sentence(
    "This report counts what was logged. It is neither a diagnosis nor advice, and it predicts "
    "nothing."
)

_PERIODS: Final = (
    sentence("Periods and cycles"),
    sentence(
        "A period is a run of days with bleeding more than spotting. A cycle runs from the first "
        "day of a period to the day before the next one. Not counted are cycles in a pregnancy, "
        "under hormonal contraception or in another stage without own cycles, and cycles in which "
        "a period was probably not logged. The median is the value in the middle."
    ),
    sentence(
        "Bleeding that begins less than ten days after a period began belongs to that period. Up "
        "to two days that are not logged do not end one."
    ),
)
_FIGO: Final = (
    sentence("Terms for bleeding"),
    sentence(
        "The terms are those of FIGO (2018), for the last year of the report. Frequency: 24 to 38 "
        "days are normal. Regularity: the difference between the shortest and the longest cycle; "
        "up to 7 days is regular from 26 to 41 years of age, up to 9 days at other ages or without "
        "a year of birth. Duration: up to 8 days is normal. Frequency, duration and amount need "
        "three cycles or periods, regularity six; two cycles too far apart are irregular already. "
        "Amount: a period is heavy with a very heavy day or if half of its days are heavy, light "
        "if no day is more than light, in the words of the log and measured by nothing else. No "
        "bleeding between periods needs three cycles with each day logged."
    ),
    sentence(
        "Bleeding or spotting of up to three days right before or after a period is part of it, "
        "and not between two. Spotting counts in no days of bleeding. Absent: no period for more "
        "than 90 days, which no stage explains, with at most two days in a row not logged."
    ),
)
_BELSEY: Final = (
    sentence("Bleeding under hormonal contraception"),
    sentence(
        "Reference periods of 90 days, in the terms of Belsey (1986): frequent with more than five "
        "episodes, infrequent with one or two, prolonged with an episode of more than 14 days."
    ),
    sentence(
        "An episode is a run of days with bleeding or spotting. Little or no bleeding is only told "
        "of 90 days with at most two days in a row not logged. Bleeding on the days of a pack "
        "without hormones, or on the first four days of the next one, is scheduled."
    ),
)
_COMPLAINTS: Final = (
    sentence("Pain and symptoms"),
    sentence(
        "Counted by the day of the cycle. A day counts if the period log has it: a symptom that is "
        "not named then was not there. Pain goes from 0 to 10. Symptoms are in the words in which "
        "they were logged."
    ),
)
_OVULATION: Final = (
    sentence("Signs of ovulation"),
    sentence(
        "Ovulation tests, waking temperatures and cervical mucus as they were logged. A rise is "
        "confirmed by three temperatures above the six before them, the third by 0.2 °C or more "
        "(WHO 1967). The mucus peak is the last day of the most fertile quality, if the days after "
        "it show the change. Nothing is estimated where nothing was measured."
    ),
)
_PREMENSTRUAL: Final = (
    sentence("The week before a period"),
    sentence(
        "The mean of the seven days before a period, compared with days 4 to 10 of the cycle; each "
        "of the two weeks needs four logged days. At least two cycles are needed. A cycle meets "
        "the criterion if the week before is worse by 30 % or more of the range of values that was "
        "logged. Weeks and limit are those of the Carolina Premenstrual Assessment Scoring System "
        "(2017). Its other criteria cannot be asked of this log: its steps of severity before the "
        "period and of clearance after it, its groups of symptoms, and whether they disturb daily "
        "life."
    ),
)
_INSIGHTS: Final = (
    sentence("What follows the cycle"),
    sentence(
        "Each measure is compared inside and outside of fixed parts of the cycle; chance is judged "
        "by rotating the values inside each cycle. All tests are judged together, so that about "
        "one finding in ten may be chance. A range holds the true difference about nine times out "
        "of ten."
    ),
)
_SKIN: Final = (
    sentence("Skin"),
    sentence(
        "Scores from 0 to 100, higher is better, measured on photos of the face. Scores by "
        "different methods cannot be compared, so each method stands by itself. They are no "
        "medical measurement."
    ),
)


def methods(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the title and the text of each method that the report used."""
    used = [
        (_PERIODS, True),
        (_FIGO, bool(report.cycles.figo)),
        (_BELSEY, bool(report.cycles.windows)),
        (_COMPLAINTS, bool(report.complaints)),
        (_OVULATION, bool(report.ovulation)),
        (_PREMENSTRUAL, bool(report.premenstrual)),
        (_INSIGHTS, any(each.insights.results for each in report.insights.values())),
        (_SKIN, bool(report.skin)),
    ]
    for (title, *texts), is_used in used:
        if is_used:
            yield translated(title), joined(*map(translated, texts))
