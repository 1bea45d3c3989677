"""Why no period came: it was not logged, she is pregnant, or the cycle is a long one.

Of all cycles a share f ends with a period that is not logged, and a share c in a pregnancy. So

    P(not logged) = f C / (f C + (1 - f - c) S + c G)

where C is the probability that the period came on a day so far on which it may have gone unlogged,
S that it is still to come, and G that a pregnancy is not known to her log yet.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import erf, sqrt

from period.domain.log.log_coverage import LONGEST_UNLOGGED, was_logged
from period.domain.log.logged_day import PregnancyTest
from period.domain.log.profile import Goal
from period.domain.model import population as people
from period.domain.model import waiting
from period.domain.model.distribution import Distribution
from period.domain.own_cycles.gaps import may_hide_start


@dataclass(frozen=True, slots=True)
class LateExplanations:
    """The probabilities of the three explanations, which sum to one."""

    not_logged: float
    pregnancy: float
    long_cycle: float


def explain_lateness(
    *,
    start: date,
    min_length: int,
    length: Distribution,
    said: Container[date],
    pregnancy_tests: Sequence[PregnancyTest] = (),
    goal: Goal | None = None,
    in_perimenopause: bool = False,
) -> LateExplanations:
    """Return the explanations of a cycle that began on `start` and lasts `min_length` days so far.

    `length` is its distribution at its start, in days. `said` are the days on which she said
    whether she bled, `pregnancy_tests` those since her period was expected, oldest first.
    """
    unlogged = sum(
        length.at(days)
        for days in range(length.first, min_length)
        if may_hide_start(said=said, day=start + timedelta(days))
    )
    to_come = max(1 - length.before(min_length), waiting.AMENORRHEA)
    conceptions = waiting.CONCEPTIONS[goal or "track"]
    if in_perimenopause:
        conceptions *= waiting.PERIMENOPAUSE_FERTILITY
    expected, last = start + timedelta(length.median()), start + timedelta(min_length - 1)
    has_waited = last - expected >= timedelta(LONGEST_UNLOGGED)
    logs_on = has_waited and was_logged(said=said, first=expected, last=last)
    forgotten = people.CYCLE_LENGTH.forgotten_share
    weights = (
        forgotten * unlogged,
        conceptions
        * unannounced_share(day=min_length, logs_on=logs_on)
        * _test_factor(pregnancy_tests),
        (1 - forgotten - conceptions) * to_come,
    )
    total = sum(weights)
    return LateExplanations(*(weight / total for weight in weights))


def unannounced_share(*, day: int, logs_on: bool = False) -> float:
    """Return the share of pregnancies of which the log knows nothing by a day of the cycle.

    `logs_on` is whether she goes on logging her bleeding since the period was expected.
    """
    told = waiting.PREGNANCY_TOLD_IF_LOGGED if logs_on else waiting.PREGNANCY_TOLD
    z = (day - waiting.PREGNANCY_KNOWN) / waiting.PREGNANCY_KNOWN_SD
    return 1 - told * (1 + erf(z / sqrt(2))) / 2


def _test_factor(tests: Sequence[PregnancyTest]) -> float:
    return waiting.PREGNANCY_TEST[tests[-1]] if tests else 1.0
