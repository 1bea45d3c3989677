"""Random Lambda events: the answer is valid for Lambda, never 500, without another's data."""

import base64
import json
from functools import cache, partial

import pytest
from hypothesis import assume, given, note
from hypothesis import strategies as st

from glowcycle.gateways.events import gateway_of
from tests.support.gateway_requests import as_balancer, as_http_api
from tests.support.lambda_events import CONTEXT, api_event, response_parts
from tests.support.people import someone

CANARY = "canary-e7a1"
ENTRY = "44444444-4444-4444-8444-444444444444"


@cache
def cast():
    """Return alice, whose journal holds the canary, and a stranger."""
    alice, stranger = someone(), someone()
    entry = {"entryId": ENTRY, "date": "2026-03-01", "text": CANARY}
    assert alice.post("/journal", entry).status_code == 201
    return alice, stranger


@pytest.fixture(scope="module", autouse=True)
def persons(engine):
    """Create the persons before Hypothesis runs: it allows no other randomness meanwhile."""
    cast()


texts = st.text(st.characters(codec="utf-8"), max_size=12)
wild = st.text(max_size=12)  # with lone surrogates
odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | wild,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(wild, inner, max_size=3),
    max_leaves=6,
)
methods = st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
names = st.sampled_from(
    [
        *("Accept", "Content-Type", "Cookie", "If-Match", "Idempotency-Key", "Origin", "Host"),
        *("X-Forwarded-Host", "X-HTTP-Method-Override", "Content-Length", "Transfer-Encoding"),
        *("Access-Control-Request-Method", "Accept-Encoding", "If-None-Match", "Range", "Expect"),
    ]
)
values = texts | st.sampled_from(
    [
        "*/*",
        "application/json",
        "text/html",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
    ]
)
as_payload_1 = partial(dict, version="1.0")  # of an HTTP API
kinds = st.sampled_from(
    [dict, as_payload_1, as_http_api, as_balancer, partial(as_balancer, many=False)]
)
segments = st.sampled_from(
    ["journal", "user", "period", "skin", "sync", "..", ".", "%2F", "%00", ENTRY]
)


@st.composite
def requests(draw):
    """Return an event that a gateway may send: each part is present, null, or missing."""
    alice, stranger = cast()
    path = "/" + "/".join(draw(st.lists(segments | texts, max_size=4)))
    path = draw(
        st.sampled_from([path, f"/journal/user/{alice.user_id}", f"/journal/{ENTRY}", "/sync"])
    )
    event = api_event(
        draw(methods), path, token=draw(st.sampled_from([stranger.token, "x", "e30.e30."]))
    )
    headers = event["headers"] | draw(st.dictionaries(names | texts, values, max_size=4))
    event["headers"] = headers
    event["multiValueHeaders"] = {name: [value] for name, value in headers.items()}
    query = draw(
        st.dictionaries(
            st.sampled_from(["limit", "cursor", "from", "format"]) | texts, texts, max_size=3
        )
    )
    event["queryStringParameters"] = query
    event["multiValueQueryStringParameters"] = {name: [value] for name, value in query.items()}
    body = draw(
        st.binary(max_size=40) | st.sampled_from([b'{"date": "2026-03-01"}', b'{"operations": []}'])
    )
    if draw(st.booleans()):
        event |= {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}
    else:
        event |= {"body": body.decode("utf-8", "replace"), "isBase64Encoded": False}
    event = draw(kinds)(event)
    needed = {"httpMethod", "path", "requestContext", "version"}
    for name in draw(st.lists(st.sampled_from(sorted(event.keys() - needed)), max_size=4)):
        event[name] = None
    for name in draw(st.lists(st.sampled_from(sorted(event.keys() - needed)), max_size=4)):
        event.pop(name, None)
    return event


@st.composite
def wrecks(draw):
    """Return an event with some parts that no gateway sends."""
    event = draw(requests())
    for name in draw(st.lists(st.sampled_from(sorted({*event, "path"})), min_size=1, max_size=3)):
        event[name] = draw(odd)
    if isinstance(event.get("headers"), dict) and draw(st.booleans()):
        event["headers"] = event["headers"] | draw(st.dictionaries(wild, odd, max_size=3))
    assume(gateway_of(event))  # otherwise it is not a request
    return event


def assert_sound(answer, event):
    note(json.dumps(event))
    """Assert that the answer is valid for Lambda and contract, and without alice's data."""
    status, headers, content = response_parts(json.loads(json.dumps(answer).encode()))
    assert 200 <= status < 500, content
    assert CANARY.encode() not in content
    assert CANARY not in str(headers)
    assert all(isinstance(value, str) for values in headers.values() for value in values)
    http = event["requestContext"]["http"] if event.get("version") == "2.0" else {}
    if status >= 400 and "HEAD" not in (event.get("httpMethod"), http.get("method")):
        assert headers["content-type"] == ["application/problem+json"]
        assert json.loads(content)["status"] == status


@given(requests())
def test_a_possible_gateway_event_is_answered_by_the_contract(handlers, event):
    assert_sound(handlers[0](event, CONTEXT), event)


@given(wrecks())
def test_an_impossible_event_is_answered_or_refused(handlers, event):
    assert_sound(handlers[0](event, CONTEXT), event)


@pytest.mark.parametrize("form", [dict, as_payload_1, as_balancer])
@pytest.mark.parametrize("missing", ["requestContext", "path", "headers"])
def test_an_event_that_lacks_a_member_is_answered_or_refused(handlers, form, missing):
    event = form(api_event("GET", "/health"))
    for name in (missing, f"multiValue{missing.capitalize()}"):
        assert handlers[0]({**event, name: None}, CONTEXT)["statusCode"] in (200, 400, 404)
        event.pop(name, None)
    assert handlers[0](event, CONTEXT)["statusCode"] in (200, 400, 404)


def test_the_owner_reads_the_canary(handlers):
    alice, _ = cast()
    answer = handlers[0](api_event("GET", f"/journal/{ENTRY}", token=alice.token), CONTEXT)
    assert CANARY in answer["body"]
