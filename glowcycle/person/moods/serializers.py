"""Her order of moods as JSON."""

from typing import Any, Final

from rest_framework.fields import empty

from glowcycle.api import fields
from glowcycle.person.person_record_serializers import PersonRecordSerializer
from glowcycle.spelling import word_key

MOODS: Final = 50
MOOD_LENGTH: Final = 64


class MoodListField(fields.StrictStringListField):
    """An array of moods, each named once; an empty one says as much as null."""

    default_error_messages = {
        "blank": "Must not hold a mood without a letter or an emoji.",
        "repeated": "Must hold each mood once, in whatever spelling.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_items=MOODS, max_length=MOOD_LENGTH, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        """Return the moods. Raise ValidationError."""
        moods: list[str] = super().to_internal_value(data)
        keys = [word_key(mood) for mood in moods]
        if not all(keys):
            self.fail("blank")
        if len(set(keys)) < len(keys):
            self.fail("repeated")
        return moods

    def run_validation(self, data: Any = empty) -> Any:
        """Return the moods, None for none. Raise ValidationError."""
        return super().run_validation(data) or None


class MoodsSerializer(PersonRecordSerializer):
    """Her own order of moods; null where she has none."""

    moods = MoodListField(
        required=False, allow_null=True, help_text="Her moods, the best first: emoji or words."
    )
