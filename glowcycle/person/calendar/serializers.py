"""Her calendar as JSON."""

from typing import Any, Final

from rest_framework import serializers

from glowcycle.api import fields, line_fields
from glowcycle.person.calendar.items import DEFAULT_TITLE, CalendarItem
from glowcycle.person.person_record_serializers import PersonRecordSerializer, to_json

TITLE_LENGTH: Final = 60


class CalendarSerializer(PersonRecordSerializer):
    """Her calendar; each member is null while she has none."""

    title = line_fields.LineField(
        required=False,
        allow_null=True,
        max_length=TITLE_LENGTH,
        help_text="The title of the calendar and of each event, which everybody sees who sees her "
        f"calendar: nothing that she would not say aloud. `{DEFAULT_TITLE}` by default.",
    )
    linkMadeAt = fields.TimestampField(source="link_made_at", allow_null=True)
    url = serializers.URLField(
        read_only=True,
        allow_null=True,
        help_text="Where calendar programs find it, in the answer that makes the link and in no "
        "other: nothing stored can tell it again.",
    )


class CalendarChangeSerializer(CalendarSerializer):
    """What a calendar that she has can change."""

    renew = fields.StrictBooleanField(
        required=False,
        write_only=True,
        help_text="True replaces the link: the one before opens nothing from then on.",
    )


def calendar_json(item: CalendarItem | None) -> dict[str, Any]:
    """Return the calendar, or that there is none, as JSON values."""
    return to_json(CalendarSerializer, item)
