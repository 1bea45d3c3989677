"""CORS: a stage allows only the pages that it names; the sandbox allows all."""

import pytest

from tests.support.faults import store_faults

PAGE = "https://app.example"
PREFLIGHT = {
    "Access-Control-Request-Method": "PUT",
    "Access-Control-Request-Headers": "authorization, content-type, if-match",
}


@pytest.fixture
def stage(settings):
    """Use the settings of a stage that names no page."""
    settings.SANDBOX = False
    settings.CORS_ALLOW_ALL_ORIGINS = False
    settings.CORS_ALLOWED_ORIGINS = []
    return settings


def preflight_and_read(phone, origin, path=None):
    """Return the answers to a preflight and a read from this page."""
    path = path or f"/journal/user/{phone.user_id}"
    preflight = phone.send("OPTIONS", path, headers={"Origin": origin, **PREFLIGHT})
    return preflight, phone.send("GET", path, headers={"Origin": origin})


def cors_headers(answer):
    return [name for name in answer.headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize("origin", [PAGE, "null", "http://localhost:3000", "file://", "http://["])
def test_a_stage_without_named_pages_allows_none(alice, nobody, stage, origin):
    for phone in (alice, nobody):
        for path in (None, "/health", "/nowhere"):
            assert [cors_headers(answer) for answer in preflight_and_read(phone, origin, path)] == [
                [],
                [],
            ]


OTHERS = [
    "http://app.example",
    "https://app.example:8443",
    "https://app.example.evil.example",
    "https://evil.example/https://app.example",
    "https://notapp.example",
    "https://app.example@evil.example",
    "https://www.app.example",
    "null",
    "*",
    "",
]


def test_a_stage_allows_only_the_named_pages(alice, stage):
    stage.CORS_ALLOWED_ORIGINS = [PAGE]
    for answer in preflight_and_read(alice, PAGE):
        assert answer.headers["Access-Control-Allow-Origin"] == PAGE
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "origin" in answer.headers["Vary"].lower()
    for origin in OTHERS:
        assert [cors_headers(answer) for answer in preflight_and_read(alice, origin)] == [[], []], (
            origin
        )


def test_the_sandbox_allows_every_page(alice):
    preflight, read = preflight_and_read(alice, "http://localhost:3000")
    assert (preflight.status_code, preflight.content) == (200, b"")
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    methods = set(preflight.headers["Access-Control-Allow-Methods"].split(", "))
    assert methods >= {"GET", "POST", "PUT", "PATCH", "DELETE"}
    headers = set(preflight.headers["Access-Control-Allow-Headers"].split(", "))
    assert headers >= {"authorization", "content-type", "if-match"}
    exposed = read.headers["Access-Control-Expose-Headers"].split(", ")
    assert set(exposed) >= {"etag", "location", "retry-after", "x-request-id"}
    assert set(exposed) >= {"www-authenticate", "x-amzn-remapped-www-authenticate"}


def test_cookies_are_never_allowed(alice):
    for answer in preflight_and_read(alice, PAGE):
        assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_page_may_read_a_problem(nobody):
    preflight, read = preflight_and_read(nobody, PAGE)
    assert preflight.status_code == 200
    assert read.status_code == 401
    assert read.headers["Access-Control-Allow-Origin"] == "*"


def test_a_preflight_does_not_reveal_whether_a_record_exists(alice, stranger):
    address = alice.post("/journal", {"date": "2026-03-01"}).headers["Location"]
    answers = [preflight_and_read(stranger, PAGE, path)[0] for path in (address, "/nowhere")]
    assert answers[0].status_code == answers[1].status_code == 200
    assert cors_headers(answers[0]) == cors_headers(answers[1])
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_options_without_a_preflight_needs_a_token(nobody):
    assert nobody.send("OPTIONS", "/journal", headers={"Origin": PAGE}).status_code == 401


def test_options_without_a_preflight_describes_the_address_and_reads_nothing(alice, stage):
    stage.CORS_ALLOWED_ORIGINS = [PAGE]
    alice.get(f"/journal/user/{alice.user_id}")  # so that her keys are known
    with store_faults() as stored:
        for accept in ("*/*", "application/json", "text/csv", "image/svg+xml", "text/html"):
            headers = {"Origin": PAGE, "Accept": accept}
            answer = alice.send("OPTIONS", f"/journal/user/{alice.user_id}", headers=headers)
            assert answer.status_code == 200, accept
            assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
            assert answer.headers["Content-Type"] == "application/json"
    assert stored == []
