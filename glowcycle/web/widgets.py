"""The inputs of a form: one for each field that a body declares, of the kind that suits it.

An input knows how to show a value of the API and how to read what the browser sends back as one.
What a field refuses is left for the API to refuse.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import uuid4

from django.utils import timezone
from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.web.humanize import words
from glowcycle.web.page_config import Form

Kind = Literal[
    "hidden", "date", "text", "area", "words", "slider", "number", "choice", "tick", "file"
]
WHOLE = re.compile(r"-?[0-9]{1,30}")
# A text of more characters than this is written on several lines.
LONGEST_LINE = 1000
SLIDER = (0, 100)
YES_OR_NO = ["true", "false"]


@dataclass(frozen=True, slots=True)
class Input:
    """One input. `name` is the field's path on the wire, "metrics.radiance" within another."""

    name: str
    kind: Kind
    field: Any
    suggestions: Sequence[str] = ()

    @property
    def label(self) -> str:
        """Return the last part of the name in words: "darkCircles" as "Dark circles"."""
        return words(self.name.rpartition(".")[2])

    @property
    def choices(self) -> Sequence[str]:
        """Return what may be chosen, or is suggested."""
        return self.suggestions or [str(choice) for choice in getattr(self.field, "choices", ())]

    def read(self, sent: Sequence[str]) -> Any:
        """Return what was sent as a JSON value; None for nothing."""
        if self.kind == "words":
            return [word.strip() for word in ",".join(sent).split(",") if word.strip()]
        if self.kind == "slider" and "" in sent:  # its tick: nothing is to be said
            return None
        value = next((text for text in reversed(sent) if text.strip()), None)
        if value is None:
            return False if isinstance(self.field, fields.StrictBooleanField) else None
        if self.kind in ("slider", "number") and WHOLE.fullmatch(value):
            return int(value)
        if isinstance(self.field, fields.StrictBooleanField):
            return value == "true"
        return value.replace("\r\n", "\n")

    def start(self) -> list[str]:
        """Return what stands in the input of a new record."""
        if self.kind == "hidden":
            return [str(uuid4())]  # sent twice, it is stored once
        if self.kind == "date" and self.field.required:
            return [timezone.now().date().isoformat()]
        return []


def of_form(form: Form) -> list[Input]:
    """Return the inputs of a form in the order of its fields."""
    return [*_of_fields(form.body().fields, form.suggestions, prefix="")]


def to_texts(value: Any) -> list[str]:
    """Return a value of the API as a browser would send it."""
    if value is None:
        return []
    if isinstance(value, list):
        return [", ".join(map(str, value))]
    return [str(value)]


def _of_fields(
    declared: Mapping[str, Any], suggestions: Mapping[str, tuple[str, ...]], *, prefix: str
) -> Iterator[Input]:
    for name, field in declared.items():
        if field.read_only:
            continue
        if isinstance(field, serializers.Serializer):
            yield from _of_fields(field.fields, suggestions, prefix=f"{prefix}{name}.")
        else:
            offered = suggestions.get(name, ())
            yield Input(prefix + name, "choice" if offered else _kind(field), field, offered)


def _kind(field: Any) -> Kind:
    kinds: tuple[tuple[Any, Kind], ...] = (
        (fields.RecordIdField, "text" if field.required else "hidden"),
        (fields.StrictDateField, "date"),
        (fields.StrictBooleanField, "tick"),
        (fields.StrictStringListField, "words"),
        (serializers.FileField, "file"),
        (fields.StrictIntegerField, "number"),
    )
    if isinstance(field, fields.StrictChoiceField):
        return "tick" if [*field.choices] == YES_OR_NO else "choice"
    if (
        isinstance(field, fields.StrictIntegerField)
        and (field.min_value, field.max_value) == SLIDER
    ):
        return "slider"
    if (getattr(field, "max_length", None) or 0) > LONGEST_LINE and isinstance(
        field, fields.StrictCharField
    ):
        return "area"
    return next((kind for family, kind in kinds if isinstance(field, family)), "text")
