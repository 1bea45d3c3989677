"""Documents the answers to "does it follow my cycle?". The journal and the skin use it alike."""

from typing import Any, get_args

from drf_spectacular.utils import OpenApiExample, extend_schema

from glowcycle.api.languages import ENGLISH, in_language
from glowcycle.insights import result_serializers as results
from glowcycle.insights import serializers
from glowcycle.insights.domain import confounders, cycles, noise, outcomes
from glowcycle.insights.phrases import Unit
from glowcycle.insights.query import InsightsQuery
from glowcycle.insights.reading import InsightsReading
from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import name_components
from glowcycle.openapi.parameters import CONDITIONAL_READ, USER_ID, errors
from glowcycle.openapi.records import json_or_text, unreadable_field


class WholeInsights(serializers.InsightsSerializer):
    """Whether something follows her cycle, as of one day."""

    unreadable = unreadable_field()


name_components(
    InsightInterval=results.IntervalSerializer,
    InsightWindow=results.WindowSerializer,
    InsightFoldedDay=results.FoldedDaySerializer,
    InsightResult=results.ResultSerializer,
    InsightLeftOutCycle=serializers.LeftOutCycleSerializer,
    InsightCycles=serializers.CyclesSerializer,
    InsightReason=serializers.ReasonSerializer,
    InsightNoiseFloor=serializers.NoiseFloorSerializer,
    InsightNoiseMetrics=serializers.NoiseMetricsSerializer,
    InsightNoise=serializers.NoiseSerializer,
    InsightConfounder=serializers.ConfounderSerializer,
    ComparedScans=serializers.ComparedScansSerializer,
    InsightMethod=serializers.MethodSerializer,
    CycleInsights=WholeInsights,
)

name_enums(
    InsightOutcomeKind=get_args(outcomes.OutcomeKind),
    InsightVerdict=get_args(outcomes.Verdict),
    InsightUnit=get_args(Unit),
    InsightWindowName=get_args(cycles.WindowName),
    InsightAnchor=results.ANCHORS,
    LeftOutReason=get_args(cycles.LeftOutReason),
    InsightReasonCode=serializers.REASONS,
    NoiseSource=get_args(noise.NoiseSource),
    ConfounderCode=get_args(confounders.ConfounderCode),
)

_DESCRIPTION = (
    "Each outcome has a verdict: `too_early` (with what is lacking), `below_noise` (a difference "
    "that one scan cannot tell), `follows` (what, when, how much and how sure), or `no_pattern` "
    "(with the smallest effect that would have been found). It says when, never why. One answer "
    "is about at most three years, and only about cycles that lie wholly inside."
)


def insights_operation(*, name: str, summary: str, **examples: InsightsReading) -> Any:
    """Document an address of insights; `name` is what follows `get_` in its operation id.

    The examples are readings by a name with underscores: their answers are computed, so they
    cannot contradict the schema or themselves.
    """
    return extend_schema(
        operation_id=f"get_{name}",
        summary=summary,
        description=_DESCRIPTION,
        responses={**json_or_text(WholeInsights), **errors(403)},
        parameters=[USER_ID, InsightsQuery, *CONDITIONAL_READ],
        examples=[
            OpenApiExample(title.replace("_", " "), _example(reading), response_only=True)
            for title, reading in examples.items()
        ],
    )


def _example(reading: InsightsReading) -> dict[str, Any]:
    with in_language(ENGLISH):  # the document is the same in every language
        return serializers.insights_answer(reading, user_id="demo")
