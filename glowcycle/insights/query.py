"""Which days an answer is about, as its query says it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, TypedDict, cast

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.pagination import FIRST, LAST, DatesQuery
from glowcycle.api.today import today

MAX_DAYS: Final = 1_096
"""Three years. A longer range has more than one answer: what followed her cycle may have changed,
and one answer reads no more."""


class InsightsQuery(DatesQuery):
    """The days that are asked about: at most MAX_DAYS, up to today if nothing else is said."""

    default_error_messages = {
        "order": "Must not be later than `to` or today.",
        "length": "Must be one of the {most:,} days up to `to`, or up to today without it.",
    }

    today = fields.StrictDateField(
        default=None,
        help_text="Today, where the phone is; the default is the server's own day, in UTC.",
    )

    def get_fields(self) -> dict[str, Any]:
        """Return the fields, with the longest range among their help texts."""
        found = super().get_fields()
        found[
            "from"
        ].help_text = f"{FIRST} A range has at most {MAX_DAYS:,} days, as it has by default."
        found["to"].help_text = f"{LAST} The default is today."
        return found

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the values with their defaults. Raise ValidationError for a range that is wrong.

        Of a `to` in the future, only the days up to today count.
        """
        day = attrs["today"] or today()
        last = min(attrs["last"] or day, day)
        earliest = last - timedelta(days=MAX_DAYS - 1)
        first = attrs["first"] or earliest
        if first > last:
            raise serializers.ValidationError({"from": self.error_messages["order"]})
        if first < earliest:
            message = self.error_messages["length"].format(most=MAX_DAYS)
            raise serializers.ValidationError({"from": message})
        return {"first": first, "last": last, "today": day}


class InsightsRange(TypedDict):
    """The first and the last day that are asked about, and her today."""

    first: date
    last: date
    today: date


def read_range(values: Mapping[str, Any]) -> InsightsRange:
    """Return the range of a query, or of a body with its members. Raise ValidationError."""
    return cast("InsightsRange", InsightsQuery.read(values))
