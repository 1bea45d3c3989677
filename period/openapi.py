"""Documents the addresses of the cycles and the predictions."""

from datetime import date, timedelta
from typing import Any, get_args

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers

from glowcycle.api.languages import ENGLISH, in_language
from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.parameters import CONDITIONAL_READ, USER_ID, errors, give_examples
from glowcycle.openapi.records import json_or_text, next_cursor_field, unreadable_field
from period import (
    cycle_serializers,
    day_openapi,  # noqa: F401  it documents the days
    evidence_serializers,
    life_serializers,
    services,
)
from period import output_serializers as output
from period.domain import (
    attention,
    contraception,
    current_cycle,
    cycle_flags,
    cycles,
    evidence,
    forecast_result,
    life_stages,
    logged_day,
    menses,
    phases,
    predicted_days,
    pregnancy,
    questions,
)
from period.domain.forecast import forecast
from period.serializers import CyclesQuery, ForecastQuery

TODAY = date(2026, 3, 12)
# The first days of the periods that the forecast and the cycles are examples of, oldest first.
STARTS = (
    *(date(2025, 8, 14), date(2025, 9, 11), date(2025, 10, 8), date(2025, 11, 6)),
    *(date(2025, 12, 4), date(2026, 1, 3), date(2026, 1, 31), date(2026, 3, 1)),
)
LOG = [
    logged_day.Day(date=start + timedelta(days=day), flow="medium")
    for start in STARTS
    for day in range(5)
]


def _example_cycles() -> dict[str, Any]:
    found = cycles.find_cycles(periods=menses.find_periods(days=LOG, today=TODAY), today=TODAY)
    variation = cycles.find_variation(cycles=found, today=TODAY)
    page = services.Cycles(
        as_of=TODAY, cycles=found[::-1], variation=variation, older=None, unreadable=[]
    )
    return {
        "next": None,
        "nextCursor": None,
        **cycle_serializers.CyclesSerializer.of(page),
        "unreadable": [],
    }


def _example_forecast() -> dict[str, Any]:
    with in_language(ENGLISH):  # the document is the same in every language
        found = output.ForecastSerializer.of(forecast(days=LOG, today=TODAY))
    return {**found, "unreadable": []}


class WholeCycles(cycle_serializers.CyclesSerializer):
    """The cycles that began between two days, newest first."""

    next = serializers.URLField(allow_null=True, help_text="The older cycles; null at the end.")
    nextCursor = next_cursor_field()  # noqa: N815  the wire is camelCase
    unreadable = unreadable_field()


class WholeForecast(output.ForecastSerializer):
    """The forecast as of one day."""

    unreadable = unreadable_field()


give_examples(today=TODAY.isoformat())
name_components(
    CycleFlag=cycle_serializers.FlagSerializer,
    LoggedPeriod=cycle_serializers.PeriodSerializer,
    MenstrualCycle=cycle_serializers.CycleSerializer,
    CyclePage=WholeCycles,
    PredictionReason=output.ReasonSerializer,
    PhaseEstimate=output.PhaseSerializer,
    PredictedPeriod=output.LaterPeriodSerializer,
    NextPeriod=output.NextPeriodSerializer,
    PredictedOvulation=output.OvulationSerializer,
    PeriodDelay=output.LateSerializer,
    PredictionAssumption=output.AssumptionSerializer,
    OvulationSign=output.OvulationSignSerializer,
    ExcludedGap=evidence_serializers.LeftOutSerializer,
    UnusedLog=evidence_serializers.NotUsedSerializer,
    ForecastBasis=evidence_serializers.BasedOnSerializer,
    LifeStageNow=life_serializers.StageNowSerializer,
    PregnancyWeek=life_serializers.PregnancySerializer,
    ForecastQuestion=life_serializers.QuestionSerializer,
    ForecastAnswer=life_serializers.AnswerSerializer,
    ForecastAttention=life_serializers.AttentionSerializer,
    CycleForecast=WholeForecast,
)

name_enums(
    CycleFlagCode=get_args(cycle_flags.FlagCode),
    CyclePhase=get_args(phases.PhaseName),
    OvulationSource=get_args(current_cycle.OvulationSource),
    OvulationSignKind=get_args(predicted_days.SignKind),
    OvulationSignCode=get_args(predicted_days.SignCode),
    ForecastConfidence=get_args(predicted_days.Confidence),
    ForecastStage=get_args(evidence.Stage),
    PredictionReasonCode=get_args(forecast_result.ReasonCode),
    AssumptionCode=get_args(forecast_result.AssumptionCode),
    ExclusionCode=get_args(evidence.ExclusionCode),
    UnusedLogKind=get_args(evidence.NotUsedKind),
    UnusedLogCode=get_args(evidence.NotUsedCode),
    LifeStageKind=get_args(life_stages.StageKind),
    PregnancyBasis=get_args(pregnancy.PregnancyBasis),
    BleedingPatternCode=get_args(contraception.PatternCode),
    QuestionCode=get_args(questions.QuestionCode),
    AnswerCode=get_args(questions.AnswerCode),
    AttentionCode=get_args(attention.AttentionCode),
)

document_view(
    "period.views.CycleViewSet",
    tag="period",
    cycles=extend_schema(
        operation_id="list_cycles",
        summary="List the cycles found in the log",
        description="The cycles that began between two days; without them, those of the past five "
        "years. One answer has at most 400 cycles from at most 4,000 days of the log; `next` leads "
        "to the older ones.",
        responses={**json_or_text(WholeCycles), **errors(403)},
        parameters=[USER_ID, CyclesQuery, *CONDITIONAL_READ],
        examples=[OpenApiExample("Regular cycles", _example_cycles())],
    ),
    predictions=extend_schema(
        operation_id="get_predictions",
        summary="Predict the next periods, ovulation and fertile days",
        description="Each prediction has its range and its basis. A prediction that cannot be made "
        "is null, and a reason explains why.",
        responses={**json_or_text(WholeForecast), **errors(403)},
        parameters=[USER_ID, ForecastQuery, *CONDITIONAL_READ],
        examples=[OpenApiExample("Regular cycles", _example_forecast())],
    ),
)
