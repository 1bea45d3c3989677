"""Documents the forecast."""

from typing import Any, get_args

from drf_spectacular.utils import OpenApiExample, extend_schema

from glowcycle.api.languages import ENGLISH, in_language
from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import name_components
from glowcycle.openapi.parameters import CONDITIONAL_READ, USER_ID, errors
from glowcycle.openapi.records import json_or_text, unreadable_field
from period import evidence_serializers, life_serializers
from period import output_serializers as output
from period.domain.forecast import evidence, forecast_reasons, predicted_days
from period.domain.forecast.forecast import forecast
from period.domain.log import not_used
from period.domain.own_cycles import current_cycle, phases
from period.domain.remarks import attention, questions
from period.domain.signs import cycle_signs
from period.domain.stages import contraception, pregnancy
from period.example_log import LOG, TODAY
from period.serializers import ForecastQuery


def _example_forecast() -> dict[str, Any]:
    with in_language(ENGLISH):  # the document is the same in every language
        found = output.ForecastSerializer.of(forecast(days=LOG, today=TODAY))
    return {**found, "unreadable": []}


class WholeForecast(output.ForecastSerializer):
    """The forecast as of one day."""

    unreadable = unreadable_field()


name_components(
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
    CyclePhase=get_args(phases.PhaseName),
    OvulationSource=get_args(current_cycle.OvulationSource),
    OvulationSignKind=get_args(cycle_signs.SignKind),
    ForecastConfidence=get_args(predicted_days.Confidence),
    ForecastStage=get_args(evidence.BasisStage),
    PredictionReasonCode=get_args(forecast_reasons.ReasonCode),
    AssumptionCode=get_args(forecast_reasons.AssumptionCode),
    ExclusionCode=get_args(evidence.ExclusionCode),
    UnusedLogKind=get_args(not_used.NotUsedKind),
    UnusedLogCode=get_args(not_used.NotUsedCode),
    PregnancyBasis=get_args(pregnancy.PregnancyBasis),
    BleedingPatternCode=get_args(contraception.PatternCode),
    QuestionCode=get_args(questions.QuestionCode),
    AnswerCode=get_args(questions.AnswerCode),
    AttentionCode=get_args(attention.AttentionCode),
)

PREDICTIONS = extend_schema(
    operation_id="get_predictions",
    summary="Predict the next periods, ovulation and fertile days",
    description="Each prediction has its range and its basis. A prediction that cannot be made "
    "is null, and a reason explains why.",
    responses={**json_or_text(WholeForecast), **errors(403)},
    parameters=[USER_ID, ForecastQuery, *CONDITIONAL_READ],
    examples=[OpenApiExample("Regular cycles", _example_forecast())],
)
