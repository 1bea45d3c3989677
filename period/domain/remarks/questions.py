"""What the forecast asks her, and what each of her answers would change.

A question never decides: until she answers, the forecast stays as the log has it.
docs/api.md tells what an app sends for each answer.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from glowcycle.sentences import sentence

QuestionCode: TypeAlias = Literal[
    "was_it_period",
    "did_period_come",
    "no_period_90_days",
    "no_period_12_months",
    "gap",
    "pregnant",
    "born",
    "postpartum",
]
AnswerCode: TypeAlias = Literal[
    "yes", "no", "not_yet", "not_logged", "none_came", "pregnant", "ended", "other_reason"
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


NOT_LOGGED = Answer(
    "not_logged",
    sentence("A period came and is not logged."),
    sentence("Log its first day, or exclude this time; your cycles are then counted without it."),
)
NONE_CAME = Answer(
    "none_came",
    sentence("No period came."),
    sentence("Log these days as without bleeding; then nothing is asked any more."),
)
OTHER_REASON = Answer(
    "other_reason",
    sentence("I was pregnant, used hormonal contraception, or had another reason."),
    sentence("Add that time as a life stage; your cycles are then counted without it."),
)
