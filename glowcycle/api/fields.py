"""Fields that take JSON values of exactly their type.

The fields of Django REST Framework take "50" for 50 and 1 for "1", and trim text; these do not. No
message quotes the value.
"""

import re
from datetime import date, datetime, timedelta
from typing import Any

from rest_framework import serializers

from glowcycle.api import converters
from glowcycle.api.languages import translated
from glowcycle.api.today import today
from glowcycle.storage.dated_record import DAY_OR_TIME

EARLIEST = date(1900, 1, 1)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
COUNT = re.compile("[0-9]{1,9}")
# The schema finds the addresses with texts for her by these words.
IN_HER_LANGUAGE = "in the language of `Accept-Language`"
ID = re.compile(converters.RecordIdConverter.regex)


def latest_day() -> date:
    """Return tomorrow in UTC: somewhere on earth that day may have begun."""
    return today() + timedelta(days=1)


class StrictCharField(serializers.CharField):
    """A JSON string, kept unchanged."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """Return the string. Raise ValidationError for anything else."""
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class SentenceField(serializers.CharField):
    """A text in an answer; a Sentence is written in the language of the request."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(help_text=f"For her to read, {IN_HER_LANGUAGE}.", **kwargs)

    def to_representation(self, value: str) -> str:
        """Return the text, translated."""
        return translated(value)


class PageSizeField(StrictCharField):
    """The page size in a query: a whole number from 1 to `most`."""

    default_error_messages = {"limit": "Must be a whole number from 1 to {most}."}

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> int:  # type: ignore[override]  # Field has no type of its own
        """Return the number. Raise ValidationError for anything else."""
        number = int(data) if isinstance(data, str) and COUNT.fullmatch(data) else 0
        if not 1 <= number <= self.most:
            self.fail("limit", most=self.most)
        return number


class StrictBooleanField(serializers.BooleanField):
    """The JSON value true or false."""

    def to_internal_value(self, data: Any) -> bool:
        """Return the value. Raise ValidationError for anything else."""
        if not isinstance(data, bool):
            self.fail("invalid")
        return data


class StrictChoiceField(serializers.ChoiceField):
    """One of a few strings."""

    default_error_messages = {"invalid_choice": "Must be one of: {names}."}

    def to_internal_value(self, data: Any) -> str:
        """Return the string. Raise ValidationError for anything else."""
        if not isinstance(data, str) or data not in self.choices:
            self.fail("invalid_choice", names=", ".join(self.choices))
        return data


class StrictStringListField(serializers.ListField):
    """A JSON array of short strings."""

    default_error_messages = {
        "not_a_list": "Must be an array of strings.",
        "max_length": "Must have at most {max_length} elements.",
    }

    def __init__(self, *, max_items: int, max_length: int, **kwargs: Any) -> None:
        super().__init__(
            child=StrictCharField(max_length=max_length), max_length=max_items, **kwargs
        )

    def to_internal_value(self, data: Any) -> Any:
        """Return the strings. Raise ValidationError; too many strings are a single error."""
        if isinstance(data, list) and len(data) > (self.max_length or 0):
            self.fail("max_length", max_length=self.max_length)
        return super().to_internal_value(data)


class RecordIdField(serializers.Field[str, Any, str, Any]):
    """A UUID: a request may write it in either case, an answer has lower case."""

    default_error_messages = {"invalid": "Must be a UUID."}

    def to_internal_value(self, data: Any) -> str:
        """Return the UUID in lower case. Raise ValidationError for anything else."""
        if not isinstance(data, str) or not ID.fullmatch(data):
            self.fail("invalid")
        return str(data.lower())

    def to_representation(self, value: Any) -> str:
        """Return the UUID as stored."""
        return str(value)


class StrictDateField(serializers.Field[date, Any, str, Any]):
    """A calendar day, YYYY-MM-DD, from 1900 to tomorrow."""

    default_error_messages = {
        "invalid": "Must be a calendar day as YYYY-MM-DD.",
        "range": "Must lie between 1900-01-01 and tomorrow.",
    }
    latest = staticmethod(latest_day)

    def to_internal_value(self, data: Any) -> date:
        """Return the day. Raise ValidationError for anything else."""
        if not isinstance(data, str) or not DATE.fullmatch(data):
            self.fail("invalid")
        return self._in_range(data)

    def to_representation(self, value: Any) -> str:
        """Return the day as YYYY-MM-DD."""
        return str(value)

    def _in_range(self, text: str) -> date:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self.fail("invalid")
        if not EARLIEST <= day <= self.latest():
            self.fail("range")
        return day


class DateFilterField(StrictDateField):
    """A calendar day to filter by, which may lie in the future."""

    default_error_messages = {"range": "Must not lie before 1900-01-01."}
    latest = staticmethod(lambda: date.max)


class DateOrTimeField(StrictDateField):
    """A calendar day, or a time with its offset from UTC; both are kept as sent.

    A time may leave its seconds out, and have up to nine digits of the second, as clocks of phones
    do. The day of a time is the local day of its offset, so a flight never moves an entry to
    another day.
    """

    default_error_messages = {
        "invalid": "Must be YYYY-MM-DD, or a time with its offset: YYYY-MM-DDThh:mm:ss+hh:mm.",
    }

    def to_internal_value(self, data: Any) -> str:  # type: ignore[override]  # Field has no type of its own
        """Return the text. Raise ValidationError for anything else."""
        if not isinstance(data, str):
            self.fail("invalid")
        if DATE.fullmatch(data[:10]):
            self._in_range(data[:10])
        if not DAY_OR_TIME.fullmatch(data):
            self.fail("invalid")
        return data


class TimestampField(serializers.DateTimeField):
    """A time of the server's clock, in UTC, to the microsecond. Only answers have it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: datetime) -> str:
        """Return the time as RFC 3339 with six digits of the second."""
        return f"{value.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
