"""Her calendar as JSON."""

import re
import unicodedata
from typing import Any, Final

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.person.calendar.items import DEFAULT_TITLE, CalendarItem
from glowcycle.person.person_record_serializers import PersonRecordSerializer, to_json

TITLE_LENGTH: Final = 60

# They break a line, cannot be seen, or turn the text around them in her calendar.
_NOT_IN_A_TITLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


class TitleField(fields.StrictCharField):
    """One line of text that can be seen."""

    default_error_messages = {
        "line": "Must be one line of text, without control characters.",
        "unseen": "Must have a letter, a digit or a sign.",
    }

    def to_internal_value(self, data: Any) -> str:
        """Return the title. Raise ValidationError."""
        title = super().to_internal_value(data)
        if _NOT_IN_A_TITLE.search(title):
            self.fail("line")
        if not any(unicodedata.category(character)[0] in "LNPS" for character in title):
            self.fail("unseen")
        return title


class CalendarSerializer(PersonRecordSerializer):
    """Her calendar; each member is null while she has none."""

    title = TitleField(
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
