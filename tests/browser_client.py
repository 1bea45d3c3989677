"""A browser as the service sees it: cookies, pages, and forms sent back as they were shown."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"


class Browser:
    """Loads pages, fills in their forms, follows redirects."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers={"Accept": ACCEPT, **headers}, follow=True)

    def post(self, path: str, data: dict[str, Any], *, follow: bool = True, **headers: str) -> Any:
        return self.client.post(path, data, headers={"Accept": ACCEPT, **headers}, follow=follow)

    def submit(
        self,
        page: Any,
        action: str,
        *,
        method: str | None = None,
        follow: bool = True,
        **filled: Any,
    ) -> Any:
        """Send the page's form of that action with these inputs, all others as they stand."""
        form = form_of(page, action, method)
        names = {name.replace("__", "."): value for name, value in filled.items()}
        return self.post(action, {**form, **names}, follow=follow)

    def sign_in(self, token: str | None) -> Any:
        return self.submit(self.get("/"), "/sign-in", token=token or "")


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, list[str]]]] = []
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag == "form":
            self.forms.append((has.get("action") or "", {}))
        elif tag == "textarea":
            self._area = has["name"]
            self._put(self._area, "")
        elif tag == "input" and has.get("name") and _is_sent(has):
            self._put(has["name"], has.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1][1][self._area][-1] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None

    def _put(self, name: str | None, value: str) -> None:
        self.forms[-1][1].setdefault(name or "", []).append(value)


def _is_sent(has: dict[str, str | None]) -> bool:
    kind = has.get("type")
    return kind != "file" and (kind not in ("radio", "checkbox") or "checked" in has)


def form_of(page: Any, action: str, method: str | None = None) -> dict[str, list[str]]:
    """Return what the page's form of that action and method would send; JSON is typed by hand."""
    parser = _Forms()
    parser.feed(page.content.decode())
    for to, inputs in parser.forms:
        sent_by = "JSON" if "_json" in inputs else (inputs.get("_method") or [None])[0]
        if to == action and method in (None, sent_by):
            return inputs
    raise AssertionError(f"no form to {action} among {[to for to, _ in parser.forms]}")
