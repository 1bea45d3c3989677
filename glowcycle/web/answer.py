"""The answer that a page shows: what a program gets."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from glowcycle.errors import Unreadable

FIRST_PROBLEM = 400
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
    def of(cls, response: HttpResponse) -> "Answer":
        """Return the answer in a rendered response."""
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
    def is_unreadable(self) -> bool:
        """Whether the answer is about a record that is stored, but cannot be read."""
        return self.problem_code == Unreadable.code

    @property
    def allowed_methods(self) -> list[str]:
        """The methods that the address offers."""
        return [method.strip() for method in self.headers.get("Allow", "").split(",")]

    @property
    def errors(self) -> dict[str, list[str]]:
        """The error sentences by field path; empty for a success."""
        return dict(self.data.get("errors", {})) if self.is_problem and self.data else {}
