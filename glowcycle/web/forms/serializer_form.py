"""Forms of Django, made from the serializers of the API."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.web.forms.fields import ValueField
from glowcycle.web.forms.questions import QuestionField
from glowcycle.web.humanize import EMPTY, label, value_at
from glowcycle.web.page_config import FormConfig


class SerializerForm(forms.Form):
    """A form with a field for each writable field of a serializer, by its path in the JSON.

    Its method decides what it sends: PATCH what was changed, by hidden inputs with what the form
    showed at first; PUT all values; POST and GET those that are not null.
    """

    template_name = "web/fields.html"
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
        self._groups, self._asks = config.groups, config.asks
        self._optional_objects = {
            name for name, field in config.serializer().fields.items() if _is_optional_object(field)
        }
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
        self.order_fields(config.order)
        if config.asks:
            self._add_questions(config.asks, form_id=form_id, record=record or {})

    def add_problem(self, errors: Mapping[str, Sequence[str]]) -> None:
        """Add the errors of a problem to their fields; those without a field stand above."""
        for path, sentences in errors.items():
            name = next((name for name in self.fields if f"{path}.".startswith(f"{name}.")), None)
            start = "" if name else f"{label(path)}: "
            self.add_error(name, [f"{start}{sentence}" for sentence in sentences])

    def get_context(self) -> dict[str, Any]:
        """Return what the template shows: the fields of a group apart from the others."""
        context = super().get_context()
        group_of = {name: heading for heading, names in self._groups.items() for name in names}
        groups: dict[str, list[Any]] = {heading: [] for heading in ["", *self._groups]}
        for bound, errors in context["fields"]:
            groups[group_of.get(bound.name.partition(".")[0], "")].append((bound, errors))
        shown = (
            (heading, fields, any(errors or _is_said(bound.value()) for bound, errors in fields))
            for heading, fields in groups.items()
        )
        return {**context, "groups": [*shown]}

    def _add_questions(self, asks: str, *, form_id: str, record: Mapping[str, Any]) -> None:
        """Add a field for each question of the record; in a sent form, each answer as it is."""
        given = record.get(asks) or {}
        for number, question in enumerate(record.get("questions", ())):
            field = QuestionField(question, element_id=f"{form_id}-{asks}-{number}")
            path = f"{asks}.{question['id']}"
            self.fields[path] = field
            self.initial[path] = given.get(question["id"], question["assumed"])
        for path in self.data:
            if path.startswith(f"{asks}.") and path not in self.fields:
                self.fields[path] = forms.CharField(required=False, widget=forms.HiddenInput())

    def _members(self, path: str) -> list[str]:
        """Return the names in a path; the id of a question is one, whatever it holds."""
        if self._asks and path.startswith(f"{self._asks}."):
            return path.split(".", 1)
        return path.split(".")

    def body(self) -> dict[str, Any]:
        """Return what the form sends as JSON values, nested as in the API."""
        self.full_clean()
        # A serializer inside another is one value: all of it is sent, or nothing.
        changed = {path.partition(".")[0] for path in self.changed_data}
        body: dict[str, Any] = {}
        for path, value in self.cleaned_data.items():
            *parents, name = self._members(path)
            if self.method == "PATCH" and [*parents, name][0] not in changed:
                continue
            if self.method in ("POST", "GET") and value is None:
                continue
            target = body
            for parent in parents:
                target = target.setdefault(parent, {})
            target[name] = value
        for name in self._optional_objects & body.keys():
            if not any(map(_is_said, body[name].values())):
                body[name] = None
                if self.method in ("POST", "GET"):
                    del body[name]
        return body


def _is_optional_object(of: Any) -> bool:
    return isinstance(of, serializers.Serializer) and of.allow_null and not of.read_only


def _is_said(value: Any) -> bool:
    return value not in EMPTY and value is not False


def _form_fields(config: FormConfig, *, is_change: bool) -> Iterator[tuple[str, ValueField]]:
    all_fields = config.serializer().fields
    for path, field in _writable(all_fields):
        if path == config.asks:
            continue
        if is_change:
            is_left_out = path in config.create_only or isinstance(field, fields.RecordIdField)
        else:
            is_left_out = path in config.change_only
        if not is_left_out:
            shown = ValueField(field, path=path, config=config)
            shown.required &= not _is_optional_object(all_fields[path.partition(".")[0]])
            yield path, shown


def _writable(of: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, field in of.items():
        if isinstance(field, serializers.Serializer) and not field.read_only:
            yield from _writable(field.fields, f"{prefix}{name}.")
        elif not field.read_only:
            yield prefix + name, field
