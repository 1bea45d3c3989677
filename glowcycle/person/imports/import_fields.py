"""Fields of imports whose values other rooms name: the formats, and the questions of a file."""

from collections.abc import Mapping
from typing import Any, Final

from rest_framework import serializers

from glowcycle.api import fields

# More than any file asks; a hostile request has more.
MAX_ANSWERS: Final = 200
MAX_LENGTH: Final = 200


class FormatField(fields.StrictChoiceField):
    """The name of a format. Its choices load every importer, so only requests ask for them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=(), **kwargs)

    @property
    def choices(self) -> Mapping[str, str]:
        """The names of the formats."""
        from glowcycle.formats.registry import formats

        return {name: name for name in formats()}

    @choices.setter
    def choices(self, _: Any) -> None:
        """Take nothing: the registry knows them."""

    def to_representation(self, value: Any) -> str:
        """Return the name as stored, also that of a format which is gone."""
        return str(value)


class AnswersField(serializers.DictField):
    """The values of chosen options by the ids of their questions: a JSON object of short texts."""

    default_error_messages = {
        "not_a_dict": "Must be an object of texts.",
        "many": "Must have at most {most} members, with names of at most {length} characters.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=fields.StrictCharField(max_length=MAX_LENGTH), **kwargs)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        """Return the texts. Raise ValidationError for anything else."""
        is_long = isinstance(data, dict) and any(len(name) > MAX_LENGTH for name in data)
        if is_long or (isinstance(data, dict) and len(data) > MAX_ANSWERS):
            self.fail("many", most=MAX_ANSWERS, length=MAX_LENGTH)
        answers: dict[str, str] = super().to_internal_value(data)
        return answers
