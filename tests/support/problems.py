"""The shape that every problem has, and that all kinds of record refuse alike."""

from functools import cache
from typing import Any

from glowcycle.encryption import keyring
from tests.support.faults import store_faults
from tests.support.people import someone
from tests.support.phone import Phone
from tests.support.record_samples import KINDS


def assert_problem(answer, status: int, code: str | None = None) -> dict[str, Any]:
    """Assert the shape that every error has; return the problem."""
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    problem = answer.json()
    assert problem["requestId"] == answer.headers["X-Request-Id"]
    assert problem["status"] == status
    assert set(problem) - {"errors"} == {"type", "title", "status", "detail", "code", "requestId"}
    assert all(isinstance(problem[name], str) and problem[name] for name in ("title", "detail"))
    assert code in (None, problem["code"])
    return problem


@cache
def settled() -> tuple[Phone, dict[str, str]]:
    """Return the phone of one who has a record of each kind, and their addresses."""
    phone = someone()
    return phone, {kind.name: kind.write(phone).headers["Location"] for kind in KINDS}


def assert_refused(kinds, make_body, status, code, **headers) -> list[dict[str, Any]]:
    """Assert that each kind refuses what is made of it, as a create and as a change, unstored.

    Return the problems.
    """
    phone, addresses = settled()
    keyring.forget(user_id=phone.user_id)
    keyring.own(user_id=phone.user_id)  # remembered for a minute from here
    problems = []
    with store_faults() as attempted:
        for kind in kinds:
            body, there = make_body(kind), addresses[kind.name]
            for method, path in (("POST", kind.path), ("PUT", there), ("PATCH", there)):
                answer = phone.send(method, path, body, headers=headers)
                problems.append(assert_problem(answer, status, code))
    assert attempted == []
    return problems
