"""Which web pages may read answers: none, unless a stage names them; in the sandbox all."""

import pytest

PAGE = "https://app.example"
PREFLIGHT = {
    "Access-Control-Request-Method": "PUT",
    "Access-Control-Request-Headers": "authorization, content-type, if-match",
}


@pytest.fixture
def stage(settings):
    """Everything as on a stage that names no page."""
    settings.SANDBOX = False
    settings.CORS_ALLOW_ALL_ORIGINS = False
    settings.CORS_ALLOWED_ORIGINS = []
    return settings


def ask(phone, origin, path=None):
    """Return the answers to a preflight and to a read from that page."""
    path = path or f"/journal/user/{phone.user_id}"
    preflight = phone.send("OPTIONS", path, headers={"Origin": origin, **PREFLIGHT})
    return preflight, phone.send("GET", path, headers={"Origin": origin})


def opened(answer):
    return [name for name in answer.headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize("origin", [PAGE, "null", "http://localhost:3000", "file://", "http://["])
def test_a_stage_that_names_no_page_lets_none_in(alice, nobody, stage, origin):
    for phone in (alice, nobody):
        for path in (None, "/health", "/nowhere"):
            assert [opened(answer) for answer in ask(phone, origin, path)] == [[], []]


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


def test_a_stage_lets_in_the_pages_it_names_and_no_others(alice, stage):
    stage.CORS_ALLOWED_ORIGINS = [PAGE]
    for answer in ask(alice, PAGE):
        assert answer.headers["Access-Control-Allow-Origin"] == PAGE
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "origin" in answer.headers["Vary"].lower()
    for origin in OTHERS:
        assert [opened(answer) for answer in ask(alice, origin)] == [[], []], origin


def test_the_sandbox_lets_every_page_write_with_a_token(alice):
    preflight, read = ask(alice, "http://localhost:3000")
    assert (preflight.status_code, preflight.content) == (200, b"")
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    methods = set(preflight.headers["Access-Control-Allow-Methods"].split(", "))
    assert methods >= {"GET", "POST", "PUT", "PATCH", "DELETE"}
    headers = set(preflight.headers["Access-Control-Allow-Headers"].split(", "))
    assert headers >= {"authorization", "content-type", "if-match"}
    exposed = read.headers["Access-Control-Expose-Headers"].split(", ")
    assert set(exposed) >= {"etag", "location", "retry-after", "x-request-id"}


def test_no_page_is_ever_sent_her_cookies(alice):
    for answer in ask(alice, PAGE):
        assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_page_may_read_why_it_was_refused(nobody):
    preflight, read = ask(nobody, PAGE)
    assert preflight.status_code == 200
    assert read.status_code == 401
    assert read.headers["Access-Control-Allow-Origin"] == "*"


def test_a_preflight_tells_nothing_of_what_is_there(alice, stranger):
    address = alice.post("/journal", {"date": "2026-03-01"}).headers["Location"]
    answers = [ask(stranger, PAGE, path)[0] for path in (address, "/nowhere")]
    assert answers[0].status_code == answers[1].status_code == 200
    assert opened(answers[0]) == opened(answers[1])
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_without_a_preflight_options_is_no_way_in(nobody):
    assert nobody.send("OPTIONS", "/journal", headers={"Origin": PAGE}).status_code == 401
