"""Documents the addresses of the period log."""

from typing import Any, get_args

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    Direction,
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
)
from rest_framework import serializers

from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.fields import or_null
from glowcycle.openapi.parameters import CONDITIONAL_READ, USER_ID, errors, give_examples
from glowcycle.openapi.records import (
    RecordOperations,
    json_or_text,
    next_cursor_field,
    unreadable_field,
)
from period import output_serializers as output
from period.domain import current_cycle, cycles, forecast_result, menses, phases
from period.serializers import CyclesQuery, DaySerializer, ForecastQuery

SVG = "image/svg+xml"

DAYS = RecordOperations(
    component="PeriodDay",
    name="day",
    plural="days",
    serializer=DaySerializer,
    answer={
        "userId": "6f2c9a0e-3a56-4a5b-8a3b-2f6f1f1b9d10",
        "createdAt": "2026-03-01T20:31:07.104233Z",
        "updatedAt": "2026-03-01T20:31:07.104233Z",
        "version": 1,
        "etag": "q7Jk2Vn0XbA4tLw9YsE3fg",
        "date": "2026-03-01",
        "flow": "medium",
        "symptoms": ["cramps"],
        "ovulationTest": None,
        "cycleLength": None,
    },
    change={"flow": "heavy"},
    path_parameters=(OpenApiParameter("day", OpenApiTypes.DATE, OpenApiParameter.PATH),),
)

PERIOD = {"start": "2026-03-01", "end": "2026-03-05", "bleedingDays": 5, "needsConfirmation": False}
CYCLES: dict[str, Any] = {
    "next": None,
    "nextCursor": None,
    "asOf": "2026-03-12",
    "variation": None,
    "results": [{"start": "2026-03-01", "length": None, "period": PERIOD, "flags": []}],
    "unreadable": [{"kind": "period", "id": "2026-02-03"}],
}
RANGE = {"earliest": "2026-03-26", "latest": "2026-03-31", "level": 0.8}
FORECAST: dict[str, Any] = {
    "asOf": "2026-03-12",
    "currentCycle": {
        "start": "2026-03-01",
        "day": 12,
        "period": PERIOD,
        "phase": {"name": "follicular", "probability": 0.561043},
        "question": None,
    },
    "nextPeriod": {
        "date": "2026-03-28",
        **RANGE,
        "withinTwoDays": 0.804915,
        "confidence": "high",
        "distribution": [{"date": "2026-03-28", "probability": 0.21}],
    },
    "nextPeriodReason": None,
    "followingPeriods": [{"date": "2026-04-25", **RANGE}],
    "ovulation": {"date": "2026-03-14", **RANGE, "withinTwoDays": 0.79, "source": "periods"},
    "fertileDays": {"first": "2026-03-09", "last": "2026-03-16", "allSix": 0.70496},
    "ovulationReason": None,
    "late": None,
    "basedOn": {
        "stage": "own_cycles",
        "cyclesUsed": 8,
        "leftOut": [],
        "statedCycleLength": None,
        "testedCycles": 0,
        "text": "Your own cycles.",
    },
    "trackRecord": {
        "scored": 8,
        "leftOut": 0,
        "meanAbsoluteError": 1.625,
        "insideRange": 1.0,
        "withinTwoDays": 0.875,
        "level": 0.8,
        "predictions": [],
    },
    "notice": "These are estimates from the days logged.",
    "unreadable": [],
}


class WholeCycles(output.CyclesSerializer):
    """The cycles that began between two days, newest first."""

    next = serializers.URLField(allow_null=True, help_text="The older cycles; null at the end.")
    nextCursor = next_cursor_field()  # noqa: N815  the wire is camelCase
    unreadable = unreadable_field()


class WholeForecast(output.ForecastSerializer):
    """The forecast as of one day."""

    unreadable = unreadable_field()


class DayAtAddress(OpenApiSerializerExtension):
    """The body of a PUT or PATCH, which may leave out the day or send null: its address has it."""

    target_class = "period.serializers.DaySerializer"

    def get_name(self, auto_schema: AutoSchema, direction: Direction) -> str | None:
        return "PeriodDayAtAddress" if _is_put(auto_schema, direction) else None

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_basic_serializer(self.target, direction)
        if direction == "request" and auto_schema.method in ("PUT", "PATCH"):
            schema["properties"]["date"] = or_null(schema["properties"]["date"])
        if _is_put(auto_schema, direction):
            schema["required"].remove("date")
        return schema


def _is_put(auto_schema: AutoSchema, direction: Direction) -> bool:
    return bool(auto_schema.method == "PUT" and direction == "request")


give_examples(day="2026-03-01", today="2026-03-12")
name_components(
    PeriodDay=DaySerializer,
    CycleFlag=output.FlagSerializer,
    LoggedPeriod=output.PeriodSerializer,
    MenstrualCycle=output.CycleSerializer,
    CyclePage=WholeCycles,
    PredictionReason=output.ReasonSerializer,
    PhaseEstimate=output.PhaseSerializer,
    PredictedPeriod=output.LaterPeriodSerializer,
    NextPeriod=output.NextPeriodSerializer,
    PredictedOvulation=output.OvulationSerializer,
    PeriodDelay=output.LateSerializer,
    ExcludedGap=output.LeftOutSerializer,
    ForecastBasis=output.BasedOnSerializer,
    CycleForecast=WholeForecast,
)

name_enums(
    PeriodFlow=get_args(menses.Flow),
    OvulationTest=get_args(menses.OvulationTest),
    CycleFlagCode=get_args(cycles.FlagCode),
    CyclePhase=get_args(phases.PhaseName),
    OvulationSource=get_args(current_cycle.OvulationSource),
    ForecastConfidence=get_args(forecast_result.Confidence),
    ForecastStage=get_args(forecast_result.Stage),
    PredictionReasonCode=get_args(forecast_result.ReasonCode),
    ExclusionCode=get_args(forecast_result.ExclusionCode),
)

document_view(
    "period.views.DayViewSet",
    tag="period",
    **{
        **DAYS.actions(),
        "create": DAYS.create(repeated_status=200),
        "update": DAYS.replace(creates=True),
        "partial_update": DAYS.partial_update(),
    },
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
        responses={**json_or_text(WholeCycles, SVG), **errors(403)},
        parameters=[USER_ID, CyclesQuery, *CONDITIONAL_READ],
        examples=[OpenApiExample("A current cycle", CYCLES)],
    ),
    predictions=extend_schema(
        operation_id="get_predictions",
        summary="Predict the next periods, ovulation and fertile days",
        description="Each prediction has its range and its basis. A prediction that cannot be made "
        "is null, and a reason explains why.",
        responses={**json_or_text(WholeForecast, SVG), **errors(403)},
        parameters=[USER_ID, ForecastQuery, *CONDITIONAL_READ],
        examples=[OpenApiExample("Regular cycles", FORECAST)],
    ),
)
