"""The fields of forms: each shows a value of the API, and turns texts of a browser into one.

They refuse nothing: the API does that.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import uuid4

from django import forms
from rest_framework import serializers

from glowcycle.api import fields, number_fields, strict_json
from glowcycle.api.today import today
from glowcycle.web.forms.checkboxes import Checkboxes
from glowcycle.web.humanize import label
from glowcycle.web.page_config import FormConfig

DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Texts that may have more characters than this get several lines.
MAX_LINE_LENGTH = 1000
TRUE = (True, "True", "true")


class Chips(forms.RadioSelect):
    """Radio buttons, and for suggestions an input of the same name for any other text."""

    template_name = "web/chips.html"

    def __init__(self, choices: Iterable[Any], *, takes_other: bool = False) -> None:
        super().__init__(choices=choices)
        self.takes_other = takes_other

    def offers(self, value: Any) -> bool:
        """Return whether the value is one of the choices."""
        return str(value) in (str(choice) for choice, _ in self.choices)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Return what the template shows."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        other = "" if value is None or self.offers(value) else value
        context["widget"] |= {"takes_other": self.takes_other, "other": other}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002  Django's
        """Return the last text: what is typed counts more than what is chosen."""
        return next((text for text in reversed(data.getlist(name)) if text.strip()), "")


class Kind(NamedTuple):
    """How a form shows a kind of value, and how it reads the text of a browser.

    first  the value that a new form begins with
    hint   what its help text also says
    """

    widget: Callable[[Any], forms.Widget]
    read: Callable[[Any, Any], Any]
    first: Callable[[Any], Any] = lambda _: None
    hint: str = ""


class ValueField(forms.Field):
    """The field of a form for a field of a serializer."""

    def __init__(self, of: Any, *, path: str, config: FormConfig) -> None:
        self.of, self.kind = of, next(KINDS[base] for base in type(of).__mro__ if base in KINDS)
        widget = self.kind.widget(of)
        if texts := config.suggestions.get(path):
            widget = Chips([(text, text) for text in texts], takes_other=True)
        if isinstance(widget, Chips) and (of.allow_null or not of.required):
            widget.choices = [*widget.choices, ("", config.unset)]
        if path in config.hidden:
            widget = forms.HiddenInput()
        if isinstance(widget, forms.FileInput) and config.accept:
            widget.attrs["accept"] = config.accept
        hints = [config.hints.get(path, of.help_text) or "", self.kind.hint]
        if isinstance(widget, Checkboxes):
            widget.call(config.choices.get(path, {}))
            hints.pop()
        super().__init__(
            label=config.labels.get(path) or label(path.rpartition(".")[2]),
            help_text=" ".join(hints).replace("`", "").strip(),
            required=of.required and not isinstance(of, serializers.BooleanField),
            initial=self.kind.first(of),
            widget=widget,
        )

    def prepare_value(self, value: Any) -> Any:
        """Return what the widget shows: of a list a line for each text."""
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the value of the API."""
        return self.kind.read(value, self.of)

    clean = to_python  # without a check

    def suit(self, value: Any) -> None:
        """Take a widget that loses nothing of the value: an input drops what it cannot show."""
        text = str(self.prepare_value(value))
        if isinstance(self.widget, Chips) and not self.widget.offers(value):
            self.widget.choices = [(value, value), *self.widget.choices]
        elif getattr(self.widget, "input_type", "") == "date" and not DATE.fullmatch(text):
            self.widget = forms.TextInput({"autocomplete": "off"})
        elif isinstance(self.widget, forms.TextInput) and "\n" in text:
            self.widget = forms.Textarea({"rows": 4})


def _line(of: Any) -> forms.Widget:
    length = getattr(of, "max_length", None)
    attrs = {"maxlength": length} if length else {}
    if (length or 0) > MAX_LINE_LENGTH:
        return forms.Textarea({**attrs, "rows": 4})
    return forms.TextInput({**attrs, "autocomplete": "off"})


def _day(of: Any) -> forms.Widget:
    latest = {"max": of.latest().isoformat()} if of.latest() < date.max else {}
    return forms.TextInput({"type": "date", "min": fields.EARLIEST.isoformat(), **latest})


def _first_day(of: Any) -> Any:
    """Return today for a day that has to be said; an optional object begins empty."""
    return today() if of.required and not of.parent.allow_null else None


def _checkbox(_: Any) -> forms.Widget:
    return forms.CheckboxInput({"value": "true"}, check_test=TRUE.__contains__)


def _yes_or_no(of: Any) -> forms.Widget:
    """Return a checkbox, or where null says something of its own, a choice of three."""
    return Chips([(True, "yes"), (False, "no")]) if of.allow_null else _checkbox(of)


def _chips(of: Any) -> forms.Widget:
    if [*of.choices] == ["true", "false"]:
        return _checkbox(of)
    return Chips((value, label(str(text)).lower()) for value, text in of.choices.items())


def _lines(of: Any) -> forms.Widget:
    """Return an area for lines, or a checkbox for each where only some texts can be."""
    choices = getattr(of.child, "choices", None)
    if choices is None:
        return forms.Textarea({"rows": 3})
    return Checkboxes(choices=[(text, label(text)) for text in choices])


def _read_text(text: str | None, _: Any) -> str | None:
    return text.replace("\r\n", "\n") if text and text.strip() else None


def _read_number(text: str | None, of: Any) -> Any:
    """Return the number by its digits; whatever else was typed as it is."""
    try:
        number = strict_json.loads((text or "").strip().encode())
    except ValueError:
        return _read_text(text, of)
    return number if type(number) in (int, strict_json.Number) else text


def _read_lines(text: str | None, of: Any) -> list[str] | None:
    lines = [line.strip() for line in (text or "").split("\n") if line.strip()]
    return lines or (None if of.allow_null else [])


def _read_yes_or_no(text: Any, of: Any) -> bool | None:
    return None if of.allow_null and not text else text in TRUE


def _read_choice(text: Any, of: Any) -> Any:
    if [*of.choices] == ["true", "false"]:
        return "true" if text in TRUE else "false"
    values = {str(value): value for value in of.choices}
    return values.get(text, _read_text(text, of))


def _number(of: Any) -> forms.Widget:
    limits = {"min": of.min_value, "max": of.max_value}
    said = {name: limit for name, limit in limits.items() if limit is not None}
    return forms.NumberInput({**said, "step": "any"})


NUMBER = Kind(_number, _read_number)
KINDS: dict[Any, Kind] = {
    # The record's id, so that a form that is sent twice stores one record.
    fields.RecordIdField: Kind(lambda _: forms.HiddenInput(), _read_text, lambda _: str(uuid4())),
    fields.StrictDateField: Kind(_day, _read_text, _first_day),
    fields.StrictStringListField: Kind(_lines, _read_lines, hint="One per line."),
    fields.StrictBooleanField: Kind(_yes_or_no, _read_yes_or_no),
    number_fields.StrictIntegerField: NUMBER,
    number_fields.StrictDecimalField: NUMBER,
    serializers.ChoiceField: Kind(_chips, _read_choice),
    serializers.FileField: Kind(lambda _: forms.FileInput(), lambda file, _: file),
    serializers.Field: Kind(_line, _read_text),
}
