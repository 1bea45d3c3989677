"""The request and answer of a page as a program would send and get them, and how to send again."""

import time
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.safestring import SafeString

from glowcycle.api.parsers import MAX_BYTES
from glowcycle.api.today import TRAVEL_COOKIE, travelled_to
from glowcycle.web import curl, json_markup, session
from glowcycle.web.answer import Answer

# Headers that change an answer, by the control of a form that says them.
CONTROLS = {
    "_accept": "Accept",
    "_if_match": "If-Match",
    "_if_none_match": "If-None-Match",
    "_idempotency_key": "Idempotency-Key",
}
MULTIPART = "multipart/form-data"
TEXTS = ("text/", "image/svg+xml")
FORMATS = {"text/csv": "csv", "image/svg+xml": "svg"}
CHANGES = {"PUT", "PATCH", "DELETE"}
NOT_ALLOWED = 405
# So many characters of a body are on its page.
SHOWN = 20_000
BODY_FILE = "body.json"


@dataclass(frozen=True)
class Exchange:
    """What the panel shows. `start` is JSON to begin a body with, where none was sent."""

    request: HttpRequest
    answer: Answer
    start: str = ""

    @property
    def method(self) -> str:
        """The method that a program sends."""
        return self.request.method or ""

    @property
    def url(self) -> str:
        """The whole address."""
        return self.request.build_absolute_uri()

    @cached_property
    def sent(self) -> dict[str, str]:
        """The headers that a program sends; the place of the token instead of it."""
        names = ("Accept-Language", *CONTROLS.values())
        headers = {name: self.request.headers.get(name, "") for name in names}
        if session.current(self.request):
            headers = {"Authorization": "Bearer $TOKEN", **headers}
        if day := travelled_to():  # by a cookie of the sandbox
            headers["Cookie"] = f"{TRAVEL_COOKIE}={day}"
        if self.is_multipart:
            headers["Content-Type"] = MULTIPART
        elif self.sent_json:
            headers["Content-Type"] = "application/json"
        return {name: value for name, value in headers.items() if value}

    @property
    def is_multipart(self) -> bool:
        """Whether the body is a form with a file."""
        return bool(self.files)

    @property
    def files(self) -> list[tuple[str, "UploadedFile[Any]"]]:
        """The files that were sent, by the names of their parts."""
        return list(self.request.FILES.items())  # type: ignore[arg-type]  # the stubs say lists

    @property
    def sent_json(self) -> str:
        """The JSON text that was sent, "" without one."""
        parser = getattr(self.request, "form_parser", None)
        return "" if self.is_multipart or parser is None else parser.json_text(self.request)

    @property
    def is_cut(self) -> bool:
        """Whether the page shows only the beginning of the JSON that was sent."""
        return len(self.sent_json) > SHOWN

    @property
    def shown_json(self) -> str:
        """The JSON that was sent, as far as the page shows it."""
        return self.sent_json[:SHOWN]

    @property
    def next_json(self) -> str:
        """The JSON that the form to send again begins with: the whole, if the API would read it."""
        parser = getattr(self.request, "form_parser", None)
        text = self.sent_json or (parser.typed_json if parser else "")
        return (text if len(text) <= MAX_BYTES else "") or self.start

    @property
    def sent_fields(self) -> list[tuple[str, str]]:
        """The fields beside a file."""
        return [*self.request.POST.items()] if self.is_multipart else []  # type: ignore[list-item]  # as above

    @property
    def curl(self) -> str:
        """The request as a command; curl itself names the type of a form with a file."""
        return curl.command(
            self.method,
            self.url,
            {n: v for n, v in self.sent.items() if v != MULTIPART},
            body=self.sent_json,
            body_file=BODY_FILE if self.is_cut else "",
            fields=self.sent_fields,
            files=[(name, f.name or "", f.content_type or "") for name, f in self.files],
        )

    @property
    def got(self) -> list[tuple[str, SafeString]]:
        """The headers of the answer, with their links."""
        return [
            (name, json_markup.linked(value, origin=self._origin))
            for name, value in self.answer.headers.items()
        ]

    @property
    def _origin(self) -> str:
        return self.request.build_absolute_uri("/")[:-1]

    @cached_property
    def _text(self) -> str:
        """The body of the answer, "" for one that is no text."""
        is_text = self.answer.data is not None or self._type.startswith(TEXTS)
        return self.answer.content.decode() if is_text else ""

    @property
    def _type(self) -> str:
        return self.answer.headers.get("Content-Type", "")

    @cached_property
    def body(self) -> str:
        """The body of the answer as far as the page shows it; that of JSON is marked up."""
        shown = self._text[:SHOWN]
        is_json = self.answer.data is not None
        return json_markup.mark(shown, origin=self._origin) if is_json else shown

    @property
    def note(self) -> str:
        """What has to be said of the body."""
        size = len(self.answer.content)
        if not size:
            return "The answer has no body."
        if not self._text:
            return f"The body is no text: {self._type}, {size:,} bytes."
        if len(self._text) > SHOWN:
            return f"The first {SHOWN:,} of {len(self._text):,} characters."
        return f"{self._type.partition(';')[0]}, {size:,} bytes."

    @property
    def raw_url(self) -> str:
        """The address of the answer without a page around it, "" where no link leads to it."""
        if self.method != "GET" or not self.answer.content:
            return ""
        query = self.request.GET.copy()
        query.setdefault("format", FORMATS.get(self._type.partition(";")[0], "json"))
        return f"{self.request.path}?{query.urlencode()}"

    @property
    def milliseconds(self) -> int:
        """The time since the request came."""
        started: float = self.request.started  # type: ignore[attr-defined]  # by RequestLog
        return round((time.perf_counter() - started) * 1000)

    @property
    def store_calls(self) -> int:
        """The calls to stores so far."""
        return int(self.request.context.calls)  # type: ignore[attr-defined]  # by OpenRequestContext

    @property
    def chosen(self) -> str:
        """The method that the form to send again begins with."""
        return self.methods[0] if self._is_write_only else self.method

    @property
    def _is_write_only(self) -> bool:
        return self.answer.status == NOT_ALLOWED and self.method == "GET"

    @property
    def methods(self) -> list[str]:
        """The methods that the address offers, and the one that was sent."""
        offered = [*filter(None, self.answer.allowed_methods)]
        # A browser would show no page of an answer to HEAD.
        return [name for name in dict.fromkeys((*offered, self.method)) if name != "HEAD"]

    @property
    def etag(self) -> str:
        """The ETag of the answer."""
        return self.answer.headers.get("ETag", "")

    @property
    def controls(self) -> list[tuple[str, str, str]]:
        """The control, name and value of each header that the form to send again begins with."""
        suggested = {"If-Match": self.etag} if CHANGES & {*self.methods} else {}
        return [
            (control, name, self.sent.get(name) or suggested.get(name, ""))
            for control, name in CONTROLS.items()
        ]

    @property
    def is_open(self) -> bool:
        """Whether the panel is unfolded: after an error, and after any form."""
        is_error = self.answer.is_problem and not self._is_write_only
        return is_error or hasattr(self.request, "form_parser")
