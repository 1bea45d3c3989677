"""The fields of a share that no other record has."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final, get_args

from django.utils import timezone

from glowcycle.api import fields
from glowcycle.person.shares.scopes import Scope
from glowcycle.storage.dated_record import DAY_OR_TIME

SCOPES: Final = get_args(Scope)
MAX_LIFE: Final = timedelta(days=90)
# A phone that asks for the longest life may have a clock that is a little ahead.
SLACK: Final = timedelta(minutes=5)
TIME_FORM: Final = "%Y-%m-%dT%H:%M:%SZ"
# As in 2026-03-01T20:31+01:00: without a day alone, and without a part of a second.
TIME_LENGTH: Final = len("YYYY-MM-DDThh:mmZ")


class ScopeField(fields.StrictStringListField):
    """An array of scopes, each once; kept in the order of all scopes."""

    default_error_messages = {
        "empty": "Must hold at least one.",
        "repeated": "Must hold each once.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_items=len(SCOPES), max_length=max(map(len, SCOPES)), **kwargs)
        self.child = fields.StrictChoiceField(choices=SCOPES)
        self.child.bind(field_name="", parent=self)  # type: ignore[arg-type]  # as ListField does

    def to_internal_value(self, data: Any) -> list[str]:
        """Return the scopes. Raise ValidationError."""
        scopes: list[str] = super().to_internal_value(data)
        if not scopes:
            self.fail("empty")
        if len(set(scopes)) < len(scopes):
            self.fail("repeated")
        return sorted(scopes, key=SCOPES.index)

    def to_representation(self, data: Any) -> list[str]:
        """Return the scopes that this release knows."""
        return [scope for scope in SCOPES if scope in data]


class ExpiryField(fields.StrictCharField):
    """When a share ends: a time with its offset from UTC, at most 90 days from now.

    It is kept, and comes back, to the second and in UTC.
    """

    default_error_messages = {
        "time": "Must be a time with its offset: YYYY-MM-DDThh:mm:ss+hh:mm.",
        "past": "Must lie in the future.",
        "late": "Must lie at most {days} days from now.",
    }

    def to_internal_value(self, data: Any) -> str:
        """Return the time. Raise ValidationError."""
        text = super().to_internal_value(data)
        if len(text) < TIME_LENGTH or not DAY_OR_TIME.fullmatch(text):
            self.fail("time")
        try:
            ends = datetime.fromisoformat(text).astimezone(UTC).replace(microsecond=0)
        except (ValueError, OverflowError):
            self.fail("time")
        if ends <= timezone.now():
            self.fail("past")
        if ends > timezone.now() + MAX_LIFE + SLACK:
            self.fail("late", days=MAX_LIFE.days)
        return ends.strftime(TIME_FORM)
