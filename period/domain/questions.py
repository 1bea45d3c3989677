"""What the forecast asks her, and what each of her answers would change.

A question never decides: until she answers, the forecast stays as the log has it.
docs/api.md tells what an app sends for each answer.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from glowcycle.sentences import sentence
from period.domain.history import History

QuestionCode: TypeAlias = Literal[
    "was_it_period",
    "did_period_come",
    "no_period_90_days",
    "no_period_12_months",
    "pregnant",
    "born",
    "postpartum",
    "gap",
]
AnswerCode: TypeAlias = Literal[
    "yes",
    "no",
    "not_yet",
    "not_logged",
    "none_came",
    "pregnant",
    "ended",
    "menopause",
    "other_reason",
]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that she may give; `changes` says what the forecast then does."""

    code: AnswerCode
    text: str
    changes: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the day that it is about (None if about none), and its possible answers."""

    code: QuestionCode
    date: date | None
    text: str
    answers: tuple[Answer, ...]


def find_questions(*, history: History) -> tuple[Question, ...]:
    """Return the questions about the current cycle."""
    if not history.periods or not history.periods[-1].needs_confirmation:
        return ()
    return (_was_it_period(history),)


def _was_it_period(history: History) -> Question:
    before, period = history.periods[-2:]
    return Question(
        "was_it_period",
        period.start,
        sentence(
            "This period began only {days} days after the last one. Was it a period? If not, log "
            "these days as spotting.",
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
