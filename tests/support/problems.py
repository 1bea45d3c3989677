"""Assertions about problems: their shape, and that every kind of record refuses a body."""

from functools import cache
from typing import Any

from glowcycle.encryption import keyring
from tests.support.faults import store_faults
from tests.support.people import someone
from tests.support.phone import Phone
from tests.support.record_samples import KINDS


def assert_problem(answer, status: int, code: str | None = None) -> dict[str, Any]:
    """Assert that the answer is a problem with this status and code; return it."""
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    problem = answer.json()
    assert problem["requestId"] == answer.headers["X-Request-Id"]
    assert problem["status"] == status
    optional = {"errors"} if status != 429 else {"budget"}
    assert set(problem) - optional == {"type", "title", "status", "detail", "code", "requestId"}
    assert ("budget" in problem) == (status == 429)
    assert all(isinstance(problem[name], str) and problem[name] for name in ("title", "detail"))
    assert code in (None, problem["code"])
    return problem


@cache
def settled() -> tuple[Phone, dict[str, str]]:
    """Return the phone of a person with a record of each kind, and the records' addresses."""
    phone = someone()
    return phone, {kind.name: kind.write(phone).headers["Location"] for kind in KINDS}


def assert_refused(kinds, make_body, status, code, **headers) -> list[dict[str, Any]]:
    """Assert that POST, PUT and PATCH of each kind refuse its body and store nothing.

    Return the problems.
    """
    phone, addresses = settled()
    keyring.forget(user_id=phone.user_id)
    keyring.own(user_id=phone.user_id)  # the process now remembers her key for a minute
    problems = []
    with store_faults() as attempted:
        for kind in kinds:
            body, address = make_body(kind), addresses[kind.name]
            for method, path in (("POST", kind.path), ("PUT", address), ("PATCH", address)):
                answer = phone.send(method, path, body, headers=headers)
                problems.append(assert_problem(answer, status, code))
    assert attempted == []
    return problems
