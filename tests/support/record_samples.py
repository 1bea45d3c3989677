"""A valid record of each kind, and the fields of each kind by type."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from glowcycle.records import record_kinds


@dataclass(frozen=True)
class Kind:
    """A kind of record: its path, a valid body, and its fields by type."""

    name: str
    body: dict[str, Any]
    missing: Callable[[], str]
    change: dict[str, Any]
    numbers: dict[str, tuple[int, int]]  # whole ones
    day: str = "date"  # the field by which a list sorts it

    @property
    def path(self) -> str:
        return f"/{record_kinds()[self.name].address()}"

    def on(self, day: str) -> dict[str, Any]:
        """Return the body of a record of that day alone."""
        end = {"end": day} if self.name == "stage" else {}
        return {**self.body, self.day: day, **end}

    def listed(self, phone) -> list[dict[str, Any]]:
        """Return her stored records of this kind."""
        answer = phone.get(f"{self.path}/user/{phone.user_id}")
        assert answer.status_code == 200, answer.content
        return answer.json()["results"]

    def write(self, phone) -> Any:
        """Store the body; return the answer."""
        answer = phone.post(self.path, self.body)
        assert answer.status_code == 201, answer.content
        return answer


DATE = "2026-03-01"


METRICS = {"radiance": 60, "moisture": 61, "texture": 62, "pores": 63, "darkCircles": None}


KINDS = [
    Kind(
        name="journal",
        body={"date": DATE, "text": "hers", "energy": 70, "tags": ["mine"]},
        missing=lambda: f"/journal/{uuid4()}",
        change={"energy": 10},
        numbers={"cycleDay": (1, 999)},
    ),
    Kind(
        name="period",
        body={
            "date": DATE,
            "flow": "light",
            "symptoms": ["mine"],
            "startsPeriod": True,
            "temperature": {"celsius": 36.45, "time": "06:40", "excluded": False},
            "mucus": "dry",
            "pregnancyTest": "negative",
            "pain": 3,
            "sex": "none",
            "medication": ["mine"],
            "note": "hers",
        },
        missing=lambda: "/period/2026-02-02",
        change={"flow": "heavy"},
        numbers={"cycleLength": (10, 120), "pain": (0, 10)},
    ),
    Kind(
        name="skin",
        body={"date": DATE, "metrics": METRICS},
        missing=lambda: f"/skin/{uuid4()}",
        change={"date": DATE, "cycleDay": 3},
        numbers={"cycleDay": (1, 999)},
    ),
    Kind(
        name="stage",
        body={"kind": "exclusion", "start": DATE, "reason": "illness"},
        missing=lambda: f"/period/stages/{uuid4()}",
        change={"reason": "travel"},
        numbers={},
        day="start",
    ),
]


every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def whole(answer) -> tuple[Any, ...]:
    """Return status, body and headers of an answer without its request id."""
    request_id = answer.headers["X-Request-Id"]
    headers = {name: value for name, value in answer.headers.items() if name != "X-Request-Id"}
    return answer.status_code, answer.content.replace(request_id.encode(), b""), headers
