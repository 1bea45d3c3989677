"""A checkbox for each text that a list may hold, in place of a field with a text on each line."""

from collections.abc import Mapping
from typing import Any

from django import forms


class Checkboxes(forms.CheckboxSelectMultiple):
    """Checkboxes whose value is, as that of a field of lines, one text with a line for each."""

    def call(self, names: Mapping[str, str]) -> None:
        """Give the boxes other labels, by their texts."""
        self.choices = [(text, names.get(str(text), name)) for text, name in self.choices]

    def format_value(self, value: Any) -> list[str]:
        """Return the texts whose boxes are ticked."""
        return str(value or "").split("\n")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """Return the lines of what was ticked."""
        return "\n".join(super().value_from_datadict(data, files, name) or ())
