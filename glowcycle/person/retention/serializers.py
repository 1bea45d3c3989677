"""Her retention choice as JSON."""

from typing import Any

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.number_fields import exact
from glowcycle.api.serializers import InputSerializer
from glowcycle.person.retention.choices import DAYS
from glowcycle.person.retention.services import Retention
from glowcycle.records import FIRST_KINDS, record_kinds


class DaysField(serializers.ChoiceField):
    """A JSON number, one of DAYS, or null."""

    default_error_messages = {"invalid_choice": "Must be null or one of: 30, 90, 365."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=DAYS, allow_null=True, **kwargs)

    def to_internal_value(self, data: Any) -> int:  # type: ignore[override]  # Field has no type of its own
        """Return the number of days. Raise ValidationError for any other value."""
        number = exact(data)  # in JSON 30.0 is the same as 30
        if number is None or number not in DAYS:
            self.fail("invalid_choice")
        return int(number)


class RetentionSerializer(InputSerializer):
    """How many days after their creation records are deleted, by kind; null for never.

    `appliedAt` is when this was applied to all records; null until then.
    """

    appliedAt = fields.TimestampField(source="applied_at", allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; the kinds are known once all apps are loaded."""
        days = {kind: DaysField(required=kind in FIRST_KINDS) for kind in record_kinds()}
        return {**days, **super().get_fields()}


def to_json(retention: Retention) -> dict[str, Any]:
    """Return the retention as JSON values."""
    applied_at = retention.applied_at and fields.TimestampField().to_representation(
        retention.applied_at
    )
    return {**retention.days, "appliedAt": applied_at}
