"""The request for her insights in words, and its answer in JSON."""

from typing import Any, Final, get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.pagination import DatesQuery
from glowcycle.api.serializers import OutputSerializer
from glowcycle.insights.query import InsightsRange, read_range
from glowcycle.insights.words.facts import MAX_FACTS
from glowcycle.insights.words.service import ReasonCode
from period.serializers import ForecastQuery

SOURCES: Final = ("bedrock", "template")


class WordsQuery(ForecastQuery):
    """The query of a request for words."""


class WordsRequest(DatesQuery):
    """The days that are asked about, as in the query of the insights: by default three years."""


class WordsReasonSerializer(OutputSerializer):
    """Why the words are ours."""

    code = fields.StrictChoiceField(choices=get_args(ReasonCode))
    text = fields.SentenceField()


class WordsSerializer(OutputSerializer):
    """What her insights tell, in words."""

    sentences = serializers.ListField(
        child=serializers.CharField(),
        help_text=f"One text for each of at most {MAX_FACTS} results, in the order of the answer.",
    )
    source = fields.StrictChoiceField(  # type: ignore[assignment]  # a field of the API
        choices=SOURCES, help_text="A model on Bedrock, checked; or our own words."
    )
    modelId = serializers.CharField(source="model_id", allow_null=True)
    promptVersion = serializers.CharField(source="prompt_version", allow_null=True)
    language = serializers.CharField(help_text="The language of the sentences.")
    reason = WordsReasonSerializer(allow_null=True, help_text="Why the words are our own.")


def read_request(body: Any, query: Any) -> InsightsRange:
    """Return the range that a body and a query ask for. Raise ValidationError."""
    WordsRequest.read(body)
    WordsQuery.read(query)
    return read_range({**body, **query})
