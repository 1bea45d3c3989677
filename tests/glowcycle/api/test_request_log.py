"""The log of a request: one line with the path template, without any sent value."""

import io
import json
import logging
import re
from datetime import timedelta
from uuid import uuid4

import pytest

from glowcycle.api.log_formatters import JSONLines
from glowcycle.errors import Unavailable
from glowcycle.sandbox.identity import issue_token
from tests.support import faults
from tests.support.faults import store_faults
from tests.support.multipart_forms import analyze, field, file, form
from tests.support.phone import Phone
from tests.support.record_samples import METRICS
from tests.support.tokens import FOREIGN, claims, rs256, signed

CANARY = "canary-7f3a"
MEMBERS = {"time", "level", "logger", "message", "requestId", "method", "route", "status", "ms"}
MEMBERS |= {"storeCalls"}


@pytest.fixture
def lines(monkeypatch):
    """Yield a function that returns the lines of the configured handler."""
    [handler] = [h for h in logging.root.handlers if isinstance(h.formatter, JSONLines)]
    for name in ("glowcycle", "django"):
        monkeypatch.setattr(logging.getLogger(name), "level", logging.DEBUG)
    written = io.StringIO()
    before = handler.setStream(written)
    yield lambda: written.getvalue().splitlines()
    handler.setStream(before)


def logged(lines):
    return [json.loads(line) for line in lines()]


@pytest.mark.calm  # counts store calls: a lost answer causes one more
def test_each_request_is_one_line_of_json(alice, nobody, lines):
    entry = alice.post("/journal", {"date": "2026-03-01"}).json()
    alice.get(f"/journal/{entry['entryId']}?x=y")
    alice.send("PROPFIND", f"/journal/user/{alice.user_id}")
    nobody.get(f"/period/user/{alice.user_id}")
    nobody.get("/nowhere")
    records = logged(lines)
    assert [(line["method"], line["route"], line["status"]) for line in records] == [
        ("POST", "journal", 201),
        ("GET", "journal/<record_id:entry_id>", 200),
        ("other", "journal/user/<str:user_id>", 405),
        ("GET", "period/user/<str:user_id>", 401),
        ("GET", None, 404),
    ]
    for line in records:
        assert set(line) == MEMBERS
        assert (line["level"], line["logger"]) == ("INFO", "glowcycle.request")
        assert line["ms"] >= 0
    assert [line["storeCalls"] for line in records] == [3, 3, 0, 0, 0]
    assert len({line["requestId"] for line in records}) == len(records)


def test_the_line_has_the_request_id_of_the_answer(alice, lines):
    answers = [alice.get("/nowhere"), alice.post("/journal", {}), alice.get("/health")]
    ids = [answer.headers["X-Request-Id"] for answer in answers]
    assert [line["requestId"] for line in logged(lines)] == ids


def test_a_request_that_the_framework_refuses_has_a_line(alice, lines):
    alice.get("/health", Host="evil.example")
    alice.send("POST", "/journal", b"x" * 300_000)
    assert [line["status"] for line in logged(lines)] == [400, 413]


def failing(error):
    def fail(**_given):
        raise error from ValueError(CANARY)

    return fail


def test_an_unexpected_exception_is_logged_by_type_and_place(alice, lines, monkeypatch):
    monkeypatch.setattr("journal.services.get_entry", failing(RuntimeError(CANARY)))
    answer = alice.get(f"/journal/{uuid4()}")
    fault, request = logged(lines)
    assert fault["requestId"] == request["requestId"] == answer.json()["requestId"]
    assert (fault["level"], fault["exception"]) == ("ERROR", "RuntimeError < ValueError")
    assert re.fullmatch(r".*/test_request_log\.py:[0-9]+ fail", fault["at"][-1])
    assert request["status"] == 500
    assert CANARY not in "".join(lines())


def test_an_outage_is_logged_with_its_cause(alice, lines, monkeypatch):
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)
    with store_faults(*[faults.throttled] * 9):
        alice.get(f"/journal/user/{alice.user_id}")
    outage, request = logged(lines)
    assert outage["level"] == "WARNING"
    assert outage["exception"].startswith("Unavailable < QueryError < ")
    assert (outage["requestId"], request["status"]) == (request["requestId"], 503)
    assert alice.user_id not in "".join(lines())


def speak(phone, monkeypatch):
    """Send requests of every outcome with the canary in every part."""
    person = f"/journal/user/{phone.user_id}"
    entry = {"date": "2026-03-01", "text": CANARY, "mood": CANARY, "tags": [CANARY]}
    address = phone.post("/journal", entry).headers["Location"]
    phone.post("/period", {"date": "2026-03-01", "flow": "light", "symptoms": [CANARY]})
    phone.post("/skin", {"date": "2026-03-01", "metrics": METRICS, CANARY: CANARY})
    phone.post("/journal", {CANARY: {CANARY: CANARY}})
    phone.patch(address, {"text": CANARY * 9}, If_Match=f'"{CANARY}"')
    phone.send("POST", "/journal", CANARY.encode())
    for path in (
        f"/{CANARY}",
        f"/journal/{CANARY}",
        f"/journal/user/{CANARY}",
        f"/period/{CANARY}",
    ):
        phone.get(path)
    for name in ("mood", "tag", "from", "limit", "cursor", CANARY):
        phone.get(f"{person}?{name}={CANARY}")
    for name in ("Accept", "Host", "Referer", "User-Agent", "Cookie", "Origin", "X-Forwarded-For"):
        phone.send("GET", person, headers={name: f"a={CANARY}"})
    phone.send("POST", "/journal", {}, headers={"Content-Type": f"application/{CANARY}"})
    phone.send(CANARY.upper(), person)
    for token in (CANARY, f"{CANARY}.{CANARY}.{CANARY}", signed({}, rs256(FOREIGN), kid=CANARY)):
        phone.send("GET", person, headers={"Authorization": f"Bearer {token}"})
    for changes in ({"sub": f"{CANARY} {CANARY}"}, {"iss": CANARY}, {"exp": CANARY}):
        token = signed(claims(CANARY, **changes), rs256(FOREIGN))
        phone.send("GET", person, headers={"Authorization": f"Bearer {token}"})
    analyze(phone, form(file("photo", CANARY.encode()), field("date", CANARY.encode())))
    analyze(phone, form((f'name="photo"; filename="{CANARY}"', b"x")))
    for error in (RuntimeError(CANARY), Unavailable(CANARY), KeyError(CANARY), OSError(5, CANARY)):
        monkeypatch.setattr("journal.services.get_entry", failing(error))
        phone.get(f"{address}?{CANARY}")


def test_no_line_holds_a_sent_value(lines, monkeypatch):
    token = issue_token(user_id=CANARY, lifetime=timedelta(hours=1))
    speak(Phone(CANARY, token), monkeypatch)
    everything = "\n".join(lines())
    assert len(lines()) > 30
    assert CANARY not in everything.lower()
    assert token not in everything
    assert token.split(".")[1] not in everything


def test_djangos_own_loggers_write_nowhere(lines):
    for name in ("django", "django.request", "django.security.DisallowedHost", "django.server"):
        logging.getLogger(name).error("%s", CANARY)
    assert lines() == []


def test_a_message_with_any_text_stays_one_valid_line():
    record = logging.makeLogRecord(
        {"msg": "a\nb\u2028 %s", "args": ("\ud800\x00",), "odd": {object}, "levelname": "INFO"}
    )
    text = JSONLines().format(record)
    assert "\n" not in text
    assert json.loads(text)["message"] == "a\nb\u2028 \ud800\x00"
    assert json.loads(text)["odd"]
