"""The answer that a page shows: what a program gets."""

import json
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from glowcycle.api.middleware import set_headers

FIRST_PROBLEM = 400
NOT_ALLOWED = 405
# Middlewares that work on a request, or for pages. The others add headers to its answer.
NOT_PASSED = (
    *("glowcycle.api.middleware.", "glowcycle.web.", "glowcycle.sandbox."),
    "django.middleware.csrf.",
)
# What a browser says of itself.
OF_BROWSERS = ("HTTP_ACCEPT_ENCODING", "HTTP_COOKIE", "HTTP_ORIGIN", "HTTP_REFERER")
JSON_TYPES = ("application/json", "application/problem+json")


@dataclass(frozen=True, slots=True)
class Answer:
    """The status, headers and content of an answer; `data` are its JSON values, None without."""

    status: int
    reason: str
    headers: dict[str, str]
    content: bytes
    data: Any

    @classmethod
    def of(cls, response: HttpResponse, request: HttpRequest) -> "Answer":
        """Return the answer in a rendered response, with all headers that a program gets."""
        response = _passed_on(response, request)
        content_type = response.headers.get("Content-Type", "").partition(";")[0]
        return cls(
            status=response.status_code,
            reason=response.reason_phrase,
            headers=dict(response.headers),
            content=response.content,
            data=json.loads(response.content) if content_type in JSON_TYPES else None,
        )

    @property
    def is_problem(self) -> bool:
        """Whether the request failed."""
        return self.status >= FIRST_PROBLEM

    @property
    def problem_code(self) -> str:
        """The code of the problem, "" for a success."""
        return str(self.data["code"]) if self.is_problem and self.data else ""

    @property
    def allowed_methods(self) -> list[str]:
        """The methods that the address offers."""
        return [method.strip() for method in self.headers.get("Allow", "").split(",")]

    @property
    def errors(self) -> dict[str, list[str]]:
        """The error sentences by field path; empty for a success."""
        return dict(self.data.get("errors", {})) if self.is_problem and self.data else {}


def _passed_on(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Return the response as the middlewares pass it on to a program."""
    program = copy(request)
    program.__dict__.pop("headers", None)  # a cache
    program.META = {n: value for n, value in request.META.items() if n not in OF_BROWSERS}

    def get_response(_request: HttpRequest) -> HttpResponse:
        return response

    for path in reversed(settings.MIDDLEWARE):
        if not path.startswith(NOT_PASSED):
            get_response = import_string(path)(get_response)
    passed_on = get_response(program)
    set_headers(passed_on, request_id=request.request_id)  # type: ignore[attr-defined]  # by RequestLog
    return passed_on
