"""The API's answer to a browser's request, as a phone would get it."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from glowcycle.errors import Unreadable

FIRST_PROBLEM = 400


@dataclass(frozen=True, slots=True)
class ApiResponse:
    """The status, headers and JSON data of one answer."""

    status: int
    reason: str
    headers: dict[str, str]
    data: Any

    @property
    def is_problem(self) -> bool:
        """Whether the request failed."""
        return self.status >= FIRST_PROBLEM

    @property
    def is_unreadable(self) -> bool:
        """Whether the answer is about a record that is stored, but cannot be read."""
        return self.is_problem and bool(self.data) and self.data.get("code") == Unreadable.code

    @property
    def allowed_methods(self) -> list[str]:
        """The methods that the address offers."""
        return [method.strip() for method in self.headers.get("Allow", "").split(",")]

    @property
    def errors(self) -> dict[str, list[str]]:
        """The error sentences by field path; empty for a success."""
        return dict(self.data.get("errors", {})) if self.is_problem and self.data else {}


def from_http(response: HttpResponse) -> ApiResponse:
    """Return Django's JSON response as an ApiResponse."""
    return ApiResponse(
        status=response.status_code,
        reason=response.reason_phrase,
        headers=dict(response.headers),
        data=json.loads(response.content) if response.content else None,
    )


def refusal(status: int, detail: str) -> ApiResponse:
    """Return a problem for a request that the API never received."""
    reason = HttpResponse(status=status).reason_phrase
    problem = {"status": status, "title": reason, "detail": detail}
    return ApiResponse(status, reason, {}, problem)
