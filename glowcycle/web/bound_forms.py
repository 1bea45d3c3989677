"""Forms with their values: each widget with its texts, its errors and its HTML attributes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from glowcycle.api import fields
from glowcycle.web.humanize import value_at
from glowcycle.web.page_config import FormConfig
from glowcycle.web.widgets import Widget, form_widgets, to_texts

SLIDER_MIDDLE = "50"
PHOTO_TYPES = "image/jpeg,image/png,image/webp"


@dataclass(frozen=True, slots=True)
class BoundField:
    """A widget of the form `form_id`, with its texts and its error sentences."""

    form_id: str
    widget: Widget
    texts: Sequence[str]
    errors: Sequence[str]

    @property
    def id(self) -> str:
        """The id of the element, unique on the page."""
        return f"{self.form_id}-{self.widget.name.replace('.', '-')}"

    @property
    def kind(self) -> str:
        """The kind of the widget; text for a date with a time, which no date picker can show."""
        has_time = self.widget.kind == "date" and len(self.value) > len("YYYY-MM-DD")
        return "text" if has_time else self.widget.kind

    @property
    def value(self) -> str:
        """The last text that is not empty."""
        return next((text for text in reversed(self.texts) if text), "")

    @property
    def allows_other(self) -> bool:
        """Whether the field takes any text beside the choices."""
        return bool(self.widget.suggestions)

    @property
    def other(self) -> str:
        """The value where it is none of the choices."""
        return "" if self.value in self.widget.choices else self.value

    @property
    def is_unset(self) -> bool:
        """Whether a slider has no value."""
        return not self.value or "" in self.texts

    @property
    def slider_position(self) -> str:
        """The value of a slider; the middle without one."""
        return self.value or SLIDER_MIDDLE

    @property
    def required(self) -> bool:
        """Whether the API refuses a body without this field."""
        return bool(self.widget.field.required)

    @property
    def help_text(self) -> str:
        """The help text of the serializer's field, without backticks."""
        return str(self.widget.field.help_text or "").replace("`", "")

    @property
    def described_by(self) -> str:
        """The ids of the elements with the help text and the errors, for aria-describedby."""
        notes = (("hint", self.help_text), ("error", self.errors))
        return " ".join(f"{self.id}-{name}" for name, content in notes if content)

    @property
    def limits(self) -> Mapping[str, Any]:
        """The HTML attributes that limit the input: min, max, maxlength or accept."""
        field, limits = self.widget.field, {}
        if self.kind == "date":
            limits = {"min": fields.EARLIEST.isoformat()}
            if not isinstance(field, fields.DateFilterField):
                limits["max"] = fields.latest_day().isoformat()
        elif self.kind in ("number", "slider"):
            limits = {"min": field.min_value, "max": field.max_value}
            if "." in self.value:  # else the browser would round it
                limits["step"] = "0.1"
        elif self.kind == "file":
            limits = {"accept": PHOTO_TYPES}
        elif getattr(field, "max_length", None) and self.kind in ("text", "textarea", "radio"):
            limits = {"maxlength": field.max_length}
        return {name: value for name, value in limits.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundForm:
    """A form: its address, its method and its fields.

    A form to type a JSON body has no fields, but `methods` to choose from and the text `json`.
    """

    id: str
    title: str
    action: str
    button: str
    method: str = "POST"
    etag: str = ""
    fields: Sequence[BoundField] = ()
    methods: Sequence[str] = ()
    json: str = ""

    @property
    def is_multipart(self) -> bool:
        """Whether the form sends a file."""
        return any(field.kind == "file" for field in self.fields)

    @property
    def invalid_fields(self) -> Sequence[BoundField]:
        """The fields to correct."""
        return [field for field in self.fields if field.errors]


def bind_initial(config: FormConfig, *, form_id: str) -> list[BoundField]:
    """Return the fields for a new record."""
    return [
        BoundField(form_id, widget, widget.initial_texts(), ()) for widget in form_widgets(config)
    ]


def bind_record(config: FormConfig, *, form_id: str, record: Mapping[str, Any]) -> list[BoundField]:
    """Return the fields that may change, with the values of the record."""
    return [
        BoundField(form_id, widget, to_texts(value_at(record, widget.name)), ())
        for widget in form_widgets(config, is_change=True)
    ]


def bind_submitted(
    config: FormConfig,
    *,
    form_id: str,
    data: QueryDict,
    is_change: bool,
    errors: Mapping[str, Sequence[str]],
) -> list[BoundField]:
    """Return the fields with the submitted texts and the errors of each."""
    return [
        BoundField(form_id, widget, data.getlist(widget.name), _errors_of(widget.name, errors))
        for widget in form_widgets(config, is_change=is_change)
    ]


def errors_without_field(
    bound_fields: Iterable[BoundField], errors: Mapping[str, Sequence[str]]
) -> list[tuple[str, Sequence[str]]]:
    """Return the errors, by field path, that no field on the page shows."""
    names = [field.widget.name for field in bound_fields]
    return [
        (path, sentences)
        for path, sentences in errors.items()
        if not any(_belongs_to(path, name) for name in names)
    ]


def _errors_of(name: str, errors: Mapping[str, Sequence[str]]) -> list[str]:
    return [
        sentence
        for path, sentences in errors.items()
        if _belongs_to(path, name)
        for sentence in sentences
    ]


def _belongs_to(path: str, name: str) -> bool:
    return path == name or path.startswith(f"{name}.")
