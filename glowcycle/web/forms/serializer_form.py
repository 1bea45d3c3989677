"""Forms of Django, made from the serializers of the API."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.web.forms.fields import ValueField
from glowcycle.web.humanize import label, value_at
from glowcycle.web.page_config import FormConfig


class SerializerForm(forms.Form):
    """A form with a field for each writable field of a serializer, by its path in the JSON.

    Its method decides what it sends: PATCH what was changed, by hidden inputs with what the form
    showed at first; PUT all values; POST and GET those that are not null.
    """

    error_css_class = "wrong"
    required_css_class = "required"

    def __init__(
        self,
        config: FormConfig,
        *,
        method: str = "POST",
        form_id: str = "form",
        record: Mapping[str, Any] | None = None,
        data: Any = None,
    ) -> None:
        """Make a form with the values of a record, or bound to what a browser sent."""
        super().__init__(data, auto_id=f"{form_id}-%s", label_suffix="")
        self.method = method
        for path, field in _form_fields(config, is_change=method == "PATCH"):
            self.fields[path] = field
            self.initial[path] = value_at(record, path)
            if self.initial[path] is None:  # then Django takes the field's own
                del self.initial[path]
            if method == "PATCH":
                field.show_hidden_initial = True
                first = self.data.get(self.add_initial_prefix(path))
                if (shown := first or self.initial.get(path)) not in (None, ""):
                    field.suit(shown)

    def add_problem(self, errors: Mapping[str, Sequence[str]]) -> None:
        """Add the errors of a problem to their fields; those without a field stand above."""
        for path, sentences in errors.items():
            name = next((name for name in self.fields if f"{path}.".startswith(f"{name}.")), None)
            start = "" if name else f"{label(path)}: "
            self.add_error(name, [f"{start}{sentence}" for sentence in sentences])

    def body(self) -> dict[str, Any]:
        """Return what the form sends as JSON values, nested as in the API."""
        self.full_clean()
        # A serializer inside another is one value: all of it is sent, or nothing.
        changed = {path.partition(".")[0] for path in self.changed_data}
        body: dict[str, Any] = {}
        for path, value in self.cleaned_data.items():
            *parents, name = path.split(".")
            if self.method == "PATCH" and [*parents, name][0] not in changed:
                continue
            if self.method in ("POST", "GET") and value is None:
                continue
            target = body
            for parent in parents:
                target = target.setdefault(parent, {})
            target[name] = value
        return body


def _form_fields(config: FormConfig, *, is_change: bool) -> Iterator[tuple[str, ValueField]]:
    for path, field in _writable(config.serializer().fields):
        is_fixed = path in config.create_only or isinstance(field, fields.RecordIdField)
        if not (is_change and is_fixed):
            yield path, ValueField(field, path=path, config=config)


def _writable(of: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, field in of.items():
        if isinstance(field, serializers.Serializer) and not field.read_only:
            yield from _writable(field.fields, f"{prefix}{name}.")
        elif not field.read_only:
            yield prefix + name, field
