"""The parts of an import in answers. The store holds them as JSON values by wire name."""

from types import SimpleNamespace
from typing import Any, get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.languages import translated
from glowcycle.api.serializers import OutputSerializer
from glowcycle.formats import reasons


class _StoredPart(OutputSerializer):
    """A part of an import, stored as JSON values by wire name."""

    @classmethod
    def of(cls, instance: Any) -> dict[str, Any]:
        """Return the part, with its sentences in the language of the request."""
        return super().of(SimpleNamespace(**instance))


class CountsSerializer(_StoredPart):
    """What the file has of one kind of record, beside what is stored."""

    new = serializers.IntegerField(help_text="Records that will be stored.")
    same = serializers.IntegerField(help_text="Records that are stored already.")
    conflicting = serializers.IntegerField(
        help_text="Days and stages that she has in another way: hers stay."
    )
    skipped = serializers.IntegerField(help_text="Records that she deleted: they stay deleted.")


class _ReasonSentence(fields.SentenceField):
    """The sentence of a reason."""

    def to_representation(self, value: Any) -> str:
        """Return the sentence for that code, translated."""
        return translated(reasons.SENTENCES[value])


class NotTakenSerializer(_StoredPart):
    """Equal values in the file that are not taken."""

    what = serializers.CharField(help_text="The file's own name of the field or type.")
    value = serializers.CharField(
        allow_null=True, help_text="The file's own value; null for many that are counted together."
    )
    count = serializers.IntegerField()
    reason = fields.StrictChoiceField(choices=get_args(reasons.Reason))
    sentence = _ReasonSentence(source="reason")
    firstRows = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="Where the first of them stand: lines, or numbers of elements.",
    )


class OptionSerializer(_StoredPart):
    """One answer to a question."""

    value = serializers.CharField(help_text="What `answers` says for it.")
    label = fields.SentenceField()  # type: ignore[assignment]  # a field of the API, not DRF's attribute


class QuestionSerializer(_StoredPart):
    """What only she can tell of the file."""

    id = serializers.CharField(help_text="Names the question in `answers`.")
    text = fields.SentenceField()
    options = OptionSerializer(many=True)
    assumed = serializers.CharField(help_text="The value that holds unless she answers.")
    count = serializers.IntegerField(help_text="The records that the answer changes.")


class CyclesFoundSerializer(_StoredPart):
    """The cycles in her history with that of the file."""

    count = serializers.IntegerField()
    firstStart = fields.StrictDateField()
    lastStart = fields.StrictDateField()
    medianLength = serializers.IntegerField(
        allow_null=True, help_text="In days; null without a whole cycle."
    )


class WhySerializer(_StoredPart):
    """Why the forecast would not tell the next period."""

    code = serializers.CharField()
    text = fields.SentenceField()
    date = serializers.CharField(allow_null=True)


class ResultSerializer(_StoredPart):
    """What an import has stored so far."""

    made = serializers.DictField(child=serializers.IntegerField(), help_text="By kind of record.")
    filled = serializers.IntegerField(help_text="Days of hers in which it filled what was empty.")
    same = serializers.IntegerField(help_text="Records that were stored already.")
    kept = serializers.IntegerField(help_text="Records of hers that stay as they are.")
    deleted = serializers.IntegerField(help_text="Records that she deleted: they stay deleted.")


class KeptSerializer(_StoredPart):
    """A record that an undo left, because she has changed it since."""

    kind = serializers.CharField()
    key = serializers.CharField(help_text="Its id, or its day.")


class UndoneSerializer(_StoredPart):
    """What an undo has taken back so far."""

    removed = serializers.DictField(
        child=serializers.IntegerField(), help_text="By kind of record."
    )
    emptied = serializers.IntegerField(help_text="Days of hers whose filled fields were emptied.")
    kept = KeptSerializer(many=True, help_text="The first 1,000.")
    keptCount = serializers.IntegerField()
