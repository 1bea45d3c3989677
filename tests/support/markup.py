"""What a browser finds in a page: where it leads, and what its forms would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

ADDRESSES = ("href", "src", "data-schema")


@dataclass
class Form:
    """A form as it stands: where it goes, and the values of its inputs by name."""

    action: str
    is_multipart: bool
    inputs: dict[str, list[str]] = field(default_factory=dict)

    @property
    def method(self) -> str | None:
        """What the API gets; JSON where the body is typed by hand, None outside the API."""
        return "JSON" if "_json" in self.inputs else (self.inputs.get("_method") or [None])[0]


class Sheet(HTMLParser):
    """A page that was read."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._area: str | None = None
        self.feed(text)

    def form(self, action: str, method: str | None = None) -> Form:
        """Return the form of that action and, where it is said, of that method."""
        for form in self.forms:
            if form.action == action and method in (None, form.method):
                return form
        raise AssertionError(f"no form to {action} among {[form.action for form in self.forms]}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        self.links += [has[name] or "" for name in ADDRESSES if name in has]
        if tag == "form":
            is_multipart = has.get("enctype") == "multipart/form-data"
            self.forms.append(Form(has.get("action") or "", is_multipart))
        elif tag == "textarea":
            self._area = has["name"]
            self._put(self._area, "")
        elif tag == "input" and has.get("name") and _is_sent(has):
            self._put(has["name"], has.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].inputs[self._area][-1] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None

    def _put(self, name: str | None, value: str) -> None:
        self.forms[-1].inputs.setdefault(name or "", []).append(value)


def _is_sent(has: dict[str, str | None]) -> bool:
    kind = has.get("type")
    return kind != "file" and (kind not in ("radio", "checkbox") or "checked" in has)
