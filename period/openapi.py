"""Documents the addresses of the cycles and the predictions."""

from typing import Any, get_args

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers

from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_view, name_components
from glowcycle.openapi.parameters import CONDITIONAL_READ, USER_ID, errors, give_examples
from glowcycle.openapi.records import json_or_text, next_cursor_field, unreadable_field
from period import (
    cycle_serializers,
    day_openapi,  # noqa: F401  it documents the days
    services,
    stage_openapi,  # noqa: F401  it documents life stages
)
from period.domain.periods import cycle_flags, cycles, menses
from period.example_log import LOG, TODAY
from period.forecast_openapi import PREDICTIONS
from period.serializers import CyclesQuery


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


class WholeCycles(cycle_serializers.CyclesSerializer):
    """The cycles that began between two days, newest first."""

    next = serializers.URLField(allow_null=True, help_text="The older cycles; null at the end.")
    nextCursor = next_cursor_field()  # noqa: N815  the wire is camelCase
    unreadable = unreadable_field()


give_examples(today=TODAY.isoformat())
name_components(
    CycleFlag=cycle_serializers.FlagSerializer,
    LoggedPeriod=cycle_serializers.PeriodSerializer,
    MenstrualCycle=cycle_serializers.CycleSerializer,
    CyclePage=WholeCycles,
)

name_enums(
    CycleFlagCode=get_args(cycle_flags.FlagCode),
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
    predictions=PREDICTIONS,
)
