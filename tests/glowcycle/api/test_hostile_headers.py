"""Hostile headers never cause a fault or change the meaning of a request."""

import gzip
import io
import json
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from glowcycle.wsgi import application
from tests.support.photo_bucket import named
from tests.support.problems import assert_problem
from tests.support.record_samples import KINDS, every_kind

JOURNAL = KINDS[0]
DAY = "2026-03-01"
ENCODINGS = ["gzip", "GZip", "x-gzip", "br", "identity, gzip", "aws-chunked"]
# Without its time, so that each process of the tests has the same bytes.
BODIES = [gzip.compress(b"{}", mtime=0), json.dumps(JOURNAL.body).encode(), b"\x1f\x8b"]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "testserver.evil.example",
        "evil.example:testserver",
        "testserver@evil.example",
        "testserver:abc",
        "testserver,evil.example",
        "",
        "*",
        ".testserver",
        "[::1",
        "test server",
        "testserver\t",
        "é",
        "x" * 20_000,
    ],
    ids=lambda host: host[:30] or "none",
)
def test_an_unknown_host_is_400_on_every_path(alice, nobody, host):
    for phone, path in ((alice, JOURNAL.path), (nobody, "/health"), (nobody, "/nowhere")):
        answer = phone.send("GET", path, headers={"Host": host})
        assert_problem(answer, 400, "bad_request")
    assert_problem(alice.post(JOURNAL.path, JOURNAL.body, Host=host), 400, "bad_request")
    assert JOURNAL.listed(alice) == []


def test_a_forwarded_host_appears_in_no_link(alice):
    for day in ("2026-03-01", "2026-03-02"):
        alice.post("/journal", {"date": day})
    headers = {
        "X-Forwarded-Host": "evil.example",
        "Forwarded": "host=evil.example",
        "X-Original-URL": "/health",
        "X-Rewrite-URL": "/health",
    }
    path = f"/journal/user/{alice.user_id}?limit=1"
    link = alice.send("GET", path, headers=headers).json()["next"]
    assert urlsplit(link).netloc == "testserver"


@every_kind
@pytest.mark.parametrize(
    "accept",
    [
        "application/xml",
        "text/html",
        "application/problem+json",
        "image/*",
        "x",
        "/",
        "application/json; charset*=bogus''x",
        "application/json;" + "a" * 20_000,
        "text/html, " * 2000,
        "a/b;c=\u0000",
    ],
    ids=lambda accept: accept[:30],
)
def test_an_unavailable_content_type_is_406(kind, alice, accept):
    answer = alice.post(kind.path, kind.body, Accept=accept)
    assert_problem(answer, 406, "not_acceptable")
    assert kind.listed(alice) == []


@every_kind
@pytest.mark.parametrize(
    "accept",
    ["application/json", "*/*", "application/*;q=0.1", "text/html, application/json", "a;b, */*"],
)
def test_accept_with_json_gets_json(kind, alice, accept):
    path = f"{kind.path}/user/{alice.user_id}"
    answer = alice.get(path, Accept=accept)
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("length", ["", "abc", "-1", "-99999999999", "1e3", "0x10", "٣", "1_0"])
def test_an_invalid_content_length_stores_nothing(alice, length):
    body = json.dumps(JOURNAL.body).encode()
    answer = alice.send("POST", JOURNAL.path, body, headers={"Content-Length": length})
    assert_problem(answer, 400)
    assert JOURNAL.listed(alice) == []


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("body", BODIES)
def test_a_body_with_a_content_encoding_is_415(alice, encoding, body):
    """Also where the bytes are plain: somebody else may decode them."""
    with alice.saying(Content_Encoding=encoding):
        answers = [
            alice.send("POST", JOURNAL.path, body),
            alice.send("PUT", f"/period/{DAY}", body),
            alice.send("PATCH", f"/skin/{uuid4()}", body),
            alice.send("POST", "/sync", body),
            alice.upload("/skin/analyze", photo=named(body)),
        ]
    for answer in answers:
        assert_problem(answer, 415, "unsupported_media_type")
    assert JOURNAL.listed(alice) == []


@pytest.mark.parametrize("encoding", ["identity", "Identity", ""])
def test_identity_is_no_encoding(alice, encoding):
    answer = alice.post(JOURNAL.path, JOURNAL.body, Content_Encoding=encoding)
    assert answer.status_code == 201


def test_a_request_without_a_body_may_name_an_encoding(alice):
    with alice.saying(Content_Encoding="gzip"):
        assert alice.get(f"{JOURNAL.path}/user/{alice.user_id}").status_code == 200
        assert alice.delete(f"/period/{DAY}").status_code == 404


# From here on the tests call the WSGI application: Django's test client builds other requests.

HOSTILE_CHARSETS = [
    "charset*=bogus''x",
    "charset*=utf-8''%00",
    "charset*=utf-16''x",
    "charset=\x00",
    "charset=hex",
    "charset=idna",
    "charset=punycode",
    "charset=undefined",
    "charset=utf-16",
    "charset=" + "x" * 20_000,
    "charset*0*=a; charset*1*=b",
    "charset=\xff",
]


def call(method, address, *, token, content_type, body=b""):
    """Call the WSGI application; return the status and the JSON body."""
    parts = urlsplit(address)
    statuses = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "HTTP_AUTHORIZATION": f"Bearer {token}",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
    }
    answer = application(environ, lambda status, _headers: statuses.append(int(status[:3])))
    content = b"".join(answer)
    answer.close()
    return statuses[0], json.loads(content)


@pytest.mark.parametrize("charset", HOSTILE_CHARSETS, ids=lambda text: text[:20])
def test_a_hostile_charset_is_415(alice, charset):
    for kind in KINDS:
        status, problem = call(
            "POST",
            f"{kind.path}?a=b",
            token=alice.token,
            content_type=f"application/json; {charset}",
            body=json.dumps(kind.body).encode(),
        )
        assert (status, problem["code"]) == (415, "unsupported_media_type")
        assert kind.listed(alice) == []


@pytest.mark.parametrize("charset", HOSTILE_CHARSETS, ids=lambda text: text[:20])
def test_a_query_is_utf8_with_any_charset_of_the_body(alice, charset):
    entry = alice.post("/journal", {"date": "2026-03-01", "mood": "😌"}).json()
    alice.post("/journal", {"date": "2026-03-01", "mood": "other"})
    status, page = call(
        "GET",
        f"/journal/user/{alice.user_id}?mood=%F0%9F%98%8C",
        token=alice.token,
        content_type=f"application/json; {charset}",
    )
    assert (status, page["results"]) == (200, [entry])


def test_a_query_in_raw_utf8_is_read(alice):
    entry = alice.post("/journal", {"date": "2026-03-01", "mood": "😌"}).json()
    raw = "😌".encode().decode("latin-1")  # as WSGI passes bytes
    address = f"/journal/user/{alice.user_id}?mood={raw}"
    status, page = call("GET", address, token=alice.token, content_type="")
    assert (status, page["results"]) == (200, [entry])


@pytest.mark.parametrize("token", ["\u0416", "😌", "\ud800", "é", "a\x00b"], ids=ascii)
def test_a_token_that_is_not_ascii_is_401(token):
    status, problem = call("GET", "/journal/user/x", token=token, content_type="")
    assert (status, problem["code"]) == (401, "authentication_failed")
