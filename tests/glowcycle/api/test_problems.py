"""Every error has one format, tells the caller what to do, and repeats no sent value."""

from http import HTTPStatus
from itertools import product
from uuid import uuid4

import pytest
from django.core.exceptions import SuspiciousOperation
from rest_framework.exceptions import Throttled

from glowcycle.errors import Unavailable
from tests.support import faults
from tests.support.faults import store_faults
from tests.support.multipart_forms import analyze, field, file, form
from tests.support.problems import assert_problem
from tests.support.record_samples import KINDS, METRICS
from tests.support.tokens import FOREIGN, claims, rs256, signed

CANARY = "canary-7f3a"
ENTRY = {"date": "2026-03-01"}


def raises(error):
    def service(**_given):
        raise error

    return service


def get_with(monkeypatch, phone, error):
    """Return the answer to a read during which the service raises the error."""
    monkeypatch.setattr("journal.services.get_entry", raises(error))
    return phone.get(f"/journal/{uuid4()}")


def test_each_status_has_its_code(alice, nobody, monkeypatch):
    path = f"/journal/user/{alice.user_id}"
    address = alice.post("/journal", ENTRY).headers["Location"]
    tag = alice.get(address).headers["ETag"]
    taken = {**ENTRY, "entryId": address.split("/")[-1], "energy": 5}
    examples = {
        (400, "parse_error"): alice.send("POST", "/journal", b"{"),
        (400, "invalid"): alice.post("/journal", {}),
        (400, "bad_request"): alice.get(path, Host="evil.example"),
        (401, "not_authenticated"): nobody.get(path),
        (401, "authentication_failed"): alice.get(path, Authorization="Bearer x"),
        (403, "forbidden"): alice.get("/journal/user/somebody"),
        (404, "not_found"): alice.get(f"/journal/{uuid4()}"),
        (405, "method_not_allowed"): alice.delete("/journal"),
        (406, "not_acceptable"): alice.get(path, Accept="text/html"),
        (409, "id_taken"): alice.post("/journal", taken),
        (412, "stale"): alice.put(address, ENTRY, If_Match='"x"'),
        (413, "too_large"): alice.send("POST", "/journal", b" " * 300_000),
        (415, "unsupported_media_type"): alice.post("/journal", {}, Content_Type="text/plain"),
        (422, "unsupported_image"): analyze(alice, form(file("photo"))),
        (500, "internal_error"): get_with(monkeypatch, alice, RuntimeError()),
        (503, "unavailable"): get_with(monkeypatch, alice, Unavailable("Later.")),
    }
    monkeypatch.setattr(
        "tests.support.schema_contract.check", lambda *_: None
    )  # no route gives this status yet
    examples[429, "throttled"] = get_with(monkeypatch, alice, Throttled(wait=7))
    for (status, code), answer in examples.items():
        problem = assert_problem(answer, status, code)
        assert problem["type"] == "about:blank"
        assert problem["title"] == HTTPStatus(status).phrase
        assert ("errors" in problem) == (code in ("invalid", "parse_error"))
    assert examples[429, "throttled"].headers["Retry-After"] == "7"
    assert examples[412, "stale"].headers["ETag"] == tag


@pytest.mark.parametrize(
    "path",
    ["/", "/nowhere", "/journal/", "/journal/x", "/journal/user/", "//journal", "/health/", "/%00"],
)
def test_an_unknown_path_is_404(alice, nobody, path):
    for phone in (alice, nobody):
        for method in ("GET", "POST", "DELETE", "OPTIONS"):
            assert_problem(phone.send(method, path), 404, "not_found")


def test_every_request_gets_a_new_id_that_the_caller_cannot_choose(alice):
    answers = [alice.get("/nowhere", X_Request_Id=CANARY, X_Amzn_Trace_Id=CANARY) for _ in range(3)]
    ids = {answer.json()["requestId"] for answer in answers}
    assert len(ids) == 3
    assert CANARY not in ids


def test_a_success_has_a_request_id_and_is_not_cached(alice, nobody):
    for answer in (nobody.get("/health"), alice.get(f"/journal/user/{alice.user_id}")):
        assert answer.status_code == 200
        assert answer.headers["X-Request-Id"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


UNEXPECTED = [RuntimeError(CANARY), KeyError(CANARY), AssertionError(CANARY), OSError(5, CANARY)]


@pytest.mark.parametrize("error", UNEXPECTED, ids=lambda error: type(error).__name__)
def test_an_unexpected_exception_is_500_without_details(alice, monkeypatch, error):
    answer = get_with(monkeypatch, alice, error)
    assert_problem(answer, 500, "internal_error")
    for word in (CANARY, type(error).__name__, "journal", "Traceback", ".py"):
        assert word not in answer.content.decode()


def test_a_suspicious_operation_is_400_without_details(alice, monkeypatch):
    answer = get_with(monkeypatch, alice, SuspiciousOperation(CANARY))
    assert_problem(answer, 400, "bad_request")
    assert CANARY not in answer.content.decode()


def test_a_store_error_has_no_internal_names(alice, monkeypatch):
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)
    with store_faults(*[faults.throttled] * 9):
        answer = alice.get(f"/journal/user/{alice.user_id}")
    assert_problem(answer, 503, "unavailable")
    for word in ("dynamo", "glowcycle", "Throttl", "Query", "userId", alice.user_id):
        assert word not in answer.content.decode()


# An unknown field's name is repeated, so the canary is only in values.
VALUES = [CANARY, [CANARY], {"radiance": CANARY}, [[CANARY]], CANARY * 3000]
HEADERS = [CANARY, f"{CANARY}/{CANARY}", f"Bearer {CANARY}", f"application/x; a={CANARY}"]
RAW = [f'"{CANARY}"', f'{{"date": {CANARY}}}', f'{{"date": "{CANARY}', CANARY]
PATHS = ["/{}", "/journal/{}", "/journal/user/{}", "/period/{}", "/period/cycles/{}", "/x?{}={}#{}"]


def bodies():
    """Yield bodies with the canary in each field."""
    for kind in KINDS:
        for name, value in product([*kind.body, *kind.numbers, "userId"], VALUES):
            yield kind.path, {**kind.body, "date": "no day", name: value}
    yield "/skin", {**KINDS[2].body, "metrics": {**METRICS, "pores": CANARY}}
    yield "/journal", {**ENTRY, "entryId": CANARY}
    yield from (("/journal", raw.encode()) for raw in RAW)


def with_canary(phone):
    """Yield requests that all fail, with the canary in each place where a value may stand."""
    path = f"/journal/user/{phone.user_id}"
    for address, body in bodies():
        yield "POST", address, body, {}
    for name in ("from", "to", "limit", "cursor", "mood", "tag"):
        yield "GET", f"{path}?{name}={CANARY}%FF", None, {}
        yield "GET", f"{path}?{name}={CANARY * 6}", None, {}
    for template in PATHS:
        yield "GET", template.format(*[CANARY] * 3), None, {}
    yield CANARY.upper(), path, None, {}
    for name, value in product(("Accept", "Authorization", "Host", "Content-Type"), HEADERS):
        yield "POST", "/journal", {}, {name: value}
    token = signed(claims(CANARY), rs256(FOREIGN), kid=CANARY, jku=CANARY)
    yield "GET", path, None, {"Authorization": f"Bearer {token}"}
    yield "PATCH", f"/journal/{uuid4()}", {"text": CANARY}, {"If-Match": f'"{CANARY}"'}


def test_no_error_repeats_a_sent_value(alice):
    for method, path, body, headers in with_canary(alice):
        answer = alice.send(method, path, body, headers=headers)
        assert answer.status_code >= 400, (method, path, body, headers)
        assert_problem(answer, answer.status_code)
        whole_answer = f"{answer.content.decode()} {answer.headers}"
        assert CANARY not in whole_answer.lower(), (method, path, body, headers)


def test_no_error_repeats_a_part_of_a_form(alice):
    canary = CANARY.encode()
    for parts in (
        [file("photo", canary)],
        [field("photo", canary)],
        [file("photo"), field("date", canary)],
        [file("photo"), field("scanId", canary)],
        [(f'name="photo"; filename="{CANARY}"', b"")],
    ):
        answer = analyze(alice, form(*parts))
        assert answer.status_code in (400, 422)
        assert CANARY not in answer.content.decode()
