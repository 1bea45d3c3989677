"""The shapes and limits of the period log in requests and answers."""

import re
from collections.abc import Mapping
from typing import Any, get_args

from rest_framework import serializers

from glowcycle.api import fields, number_fields
from glowcycle.api.pagination import ContinuedQuery
from glowcycle.api.serializers import InputSerializer, RecordSerializer
from glowcycle.api.today import today
from period.domain.log.logged_day import Flow, Mucus, OvulationTest, PregnancyTest

SYMPTOMS = MEDICATIONS = 50
SYMPTOM_LENGTH = MEDICATION_LENGTH = 64
NOTE_LENGTH = 20_000
# In degrees Celsius.
LOWEST, HIGHEST = 34, 42
MAX_PAIN = 10
SEX = ("none", "protected", "unprotected")
TIME_OF_DAY = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")


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


class TimeOfDayField(fields.StrictCharField):
    """A local time of day, hh:mm."""

    default_error_messages = {"time": "Must be a time of day as hh:mm."}

    def to_internal_value(self, data: Any) -> str:
        """Return the text. Raise ValidationError for anything else."""
        if not isinstance(data, str) or not TIME_OF_DAY.fullmatch(data):
            self.fail("time")
        return data


class TemperatureSerializer(InputSerializer):
    """A waking temperature: one value, which a request replaces as a whole."""

    takes_null = True

    celsius = number_fields.StrictDecimalField(
        decimals=2,
        min_value=LOWEST,
        max_value=HIGHEST,
        help_text="In degrees Celsius, with at most two decimals.",
    )
    time = TimeOfDayField(
        default=None, allow_null=True, help_text="When she measured it, hh:mm where she was."
    )
    excluded = fields.StrictBooleanField(
        default=False, help_text="She does not trust it: fever, alcohol, a short night."
    )

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Return the values by Python name. Raise ValidationError. A PATCH has the whole value."""
        if isinstance(data, Mapping):
            if "celsius" not in data:
                raise serializers.ValidationError({"celsius": ["This field is required."]})
            data = {"time": None, "excluded": False, **self.without_nulls(data)}
        return super().to_internal_value(data)


class DaySerializer(RecordSerializer):
    """The log of one day."""

    default_error_messages = {"start": "Must not be true on a day with flow none."}

    date = fields.StrictDateField(help_text="A calendar day from 1900-01-01 to tomorrow.")
    flow = fields.StrictChoiceField(
        choices=get_args(Flow),
        default=None,
        allow_null=True,
        help_text="`none`: she checked and saw no bleeding; `unspecified`: bleeding of a strength "
        "that she did not tell; null: nothing was said of bleeding.",
    )
    symptoms = fields.StrictStringListField(
        max_items=SYMPTOMS, max_length=SYMPTOM_LENGTH, default=list
    )
    ovulationTest = fields.StrictChoiceField(
        source="ovulation_test",
        choices=get_args(OvulationTest),
        default=None,
        allow_null=True,
        help_text="`low`, `high`, `peak` are those of a monitor.",
    )
    cycleLength = number_fields.StrictIntegerField(
        source="cycle_length",
        min_value=10,
        max_value=120,
        default=None,
        allow_null=True,
        help_text="The usual length of her cycles in days, as she states it.",
    )
    startsPeriod = fields.StrictBooleanField(
        source="starts_period",
        required=False,
        allow_null=True,
        help_text="Whether a period begins that day; null: the service decides. A flow of `none` "
        "counts more than true.",
    )
    temperature = TemperatureSerializer(required=False, allow_null=True)
    mucus = fields.StrictChoiceField(
        choices=get_args(Mucus),
        required=False,
        allow_null=True,
        help_text="The most fertile cervical mucus of the day.",
    )
    pregnancyTest = fields.StrictChoiceField(
        source="pregnancy_test",
        choices=get_args(PregnancyTest),
        required=False,
        allow_null=True,
    )
    pain = number_fields.StrictIntegerField(
        min_value=0,
        max_value=MAX_PAIN,
        required=False,
        allow_null=True,
        help_text="0: none; 10: the worst that she can imagine.",
    )
    sex = fields.StrictChoiceField(choices=SEX, required=False, allow_null=True)
    medication = fields.StrictStringListField(
        max_items=MEDICATIONS, max_length=MEDICATION_LENGTH, required=False, allow_null=True
    )
    note = fields.StrictCharField(
        max_length=NOTE_LENGTH, required=False, allow_null=True, allow_blank=True
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the values. Raise ValidationError if they contradict each other."""
        if attrs.get("starts_period") and attrs.get("flow") == "none":
            message = self.error_messages["start"]
            raise serializers.ValidationError({"startsPeriod": [message]})
        return attrs
