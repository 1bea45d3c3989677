"""Parse a page for its links and forms, as a browser does."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

ADDRESSES = ("href", "src", "data-schema")


@dataclass
class Form:
    """A form: its action, and the current values of its inputs by name."""

    action: str
    is_multipart: bool
    inputs: dict[str, list[str]] = field(default_factory=dict)

    @property
    def method(self) -> str | None:
        """The method of the API request; "JSON" for a typed body, None outside the API."""
        return "JSON" if "_json" in self.inputs else (self.inputs.get("_method") or [None])[0]


class ParsedPage(HTMLParser):
    """The links and forms of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._textarea: str | None = None
        self.feed(text)

    def form(self, action: str, method: str | None = None) -> Form:
        """Return the form with this action and, if given, this method."""
        for form in self.forms:
            if form.action == action and method in (None, form.method):
                return form
        raise AssertionError(f"no form to {action} among {[form.action for form in self.forms]}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.links += [attributes[name] or "" for name in ADDRESSES if name in attributes]
        if tag == "form":
            is_multipart = attributes.get("enctype") == "multipart/form-data"
            action = (attributes.get("action") or "").partition("#")[0]  # as it is sent
            self.forms.append(Form(action, is_multipart))
        elif tag == "textarea":
            self._textarea = attributes["name"]
            self._add(self._textarea, "")
        elif tag == "input" and attributes.get("name") and _is_sent(attributes):
            self._add(attributes["name"], attributes.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.forms[-1].inputs[self._textarea][-1] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = None

    def _add(self, name: str | None, value: str) -> None:
        self.forms[-1].inputs.setdefault(name or "", []).append(value)


def _is_sent(attributes: dict[str, str | None]) -> bool:
    input_type = attributes.get("type")
    return input_type != "file" and (
        input_type not in ("radio", "checkbox") or "checked" in attributes
    )
