"""Her profile as JSON."""

from typing import Any

from glowcycle.api import fields, number_fields
from glowcycle.api.today import today
from glowcycle.person.person_record_serializers import PersonRecordSerializer

FIRST_YEAR = 1900
GOALS = ("track", "conceive", "avoid")
# The usual lengths that she may state, in days; a day of the log takes the same cycle lengths.
CYCLE_LENGTHS = (10, 120)
PERIOD_LENGTHS = (1, 30)
LUTEAL_LENGTHS = (5, 25)


class YearField(number_fields.StrictIntegerField):
    """A year that has begun."""

    default_error_messages = {"year": "Must lie between {first} and this year."}

    def to_internal_value(self, data: Any) -> int:
        """Return the year. Raise ValidationError for anything else."""
        year = super().to_internal_value(data)
        if not FIRST_YEAR <= year <= today().year:
            self.fail("year", first=FIRST_YEAR)
        return year


def _days(limits: tuple[int, int], **kwargs: Any) -> number_fields.StrictIntegerField:
    least, most = limits
    return number_fields.StrictIntegerField(
        min_value=least, max_value=most, required=False, allow_null=True, **kwargs
    )


class ProfileSerializer(PersonRecordSerializer):
    """What she says of herself once; null where she said nothing."""

    birthYear = YearField(
        source="birth_year", min_value=FIRST_YEAR, required=False, allow_null=True
    )
    cycleLength = _days(
        CYCLE_LENGTHS, source="cycle_length", help_text="The usual length of her cycles, in days."
    )
    periodLength = _days(
        PERIOD_LENGTHS,
        source="period_length",
        help_text="The usual number of days that her period lasts.",
    )
    lutealLength = _days(
        LUTEAL_LENGTHS,
        source="luteal_length",
        help_text="The usual number of days from ovulation to the next period.",
    )
    goal = fields.StrictChoiceField(
        choices=GOALS,
        required=False,
        allow_null=True,
        help_text="What she wants the forecast for. No goal makes it a contraceptive.",
    )
