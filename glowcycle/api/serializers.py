"""The base serializers: they read bodies strictly, and write answers quickly.

Django REST Framework makes a serializer for each request and copies every field for it, which takes
longer than the work of the fields. A serializer keeps no state of a request here, so one instance
of each class serves the whole process.
"""

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, TypeVar

from django.utils.datastructures import MultiValueDict
from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.errors import Forbidden

# The number of unknown fields that a problem names: it must stay smaller than the request.
MAX_NAMED = 20
MAX_APP_NAME = 64

S = TypeVar("S", bound="OutputSerializer")


class OutputSerializer(serializers.Serializer[Any]):
    """The shape of an answer, in camelCase, read from a record or a domain object."""

    @classmethod
    def of(cls, instance: Any) -> dict[str, Any]:
        """Return the record or domain object as JSON values."""
        return {
            name: None if (value := read(instance)) is None else write(value)
            for name, read, write in _output_fields(cls)
        }

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Return the object as JSON values, as a part of another answer."""
        return self.of(instance)


class InputSerializer(OutputSerializer):
    """The shape of a body or a query. It refuses fields that it does not declare.

    takes_null  whether null in an optional field, where it means nothing, is as if left out
    """

    takes_null = False
    default_error_messages = {"invalid": "Must be a JSON object."}

    @classmethod
    def read(cls, data: Any, *, partial: bool = False) -> dict[str, Any]:
        """Return the validated values by Python name; of a partial body, only the values sent.

        Raise ValidationError.
        """
        return dict(_instance(cls, partial=partial).run_validation(data))

    @classmethod
    def python_name(cls, name: str) -> str:
        """Return the Python name of the field with that name on the wire."""
        return str(_instance(cls).fields[name].source)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Return the validated values by Python name. Raise ValidationError."""
        if isinstance(data, Mapping):
            self._refuse_unknown_fields(data)
            data = self.without_nulls(data)
        values: dict[str, Any] = super().to_internal_value(data)
        return values

    @cached_property
    def null_names(self) -> frozenset[str]:
        """The names of the fields in which null is as if left out."""
        return frozenset(
            name
            for name, field in self.fields.items()
            if self.takes_null and not (field.required or field.read_only or field.allow_null)
        )

    def without_nulls(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the members that say something."""
        return {n: v for n, v in data.items() if v is not None or n not in self.null_names}

    def _refuse_unknown_fields(self, data: Mapping[str, Any]) -> None:
        """Raise ValidationError with the names of unknown fields: a typo must not lose data."""
        if unknown := sorted(data.keys() - self.fields.keys())[:MAX_NAMED]:
            raise serializers.ValidationError({name[:64]: ["Unknown field."] for name in unknown})


class OwnedInputSerializer(InputSerializer):
    """A body that may name its owner in `userId`, which must then be the caller."""

    takes_null = True

    userId = serializers.CharField(source="user_id", read_only=True)

    @classmethod
    def read_own(
        cls, data: Any, *, user_id: str, partial: bool = False, **address: str
    ) -> dict[str, Any]:
        """Return the values as `read` does. Raise ValidationError, Forbidden for another's id.

        `address` are values by wire name that the body may leave out, or name as null.
        """
        if isinstance(data, MultiValueDict):
            data = {**data.dict()}  # a page's form: the last value of each name
        if isinstance(data, Mapping):
            if data.get("userId") not in (None, user_id):
                raise Forbidden("The userId is not your own: leave it out.")
            unsaid = {name: value for name, value in address.items() if data.get(name) is None}
            data = {**data, **unsaid}
        return cls.read(data, partial=partial)


class OriginSerializer(OutputSerializer):
    """The other app whose file a record came from, and the import that brought it."""

    app = fields.StrictCharField(max_length=MAX_APP_NAME)
    importId = fields.RecordIdField(source="import_id")


class RecordSerializer(OwnedInputSerializer):
    """A record: its content, and in an answer its times, version, etag and origin as well.

    A phone may send an answer back unchanged: read-only fields in a body are ignored.
    """

    createdAt = fields.TimestampField(source="created_at")
    updatedAt = fields.TimestampField(source="updated_at")
    version = serializers.IntegerField(read_only=True)
    etag = serializers.CharField(
        source="write_id",
        read_only=True,
        help_text="Names this state of the record, for `If-Match` and the `ifMatch` of sync.",
    )
    origin = OriginSerializer(read_only=True, allow_null=True)


class WholeInputSerializer(InputSerializer):
    """An object that is one value: a PATCH has all of it, so leaving a part out erases none."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Return the values by Python name. Raise ValidationError."""
        values = super().to_internal_value(data)
        if missing := [name for name, field in self.fields.items() if field.source not in values]:
            raise serializers.ValidationError({name: ["Must be named."] for name in missing})
        return values


@cache
def _instance(serializer: type[S], *, partial: bool = False) -> S:
    return serializer(partial=partial)


@cache
def _output_fields(
    serializer: type[OutputSerializer],
) -> tuple[tuple[str, Callable[[Any], Any], Callable[[Any], Any]], ...]:
    """Return each field's name, its function to read an object, and its function to write JSON."""
    return tuple(
        (
            name,
            _identity if field.source == "*" else attrgetter(str(field.source)),
            field.to_representation,
        )
        for name, field in _instance(serializer).fields.items()
        if not field.write_only
    )


def _identity(instance: Any) -> Any:
    return instance
