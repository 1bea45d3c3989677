"""Forms as they are shown: each input with its value, its limits and what was wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from glowcycle.api import fields
from glowcycle.web import widgets
from glowcycle.web.humanize import member
from glowcycle.web.page_config import Form
from glowcycle.web.widgets import Input

MIDDLE = "50"
PHOTO_TYPES = "image/jpeg,image/png,image/webp"


@dataclass(frozen=True, slots=True)
class Filled:
    """An input of the form `form`, with the texts that stand in it."""

    form: str
    input: Input
    values: Sequence[str]
    errors: Sequence[str]

    @property
    def id(self) -> str:
        """The element's id, one of its own on the page."""
        return f"{self.form}-{self.input.name.replace('.', '-')}"

    @property
    def kind(self) -> str:
        """The kind of the input; a time with its offset does not fit where dates are picked."""
        has_time = self.input.kind == "date" and len(self.value) > len("YYYY-MM-DD")
        return "text" if has_time else self.input.kind

    @property
    def value(self) -> str:
        """What stands in it."""
        return next((text for text in reversed(self.values) if text), "")

    @property
    def is_open(self) -> bool:
        """Whether any text may stand beside the choices."""
        return bool(self.input.suggestions)

    @property
    def other(self) -> str:
        """The text that is none of the choices."""
        return "" if self.value in self.input.choices else self.value

    @property
    def is_unset(self) -> bool:
        """Whether a slider says nothing."""
        return not self.value or "" in self.values

    @property
    def position(self) -> str:
        """Where a slider stands."""
        return self.value or MIDDLE

    @property
    def required(self) -> bool:
        """Whether the API refuses a record without it."""
        return bool(self.input.field.required)

    @property
    def hint(self) -> str:
        """What the field's declaration says of it."""
        return str(self.input.field.help_text or "").replace("`", "")

    @property
    def described_by(self) -> str:
        """The ids of the elements that say more of it."""
        told = (("hint", self.hint), ("error", self.errors))
        return " ".join(f"{self.id}-{name}" for name, said in told if said)

    @property
    def limits(self) -> Mapping[str, Any]:
        """Attributes of the element that keep a wrong value from being typed at all."""
        field, found = self.input.field, {}
        if self.kind == "date":
            found = {"min": fields.EARLIEST.isoformat()}
            if not isinstance(field, fields.DateFilterField):
                found["max"] = fields.latest_day().isoformat()
        elif self.kind in ("number", "slider"):
            found = {"min": field.min_value, "max": field.max_value}
        elif self.kind == "file":
            found = {"accept": PHOTO_TYPES}
        elif getattr(field, "max_length", None) and self.kind in ("text", "area", "choice"):
            found = {"maxlength": field.max_length}
        return {name: value for name, value in found.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """A form: where it goes, by which method, and its inputs.

    Where no body is declared there are `methods` to choose from, and a `json` to type.
    """

    id: str
    title: str
    action: str
    button: str
    method: str = "POST"
    etag: str = ""
    inputs: Sequence[Filled] = ()
    methods: Sequence[str] = ()
    json: str = ""

    @property
    def is_multipart(self) -> bool:
        """Whether a file goes with it."""
        return any(one.kind == "file" for one in self.inputs)

    @property
    def wrong(self) -> Sequence[Filled]:
        """The inputs to correct."""
        return [one for one in self.inputs if one.errors]


def empty(form: Form, *, name: str) -> list[Filled]:
    """Return the inputs of a new record."""
    return [Filled(name, one, one.start(), ()) for one in widgets.of_form(form)]


def of_record(form: Form, *, name: str, record: Mapping[str, Any]) -> list[Filled]:
    """Return the inputs with what the record holds, but for what is not to be changed."""
    return [
        Filled(name, one, widgets.to_texts(member(record, one.name)), ())
        for one in widgets.of_form(form)
        if one.name not in form.unchanging and one.kind != "hidden"
    ]


def as_sent(
    form: Form, *, name: str, sent: QueryDict, errors: Mapping[str, Sequence[str]]
) -> list[Filled]:
    """Return the inputs as they were sent, each with its errors."""
    is_change = sent.get("_method") == "PATCH"
    return [
        Filled(name, one, sent.getlist(one.name), _errors_at(one.name, errors))
        for one in widgets.of_form(form)
        if not is_change or (one.name not in form.unchanging and one.kind != "hidden")
    ]


def errors_elsewhere(
    found: Iterable[Filled], errors: Mapping[str, Sequence[str]]
) -> list[tuple[str, Sequence[str]]]:
    """Return the errors for which there is no input, by field."""
    names = [one.input.name for one in found]
    return [
        (path, sentences)
        for path, sentences in errors.items()
        if not any(_is_at(path, name) for name in names)
    ]


def _errors_at(name: str, errors: Mapping[str, Sequence[str]]) -> list[str]:
    return [
        sentence
        for path, sentences in errors.items()
        if _is_at(path, name)
        for sentence in sentences
    ]


def _is_at(path: str, name: str) -> bool:
    return path == name or path.startswith(f"{name}.")
