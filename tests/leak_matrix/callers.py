"""Who asks for what a share shows: its reader, those whose link has ended, those without one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.test import Client
from pypdf import PdfReader

HTML = "text/html,application/xhtml+xml"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
ASKED = (
    ("GET", "", HTML),
    ("GET", "", JSON),
    ("GET", "?format=json", HTML),
    ("HEAD", "", JSON),
    ("GET", "/report.pdf", JSON),
    ("GET", "/report.pdf", HTML),
    ("POST", "", JSON),
    ("OPTIONS", "", JSON),
)
REFUSED = ("PUT", "PATCH", "DELETE")
"""Each way to ask at the address of a share, and the methods that it has not."""


@dataclass(frozen=True)
class Got:
    """An answer: the request, the status, and all that can be read of it."""

    request: str
    status: int
    text: str


class Caller:
    """A client with the cookies that it was given."""

    def __init__(self, name: str, **headers: str) -> None:
        self.name, self.headers = name, headers
        self._client = Client(raise_request_exception=False)

    def open(self, path: str) -> Any:
        """Press the button of that link."""
        return self._send("POST", path, HTML)

    def take_cookies(self, other: "Caller") -> "Caller":
        """Take the cookies of another caller, as if they were for every path."""
        self._client.cookies = other._client.cookies.copy()
        return self

    def ask(self, method: str, path: str, accept: str) -> Got:
        answer = self._send(method, path, accept)
        return Got(
            f"{method} {_without_secret(path)} ({accept[:16]})", answer.status_code, read(answer)
        )

    def _send(self, method: str, path: str, accept: str) -> Any:
        headers = {"Accept": accept, **self.headers}
        return self._client.generic(method, path, content_type=FORM, headers=headers)

    def ask_all(self, path: str) -> Iterator[Got]:
        """Yield the answers to each way to ask at the address of a share."""
        for method, suffix, accept in ASKED:
            yield self.ask(method, f"{path}{suffix}", accept)

    def ask_refused(self, path: str) -> Iterator[Got]:
        """Yield the answers to the methods that no share has."""
        for method in REFUSED:
            yield self.ask(method, path, JSON)


def read(answer: Any) -> str:
    """Return the headers and the body of an answer, of a PDF its text."""
    body = answer.getvalue() if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    cookies = "\n".join(f"{name}={morsel.value}" for name, morsel in answer.cookies.items())
    if answer.headers.get("Content-Type", "").startswith("application/pdf"):
        reader = PdfReader(BytesIO(body))
        pages = "\n".join(page.extract_text() for page in reader.pages)
        return f"{headers}\n{pages}\n{reader.metadata}"
    return f"{headers}\n{cookies}\n{body.decode()}"


def _without_secret(path: str) -> str:
    """Return the path with a word in the place of its secret."""
    return re.sub(r"[\w-]{40,}", "{secret}", path)
