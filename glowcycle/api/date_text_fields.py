"""Calendar days of sealed content: a store and a digest hold them as text."""

from datetime import timedelta
from typing import Any

from glowcycle.api import fields
from glowcycle.api.today import today


class DateTextField(fields.StrictDateField):
    """A calendar day of sealed content, which a store and a digest hold as text."""

    def to_internal_value(self, data: Any) -> str:  # type: ignore[override]  # Field has no type of its own
        """Return the day as YYYY-MM-DD. Raise ValidationError for anything else."""
        return str(super().to_internal_value(data))


class PlannedDateField(DateTextField):
    """A calendar day from 1900 to a year from now: what is planned, or due."""

    default_error_messages = {"range": "Must lie between 1900-01-01 and a year from now."}
    latest = staticmethod(lambda: today() + timedelta(days=366))
