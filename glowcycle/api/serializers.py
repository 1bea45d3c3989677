"""What all records share on the wire: strict reading of bodies, quick writing of answers.

Django REST Framework means a serializer to be made for each request, and copies every field for it,
which takes longer than all that the fields then do. Reading and writing keep nothing in them, so
here one serializer of each class serves a process.
"""

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.errors import Forbidden


class OutputSerializer(serializers.Serializer[Any]):
    """The shape of an answer, camelCase written out, read from a record or a domain object."""

    @classmethod
    def of(cls, thing: Any) -> dict[str, Any]:
        """Return the thing as JSON values."""
        return {
            name: None if (value := read(thing)) is None else write(value)
            for name, read, write in _columns(cls)
        }

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Return the thing as JSON values: an answer within an answer."""
        return self.of(instance)


class InputSerializer(OutputSerializer):
    """A body, or a query, with no field but the declared ones."""

    default_error_messages = {"invalid": "Must be a JSON object."}

    @classmethod
    def read(cls, data: Any, *, partial: bool = False) -> dict[str, Any]:
        """Return the validated values by Python name; of a partial body, those given.

        Raise ValidationError.
        """
        return dict(_one(cls, partial=partial).run_validation(data))

    @classmethod
    def python_name(cls, name: str) -> str:
        """Return the Python name of the field with that name on the wire."""
        return str(_one(cls).fields[name].source)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Return the validated values by Python name. Raise ValidationError."""
        if isinstance(data, Mapping):
            fields.known_fields_only(data, self.fields)
        values: dict[str, Any] = super().to_internal_value(data)
        return values


class OwnedInputSerializer(InputSerializer):
    """A body that may say whose it is, and then must say the caller."""

    userId = serializers.CharField(source="user_id", read_only=True)

    @classmethod
    def read_own(cls, data: Any, *, user_id: str, partial: bool = False) -> dict[str, Any]:
        """Return what `read` does. Raise ValidationError, Forbidden for another's id."""
        if isinstance(data, Mapping) and data.get("userId", user_id) != user_id:
            raise Forbidden("The userId is not your own: leave it out.")
        return cls.read(data, partial=partial)


class RecordSerializer(OwnedInputSerializer):
    """A record: its content and, answered with it, what the service keeps about it.

    A phone may send back all that it was answered: read-only fields are passed over.
    """

    createdAt = fields.TimestampField(source="created_at")
    updatedAt = fields.TimestampField(source="updated_at")
    version = serializers.IntegerField(read_only=True)


@cache
def _one(declared: type[OutputSerializer], *, partial: bool = False) -> OutputSerializer:
    return declared(partial=partial)


@cache
def _columns(
    declared: type[OutputSerializer],
) -> tuple[tuple[str, Callable[[Any], Any], Callable[[Any], Any]], ...]:
    """Return of each field its name, what reads it from a thing, and what writes it as JSON."""
    return tuple(
        (
            name,
            _itself if field.source == "*" else attrgetter(str(field.source)),
            field.to_representation,
        )
        for name, field in _one(declared).fields.items()
        if not field.write_only
    )


def _itself(thing: Any) -> Any:
    return thing
