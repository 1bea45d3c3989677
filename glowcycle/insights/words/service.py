"""Puts her insights into words: by a model where she and the operator allow it, else by our own.

The model gets facts with placeholders, and its texts are checked. Whatever becomes of it, she gets
the same facts in our own words.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from django.conf import settings

from glowcycle.api import languages
from glowcycle.api.languages import say
from glowcycle.aws import metrics
from glowcycle.errors import AnalysisRefused, AnalysisUnavailable, Unavailable
from glowcycle.insights.phrases import listed, subject
from glowcycle.insights.reading import InsightsReading
from glowcycle.insights.sentences import result_text
from glowcycle.insights.summary import sentences as summary_sentences
from glowcycle.insights.words.facts import ToldFact, choose_facts
from glowcycle.person import quota
from glowcycle.person.consents import services as consents
from glowcycle.person.consents.texts import INSIGHT_WORDS
from glowcycle.sentences import sentence

log = logging.getLogger(__name__)

ReasonCode: TypeAlias = Literal[
    "own_words", "language", "no_facts", "invalid", "refused", "unavailable"
]
REASONS: Final[Mapping[ReasonCode, str]] = {
    "own_words": sentence("This service asks no model."),
    "language": sentence("The model writes English only."),
    "no_facts": sentence("There is nothing to put into words yet."),
    "invalid": sentence("What the model wrote was not what your records say."),
    "refused": sentence("The model gave no answer."),
    "unavailable": sentence("The model is busy or away. Try again later."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the words are ours."""

    code: ReasonCode

    @property
    def text(self) -> str:
        return REASONS[self.code]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What her insights tell, one text for each fact; `reason` is why the words are ours."""

    sentences: Sequence[str]
    language: str
    model_id: str | None = None
    prompt_version: str | None = None
    reason: Reason | None = None

    @property
    def source(self) -> str:
        return "bedrock" if self.reason is None else "template"


def put_into_words(*, user_id: str, reading: InsightsReading) -> Words:
    """Return what the reading tells, in words.

    Raise ConsentRequired and QuotaExceeded only where a model would be asked, and Unavailable if
    our own store is. What becomes of the model is never an error.
    """
    facts = choose_facts(reading)
    asked: Words | ReasonCode | None = _reason_to_ask_no_model(facts)
    if asked is None:
        consents.require(user_id=user_id, name=INSIGHT_WORDS)
        quota.spend(user_id=user_id, resource="insightWords")
        asked = _ask(facts, user_id=user_id)
        _report("answered" if isinstance(asked, Words) else asked)
    else:
        _report("template")
    if isinstance(asked, Words):
        return asked
    return Words(sentences=own_words(reading), language=languages.current(), reason=Reason(asked))


def own_words(reading: InsightsReading) -> Sequence[str]:
    """Return the same facts in our own words; without any, why there are none."""
    facts = choose_facts(reading)
    return [_own_text(told) for told in facts] or summary_sentences(reading, [])


def _reason_to_ask_no_model(facts: Sequence[ToldFact]) -> ReasonCode | None:
    if settings.INSIGHT_WORDS == "template":
        return "own_words"
    if languages.current() != languages.ENGLISH:
        return "language"
    return None if facts else "no_facts"


def _ask(facts: Sequence[ToldFact], *, user_id: str) -> Words | ReasonCode:
    """Return the model's words, or why there are none. Refund a question that cost nothing."""
    # Imported late, as for photos: few requests need Bedrock.
    from glowcycle.aws.bedrock import InvalidAnswer, ModelBusy, service_of_stage
    from glowcycle.insights.words import prompt

    question = prompt.question_about([told.fact for told in facts])
    try:
        reply = service_of_stage().ask(analysis=question)
    except InvalidAnswer:
        return "invalid"
    except (AnalysisRefused, AnalysisUnavailable):
        return "refused"
    except Unavailable as error:
        if isinstance(error, ModelBusy):
            quota.refund(user_id=user_id, resource="insightWords")
        return "unavailable"
    return Words(
        sentences=[_named(text, told) for text, told in zip(reply.value, facts, strict=True)],
        language=languages.ENGLISH,
        model_id=reply.model_id,
        prompt_version=prompt.VERSION,
    )


def _named(text: str, told: ToldFact) -> str:
    """Return the text with her own word in the place of its placeholder."""
    return text.replace(told.fact.subject, subject(told.result.outcome)) if told.name else text


def _own_text(told: ToldFact) -> str:
    """Return what was found, after the name of the outcome where the text itself has none."""
    text = result_text(told.result)
    if told.fact.verdict != "too_early":
        return text
    return say("{name}: {text}", name=listed(told.result.outcome), text=text)


def _report(outcome: str) -> None:
    extra = {"outcome": outcome, "metrics": metrics.WORDS(InsightWords=1)}
    log.info("insight words", extra=extra)
