"""Documents the address that puts insights into words."""

from typing import Any, get_args

from drf_spectacular.utils import OpenApiExample, extend_schema

from glowcycle.api.languages import ENGLISH, in_language
from glowcycle.insights.reading import InsightsReading
from glowcycle.insights.words.facts import choose_facts
from glowcycle.insights.words.prompt import VERSION
from glowcycle.insights.words.serializers import (
    SOURCES,
    WordsQuery,
    WordsReasonSerializer,
    WordsRequest,
    WordsSerializer,
)
from glowcycle.insights.words.service import Reason, ReasonCode, Words, own_words
from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import name_components
from glowcycle.openapi.parameters import USER_ID, errors

name_components(
    InsightWords=WordsSerializer,
    InsightWordsReason=WordsReasonSerializer,
    InsightWordsRequest=WordsRequest,
)
name_enums(InsightWordsSource=SOURCES, InsightWordsReasonCode=get_args(ReasonCode))


def words_operation(*, name: str, reading: InsightsReading) -> Any:
    """Document an address of words; `name` is its operation id.

    The examples tell the reading: energy that follows, mood without a pattern, and a tag that is
    too young.
    """
    return extend_schema(
        operation_id=name,
        summary="Does it follow my cycle? In words",
        description="At most four results of the insights, one text each. A model on Bedrock "
        "writes them if the service has one, you read English and you gave the consent "
        "`insight-words`. It gets numbers without names and dates, and each sentence is checked "
        "against them. Otherwise, and whatever becomes of the model, the same results come in our "
        "own words, in your language, with the `reason`. Nothing is stored. Every field of the "
        "body is optional: send `{}` for the last three years.",
        request=WordsRequest,
        responses={200: WordsSerializer, **errors(403, 429)},
        parameters=[USER_ID, WordsQuery],
        examples=[
            OpenApiExample("All days", {}, request_only=True),
            OpenApiExample("A year", {"from": "2025-03-01", "to": "2026-02-28"}, request_only=True),
            OpenApiExample("By a model", model_example(reading), response_only=True),
            OpenApiExample("In our own words", own_example(reading), response_only=True),
        ],
    )


def model_example(reading: InsightsReading) -> dict[str, Any]:
    """Return the answer with sentences as a model writes them."""
    energy, mood, tag = (told.fact for told in choose_facts(reading))
    words = Words(
        sentences=[
            f"Your energy was {energy.effect} points {energy.direction} around your period than "
            f"on your other days, in {energy.seen} of {energy.cycles} cycles (likely between "
            f"{energy.low} and {energy.high} points).",
            f"There is no pattern in your mood: a difference of {mood.smallest} steps or more "
            "would likely have been seen.",
            f"It is too early to tell whether “headache” follows your cycle: {tag.lacking} more "
            "complete cycle is needed.",
        ],
        language=ENGLISH,
        model_id="eu.anthropic.claude-haiku-4-5-20251001-v1:0",
        prompt_version=VERSION,
    )
    return WordsSerializer.of(words)


def own_example(reading: InsightsReading) -> dict[str, Any]:
    """Return the answer in our own words."""
    with in_language(ENGLISH):  # the document is the same in every language
        texts = own_words(reading)
        words = Words(sentences=texts, language=ENGLISH, reason=Reason("unavailable"))
        return WordsSerializer.of(words)
