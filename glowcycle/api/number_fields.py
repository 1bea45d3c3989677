"""Fields that take JSON numbers by their digits: nothing is rounded before it is judged.

A float would make 50 of 50.00000000000000000001. In JSON 50, 50.0 and 5e1 are the same number.
"""

import math
from decimal import Decimal
from typing import Any

from rest_framework import serializers

from glowcycle.api.strict_json import Number


def exact(data: Any) -> int | Decimal | None:
    """Return the value of a JSON number as its digits say, None for anything else.

    A file may hold a float that is no number, or an infinite one; a body never does.
    """
    if isinstance(data, Number):
        return data.exact
    if isinstance(data, float):
        return Decimal(repr(data)) if math.isfinite(data) else None
    return data if type(data) is int else None


class StrictIntegerField(serializers.IntegerField):
    """A JSON number without a fraction, within the limits."""

    def to_internal_value(self, data: Any) -> int:
        """Return the number. Raise ValidationError for anything else."""
        number = exact(data)
        if number is None or number != int(number):
            self.fail("invalid")
        return int(number)


class StrictDecimalField(serializers.FloatField):
    """A JSON number with at most `decimals` decimals, within the limits."""

    default_error_messages = {
        "decimals": "Must have at most one decimal.",
        "more_decimals": "Must have at most {decimals} decimals.",
    }

    def __init__(self, *, decimals: int = 1, **kwargs: Any) -> None:
        self.decimals = decimals
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> int | float:
        """Return the number, as an int where it is whole. Raise ValidationError for others."""
        number = exact(data)
        if number is None:
            self.fail("invalid")
        numerator, denominator = number.as_integer_ratio()
        if 10**self.decimals % denominator:
            self.fail("decimals" if self.decimals == 1 else "more_decimals", decimals=self.decimals)
        return numerator if denominator == 1 else float(number)

    def to_representation(self, value: Any) -> int | float:  # type: ignore[override]  # JSON has numbers
        """Return the number, without a point where it is whole."""
        return int(value) if value == int(value) else float(value)
