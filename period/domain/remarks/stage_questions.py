"""What the forecast asks her of a pregnancy and a birth, and what her answers would change."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from glowcycle.sentences import sentence
from period.domain.log.life_stages import TERM, LifeStage, pregnancy_stage_on
from period.domain.log.logged_day import Day
from period.domain.remarks.questions import Answer, Question
from period.domain.stages.pregnancy import due_date

_AFTER_LOSS = timedelta(days=42)
"""A test may stay positive for some weeks after a pregnancy has ended. Chosen."""

_OFFERED = timedelta(days=180)
"""For this long after a birth she is asked whether to add the time after it. Chosen."""

_DAY = timedelta(days=1)


def stage_questions(
    *,
    days: Sequence[Day],
    last_period: date | None,
    stages: Sequence[LifeStage],
    today: date,
) -> Iterator[Question]:
    """Yield the questions about a pregnancy and a birth, from days up to today."""
    stage = pregnancy_stage_on(stages=stages, day=today)
    if stage:
        due = due_date(stage=stage, days=days)
        if due < today:
            yield _born(due)
        return
    tested = _positive_test(days, stages, last_period, today)
    if tested:
        yield _pregnant(tested)
    born = _birth_without_stage(stages, today)
    if born and (last_period is None or last_period < born):
        yield _postpartum(born)


def _positive_test(
    days: Iterable[Day], stages: Iterable[LifeStage], last_period: date | None, today: date
) -> date | None:
    """Return the day of her latest pregnancy test if it was positive and no stage tells why.

    None if a period began since, or if a pregnancy ended shortly before the test.
    """
    tests = [(day.date, day.pregnancy_test != "negative") for day in days if day.pregnancy_test]
    latest, is_positive = max(tests, default=(today, False))
    if not is_positive or today - latest > TERM:
        return None
    is_told = any(
        stage.kind in ("pregnancy", "postpartum")
        and stage.start <= today
        and (stage.end is None or latest - _AFTER_LOSS <= stage.end)
        for stage in stages
    )
    return None if is_told or (last_period and last_period > latest) else latest


def _birth_without_stage(stages: Sequence[LifeStage], today: date) -> date | None:
    """Return the day of a birth in the last half year after which no postpartum stage is."""
    if any(stage.kind == "postpartum" and today - _OFFERED <= stage.start for stage in stages):
        return None
    births = [born for stage in stages if (born := stage.birth) and born <= today]
    latest = max(births, default=None)
    return latest if latest and today - latest <= _OFFERED else None


def _pregnant(tested: date) -> Question:
    return Question(
        "pregnant",
        tested,
        sentence("A pregnancy test was positive. Are you pregnant?"),
        (
            Answer(
                "yes",
                sentence("I am pregnant."),
                sentence("Add the pregnancy; then its week is told, and nothing of cycles."),
            ),
            Answer(
                "no",
                sentence("I am not pregnant."),
                sentence("Correct the test, or add how the pregnancy ended; the forecast goes on."),
            ),
        ),
    )


def _born(due: date) -> Question:
    return Question(
        "born",
        due,
        sentence("The due date has passed. Is your baby born?"),
        (
            Answer(
                "yes",
                sentence("My baby is born."),
                sentence("Add the birth; then the first period after it is waited for."),
            ),
            Answer(
                "not_yet",
                sentence("Not yet."),
                sentence("Nothing changes."),
            ),
            Answer(
                "ended",
                sentence("The pregnancy ended in another way."),
                sentence("Add how it ended; then nothing more is told of it."),
            ),
        ),
    )


def _postpartum(born: date) -> Question:
    return Question(
        "postpartum",
        born,
        sentence("Would you like to add the time after the birth as a life stage?"),
        (
            Answer(
                "yes",
                sentence("Yes."),
                sentence("The forecast then knows of the birth, and whether you breastfeed."),
            ),
            Answer(
                "no",
                sentence("No."),
                sentence("Nothing changes; your first period begins a new series."),
            ),
        ),
    )
