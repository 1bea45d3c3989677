"""The questions about her periods: whether one was one, and whether one came unlogged."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from glowcycle.sentences import Sentence, sentence
from period.domain.log.life_stages import LifeStage
from period.domain.log.log_coverage import was_logged
from period.domain.log.logged_day import Flow
from period.domain.periods.cycles import MAX_CYCLE_DAY
from period.domain.periods.menses import Period
from period.domain.remarks.questions import NONE_CAME, NOT_LOGGED, OTHER_REASON, Answer, Question
from period.domain.stages.silence import is_explained, is_long_without, year_without

_GAP_LOOKBACK = timedelta(days=366)
"""Nothing is asked of a gap that ended longer ago, because it changes little now. Chosen."""

_DAY = timedelta(days=1)


def period_questions(
    *,
    periods: Sequence[Period],
    stages: Sequence[LifeStage],
    flows: Mapping[date, Flow],
    is_late: bool,
    today: date,
) -> Iterator[Question]:
    """Yield the questions about periods, the most pressing first; the periods are oldest first.

    `flows` is the flow of each day up to today on which she said one. `is_late` is whether the
    forecast says that the period is late.
    """
    if not periods:
        return
    if periods[-1].needs_confirmation:
        yield _was_it_period(periods[-2], periods[-1])
    first = periods[-1].end + _DAY
    year = year_without(periods=periods, stages=stages, today=today)
    if year:
        if not was_logged(said=flows, first=year[0], last=year[1]):
            yield _year(year)
        return
    if is_long_without(periods=periods, stages=stages, today=today):
        if not was_logged(said=flows, first=first, last=today):
            yield _three_months(first)
    elif is_late and today not in flows:
        yield _did_it_come(first)
    yield from _gap(periods, stages, flows, today)


def confirmation(*, periods: Sequence[Period]) -> Sentence | None:
    """Return the question about the last period for an app that knows no answers to it."""
    if not periods or not periods[-1].needs_confirmation:
        return None
    return sentence(
        "This period began only {days} days after the last one. Was it a period? If not, log "
        "these days as spotting.",
        days=(periods[-1].start - periods[-2].start).days,
    )


def _was_it_period(before: Period, period: Period) -> Question:
    return Question(
        "was_it_period",
        period.start,
        sentence(
            "This period began only {days} days after the last one. Was it a period?",
            days=(period.start - before.start).days,
        ),
        (
            Answer(
                "yes",
                sentence("It was a period."),
                sentence("Your cycle counts from this day, and you are not asked again."),
            ),
            Answer(
                "no",
                sentence("It was bleeding between two periods."),
                sentence("Your cycle goes on from the period before."),
            ),
        ),
    )


def _did_it_come(first: date) -> Question:
    return Question(
        "did_period_come",
        first,
        sentence("Your period is later than expected. Did it come?"),
        (
            Answer(
                "not_logged",
                sentence("It came and is not logged."),
                sentence("Log the day it began; a new cycle counts from there."),
            ),
            Answer(
                "not_yet",
                sentence("It has not come yet."),
                sentence("Log today as without bleeding; the forecast then waits for it."),
            ),
            Answer(
                "pregnant",
                sentence("I am pregnant."),
                sentence("Add the pregnancy; then its week is told, and nothing of cycles."),
            ),
        ),
    )


def _three_months(first: date) -> Question:
    return Question(
        "no_period_90_days",
        first,
        sentence(
            "No period is logged for over 90 days, but not all of these days are logged. Did a "
            "period come?"
        ),
        (NOT_LOGGED, NONE_CAME, OTHER_REASON),
    )


def _year(gap: tuple[date, date]) -> Question:
    return Question(
        "no_period_12_months",
        gap[0],
        sentence(
            "No period is logged for over twelve months, but not all of these days are logged. "
            "Did a period come?"
        ),
        (
            NOT_LOGGED,
            Answer(
                "none_came",
                sentence("No period came."),
                sentence(
                    "If this is menopause, add it; otherwise log these days as without bleeding. "
                    "Bleeding after such a time is then pointed out."
                ),
            ),
            OTHER_REASON,
        ),
    )


def _gap(
    periods: Sequence[Period],
    stages: Sequence[LifeStage],
    flows: Mapping[date, Flow],
    today: date,
) -> Iterator[Question]:
    """Yield the question about the latest gap that looks like a pause, unless it is answered."""
    gaps = [
        (before.end + _DAY, period.start - _DAY)
        for before, period in pairwise(periods)
        if (period.start - before.start).days > MAX_CYCLE_DAY
    ]
    if not gaps or today - gaps[-1][1] > _GAP_LOOKBACK:
        return
    first, last = gaps[-1]
    if is_explained(stages=stages, gap=gaps[-1]) or was_logged(said=flows, first=first, last=last):
        return
    yield Question(
        "gap",
        first,
        sentence("Several months went by without a period in your log. Did one come?"),
        (NOT_LOGGED, NONE_CAME, OTHER_REASON),
    )
