"""The shapes and limits of the period log in requests and answers."""

from collections.abc import Mapping
from typing import Any, get_args

from glowcycle.api import fields, number_fields
from glowcycle.api.pagination import ContinuedQuery
from glowcycle.api.serializers import InputSerializer, RecordSerializer
from glowcycle.api.today import today
from period.domain.logged_day import Flow, OvulationTest

SYMPTOMS = 50
SYMPTOM_LENGTH = 64


class ForecastQuery(InputSerializer):
    """The query of the predictions: the phone's own day may differ from the server's."""

    today = fields.StrictDateField(
        default=None,
        help_text="Today, where the phone is; the default is the server's own day, in UTC.",
    )


class CyclesQuery(ContinuedQuery, ForecastQuery):
    """The query of the cycles: those that began between two days, both included."""


def parse_days(parameters: Mapping[str, str], query_type: type[ForecastQuery]) -> dict[str, Any]:
    """Return the query's values; `today` defaults to her day, as `api.today` tells it."""
    query = query_type.read(parameters)
    query["today"] = query["today"] or today()
    return query


class DaySerializer(RecordSerializer):
    """The log of one day."""

    date = fields.StrictDateField(help_text="A calendar day from 1900-01-01 to tomorrow.")
    flow = fields.StrictChoiceField(
        choices=get_args(Flow), help_text="`none`: she checked and saw no bleeding."
    )
    symptoms = fields.StrictStringListField(
        max_items=SYMPTOMS, max_length=SYMPTOM_LENGTH, default=list
    )
    ovulationTest = fields.StrictChoiceField(
        source="ovulation_test", choices=get_args(OvulationTest), default=None, allow_null=True
    )
    cycleLength = number_fields.StrictIntegerField(
        source="cycle_length",
        min_value=10,
        max_value=120,
        default=None,
        allow_null=True,
        help_text="The usual length of her cycles in days, as she states it.",
    )
