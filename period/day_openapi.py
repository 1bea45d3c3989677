"""Documents the addresses of the days of the period log."""

from typing import Any, get_args

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import Direction, OpenApiParameter

from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_field, document_view, name_components
from glowcycle.openapi.fields import or_null
from glowcycle.openapi.parameters import give_examples
from glowcycle.openapi.records import RecordOperations
from period.domain.log import logged_day
from period.serializers import SEX, TIME_OF_DAY, DaySerializer, TemperatureSerializer

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
        "origin": None,
        "date": "2026-03-01",
        "flow": "medium",
        "symptoms": ["cramps"],
        "ovulationTest": None,
        "cycleLength": None,
        "startsPeriod": True,
        "temperature": {"celsius": 36.45, "time": "06:40", "excluded": False},
        "mucus": "sticky",
        "pregnancyTest": None,
        "pain": 3,
        "sex": None,
        "medication": ["ibuprofen"],
        "note": None,
    },
    change={"flow": "heavy"},
    path_parameters=(OpenApiParameter("day", OpenApiTypes.DATE, OpenApiParameter.PATH),),
)


class DayAtAddress(OpenApiSerializerExtension):
    """The body of a PUT or PATCH, which may leave out the day or send null: its address has it."""

    target_class = "period.serializers.DaySerializer"

    def get_name(self, auto_schema: AutoSchema, direction: Direction) -> str | None:
        is_put = auto_schema.method == "PUT" and direction == "request"
        return "PatchedPeriodDay" if is_put else None  # no other field is required either

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_basic_serializer(self.target, direction)
        if direction == "request" and auto_schema.method in ("PUT", "PATCH"):
            schema["properties"]["date"] = or_null(schema["properties"]["date"])
            schema.pop("required", None)
        return schema


give_examples(day="2026-03-01")
document_field(
    "period.serializers.TimeOfDayField",
    lambda field: {
        "type": "string",
        "pattern": f"^({TIME_OF_DAY.pattern})$",
        "description": field.help_text,
    },
)
name_components(PeriodDay=DaySerializer, WakingTemperature=TemperatureSerializer)
name_enums(
    PeriodFlow=get_args(logged_day.Flow),
    OvulationTest=get_args(logged_day.OvulationTest),
    CervicalMucus=get_args(logged_day.Mucus),
    PregnancyTest=get_args(logged_day.PregnancyTest),
    LoggedSex=SEX,
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
