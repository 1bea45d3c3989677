"""Texts that are long come compressed to whom accepts it, by every gateway; nothing else does."""

import base64
import gzip
import json

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from glowcycle.api.compression import LEAST_BYTES, accepts_gzip
from glowcycle.web.session import SESSION_COOKIE
from tests.support.browser_client import Browser
from tests.support.gateway_requests import as_balancer, as_http_api
from tests.support.lambda_events import CONTEXT, api_event
from tests.support.photo_bucket import named

TEXT = "Slept well, walked a long way, skin felt dry in the evening. "
GATEWAYS = {
    "rest": lambda event: event,
    "http": as_http_api,
    "balancer": as_balancer,
    "balancer with single values": lambda event: as_balancer(event, many=False),
}


@pytest.fixture
def her(alice):
    for day in range(1, 26):
        alice.post("/journal", {"date": f"2026-03-{day:02}", "text": TEXT, "tags": ["é😌"]})
    return alice


def ask(phone, path, *, method="GET", accepting="gzip, deflate, br", body=b"", **headers):
    return Client().generic(
        method,
        path,
        body,
        content_type="application/json",
        headers={
            "Authorization": f"Bearer {phone.token}",
            "Accept-Encoding": accepting,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        },
    )


def is_compressed(answer):
    return answer.headers.get("Content-Encoding") == "gzip"


@pytest.mark.parametrize(
    "path",
    [
        "/journal/user/{}",
        "/journal/user/{}?format=svg",
        "/journal/user/{}?format=csv",
        "/sync",
        "/schema",
    ],
)
def test_a_long_text_is_the_same_text_compressed(her, path):
    path = path.format(her.user_id)
    with time_machine.travel(timezone.now(), tick=False):  # cursors hold the time
        _compare(ask(her, path, accepting="identity"), ask(her, path))


def _compare(plain, small):
    assert not is_compressed(plain)
    assert is_compressed(small)
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < len(plain.content) / 2
    assert small.headers["Content-Length"] == str(len(small.content))
    assert plain.headers["Content-Length"] == str(len(plain.content))
    for answer in (plain, small):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.headers["Content-Type"] == plain.headers["Content-Type"]


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("GZip", True),
        ("x-gzip", True),
        ("deflate, gzip;q=0.5, br", True),
        ("gzip ; q=0.001", True),
        ("gzip;q=1.000", True),
        ("*", True),
        ("br, *;q=0.1", True),
        ("*;q=0, gzip", True),
        ("", False),
        ("identity", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("gzip; q=0, *", False),
        ("*;q=0", False),
        ("gzip;q=", False),
        ("gzip;q=nan", False),
        ("gzip;q=٣;x", False),
        ("gzipped", False),
        ("a" * 10_000, False),
        (";,;,=", False),
    ],
)
def test_gzip_is_taken_only_by_whom_names_it(header, accepted):
    assert accepts_gzip(header) is accepted


def test_a_short_answer_and_a_single_record_stay_as_they_are(her):
    assert not is_compressed(ask(her, "/health"))
    short = ask(her, f"/journal/user/{her.user_id}?limit=1")
    assert 0 < len(short.content) < LEAST_BYTES
    assert not is_compressed(short)
    entry = her.post("/journal", {"date": "2026-03-30", "text": TEXT * 100}).json()
    single = ask(her, f"/journal/{entry['entryId']}")
    assert not is_compressed(single)
    [change] = [
        c
        for c in ask(her, "/sync", accepting="identity").json()["changes"]
        if c["id"] == entry["entryId"]
    ]
    assert single.headers["ETag"] == f'"{change["etag"]}"'


def test_bytes_that_are_compressed_already_stay_as_they_are(her, face):
    scan = her.upload("/skin/analyze", photo=named(face), keepPhoto="true").json()
    for path in (f"/skin/{scan['scanId']}/photo", "/me/export"):
        answer = ask(her, path)
        assert answer.status_code == 200
        assert not is_compressed(answer)
        assert "Accept-Encoding" not in answer.headers["Vary"]


def test_an_answer_to_a_cookie_is_never_compressed(her):
    browser = Browser()
    assert browser.sign_in(her.token).status_code == 200
    assert SESSION_COOKIE in browser.client.cookies
    for query in ("", "?tag=guess", "?format=json", "?format=svg"):
        answer = browser.get(f"/journal/user/{her.user_id}{query}", **{"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert not is_compressed(answer), query
    with_token = ask(her, f"/journal/user/{her.user_id}", Cookie="a=b")
    assert not is_compressed(with_token)
    assert "Accept-Encoding" in with_token.headers["Vary"]


def test_head_says_what_get_would(her):
    path = f"/journal/user/{her.user_id}"
    get, head = ask(her, path), ask(her, path, method="HEAD")
    assert is_compressed(get)
    assert head.content == b""
    for name in ("Content-Encoding", "Content-Length", "Vary"):
        assert head.headers[name] == get.headers[name]


def test_what_sync_answers_to_operations_is_compressed(her):
    operations = [
        {
            "operationId": f"{n}",
            "kind": "journal",
            "id": f"{n:08}-0000-4000-8000-000000000000",
            "action": "create",
            "record": {"date": "2026-03-01", "text": TEXT},
        }
        for n in range(20)
    ]
    answer = ask(her, "/sync", method="POST", body=json.dumps({"operations": operations}).encode())
    results = json.loads(gzip.decompress(answer.content))["results"]
    assert len(results) == 20


@pytest.mark.parametrize("kind", GATEWAYS)
@pytest.mark.parametrize("accepting", ["gzip", "identity"])
def test_each_gateway_passes_it_on(handlers, her, kind, accepting):
    event = api_event(path=f"/journal/user/{her.user_id}", token=her.token)
    event["headers"]["Accept-Encoding"] = accepting
    event["multiValueHeaders"]["Accept-Encoding"] = [accepting]
    answer = handlers[0](GATEWAYS[kind](event), CONTEXT)
    headers = answer.get("headers") or {
        name: values[-1] for name, values in answer["multiValueHeaders"].items()
    }
    assert answer["isBase64Encoded"] is (accepting == "gzip")
    body = answer["body"].encode()
    if accepting == "gzip":
        assert headers["Content-Encoding"] == "gzip"
        body = gzip.decompress(base64.b64decode(body))
    assert len(json.loads(body)["results"]) == 25
