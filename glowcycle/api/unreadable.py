"""How an answer names the stored records that it goes on without, since they cannot be read."""

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from glowcycle.api.serializers import OutputSerializer
from glowcycle.storage.records import Record


class KindField(serializers.CharField):
    """The name of a kind of record, or "me" for her profile or moods: the start of the address."""


class UnreadableSerializer(OutputSerializer):
    """A stored record that cannot be read. A whole PUT replaces it, DELETE deletes it."""

    kind = KindField()
    id = serializers.CharField(
        help_text="The id of the record, or the day, or `profile` or `moods`."
    )

    @classmethod
    def of(cls, instance: Record) -> dict[str, Any]:
        """Return the record's kind and key as JSON values."""
        return {"kind": instance.kind(), "id": instance.key}


def with_unreadable(answer: dict[str, Any], records: Iterable[Record]) -> dict[str, Any]:
    """Return the answer with `unreadable`, which names these records."""
    return {**answer, "unreadable": [UnreadableSerializer.of(record) for record in records]}
