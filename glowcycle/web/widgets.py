"""The widgets of a form: one for each writable field of its serializer, of a kind that suits it.

A widget shows a value of the API and parses the texts that the browser sends back into a value.
It validates nothing: the API does that.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import uuid4

from rest_framework import serializers

from glowcycle.api import fields, number_fields
from glowcycle.api.today import today
from glowcycle.web.humanize import label
from glowcycle.web.page_config import FormConfig

WidgetKind = Literal[
    "hidden",
    "date",
    "text",
    "textarea",
    "list",
    "slider",
    "number",
    "radio",
    "checkbox",
    "file",
]
NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,6})?")
# Texts that may have more characters than this get several lines.
MAX_LINE_LENGTH = 1000
SLIDER_RANGE = (0, 100)
TRUE_OR_FALSE = ["true", "false"]


@dataclass(frozen=True, slots=True)
class Widget:
    """One input. `name` is the field's path in the JSON, such as "metrics.radiance"."""

    name: str
    kind: WidgetKind
    field: Any
    suggestions: Sequence[str] = ()

    @property
    def label(self) -> str:
        """The last part of the name in words: "Dark circles" for "metrics.darkCircles"."""
        return label(self.name.rpartition(".")[2])

    @property
    def choices(self) -> Sequence[str]:
        """The suggestions, or the values that the field allows."""
        return self.suggestions or [str(choice) for choice in getattr(self.field, "choices", ())]

    def parse(self, texts: Sequence[str]) -> Any:
        """Return the JSON value for the submitted texts; None where they are blank."""
        if self.kind == "list":
            return [item.strip() for item in ",".join(texts).split(",") if item.strip()]
        if self.kind == "slider" and "" in texts:  # the checkbox "not set" is ticked
            return None
        value = next((text for text in reversed(texts) if text.strip()), None)
        if value is None:
            return False if isinstance(self.field, fields.StrictBooleanField) else None
        if self.kind in ("slider", "number") and NUMBER.fullmatch(value):
            return float(value) if "." in value else int(value)
        if isinstance(self.field, fields.StrictBooleanField):
            return value == "true"
        return value.replace("\r\n", "\n")

    def initial_texts(self) -> list[str]:
        """Return the texts for a new record."""
        if self.kind == "hidden":
            return [str(uuid4())]  # the record's id, so that a form sent twice stores one record
        if self.kind == "date" and self.field.required:
            return [today().isoformat()]
        return []


def form_widgets(config: FormConfig, *, is_change: bool = False) -> list[Widget]:
    """Return the widgets in the order of the fields; for a change only those that may change."""
    widgets = _field_widgets(config.serializer().fields, config.suggestions, prefix="")
    return [
        widget
        for widget in widgets
        if not is_change or (widget.kind != "hidden" and widget.name not in config.create_only)
    ]


def to_texts(value: Any) -> list[str]:
    """Return a value of the API as the texts of its widget."""
    if value is None:
        return []
    if isinstance(value, list):
        return [", ".join(map(str, value))]
    return [str(value)]


def _field_widgets(
    serializer_fields: Mapping[str, Any],
    suggestions: Mapping[str, tuple[str, ...]],
    *,
    prefix: str,
) -> Iterator[Widget]:
    for name, field in serializer_fields.items():
        if field.read_only:
            continue
        if isinstance(field, serializers.Serializer):
            yield from _field_widgets(field.fields, suggestions, prefix=f"{prefix}{name}.")
        elif name in suggestions:
            yield Widget(prefix + name, "radio", field, suggestions[name])
        else:
            yield Widget(prefix + name, _kind(field), field)


def _kind(field: Any) -> WidgetKind:
    if isinstance(field, fields.StrictChoiceField):
        return "checkbox" if [*field.choices] == TRUE_OR_FALSE else "radio"
    if isinstance(field, number_fields.StrictIntegerField | number_fields.StrictDecimalField):
        return "slider" if (field.min_value, field.max_value) == SLIDER_RANGE else "number"
    if (
        isinstance(field, fields.StrictCharField)
        and (getattr(field, "max_length", None) or 0) > MAX_LINE_LENGTH
    ):
        return "textarea"
    kinds: tuple[tuple[Any, WidgetKind], ...] = (
        (fields.RecordIdField, "text" if field.required else "hidden"),
        (fields.StrictDateField, "date"),
        (fields.StrictBooleanField, "checkbox"),
        (fields.StrictStringListField, "list"),
        (serializers.FileField, "file"),
    )
    return next((kind for family, kind in kinds if isinstance(field, family)), "text")
