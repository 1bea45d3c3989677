"""API Gateway requests get the same answers as from Zappa; other events go to Zappa."""

import base64
import gc
import json
import logging
import sys
from threading import Event
from unittest import mock

import pytest
from django.http import HttpRequest, HttpResponseBase
from rest_framework.request import Request

from glowcycle.api.wsgi_handler import Handler
from tests.support.lambda_events import CONTEXT, HOST, api_event, response_parts
from tests.support.model_answers import GOOD, model_answer
from tests.support.photo_bucket import named, picture

ENTRY = {
    "date": "2026-03-01",
    "text": "Wörter 😌 \u202e",
    "entryId": "0" * 8 + "-0000-4000-8000-" + "1" * 12,
}
BODY = json.dumps(ENTRY)


def requests(phone):
    """Yield (description, event) for events of every shape."""
    token, home = phone.token, f"/journal/user/{phone.user_id}"
    yield "a create", api_event("POST", "/journal", token=token, say=ENTRY)
    encoded = base64.b64encode(BODY.encode()).decode()
    yield (
        "base64",
        api_event("POST", "/journal", token=token, say={}, body=encoded, isBase64Encoded=True),
    )
    yield (
        "UTF-8 as it is",
        api_event("POST", "/journal", token=token, say={}, body='{"text": "é😌"}'),
    )
    yield "no body", api_event("POST", "/journal", token=token, body=None)
    yield "a read", api_event("GET", f"/journal/{ENTRY['entryId']}", token=token)
    yield "a list", api_event("GET", home, token=token, q={"tag": "a b&c=é", "limit": "5"})
    twice = {"limit": ["5", "6"]}
    yield (
        "a name twice",
        api_event("GET", home, token=token, multiValueQueryStringParameters=twice),
    )
    old = api_event("GET", home, token=token, q={"limit": "5"})
    del old["multiValueQueryStringParameters"], old["multiValueHeaders"]
    yield "single values alone", old
    yield (
        "a picture",
        api_event("GET", f"/period/cycles/{phone.user_id}", token=token, q={"format": "svg"}),
    )
    yield "no headers", api_event(headers=None, multiValueHeaders=None)
    yield "nothing but the method and the path", {"httpMethod": "GET", "path": "/health"}
    yield "no parts", api_event(queryStringParameters=None, requestContext={})
    yield "an escaped path", api_event(path="/journal/user/%C3%A9%2F..%00", token=token)
    yield "another host", api_event(host="evil.example")
    yield "a preflight", api_event("OPTIONS", "/journal", token="")
    yield "HEAD", api_event("HEAD", home, token=token)
    yield "an odd method", api_event("PROPFIND", home, token=token)
    yield "a form", api_event("POST", "/skin/analyze", token=token, say={}, body="x" * 100)
    yield "a deletion", api_event("DELETE", f"/journal/{ENTRY['entryId']}", token=token)
    yield "nowhere", api_event(path="/nowhere")


def test_each_request_gets_the_same_answer_as_from_zappa(handlers, alice):
    ours, zappas = handlers
    statuses = set()
    for name, gateway_event in requests(alice):
        answer = response_parts(ours(gateway_event, CONTEXT))
        again = response_parts(zappas(gateway_event, CONTEXT))
        # The same request again creates or deletes the same record.
        assert answer[::2] == again[::2], name
        if "headers" in gateway_event:  # else Zappa's answer has no headers
            assert answer[1] == again[1], name
        statuses.add(answer[0])
    assert statuses >= {200, 201, 204, 400, 401, 404, 405} - {401}


@pytest.mark.parametrize(("host", "prefix"), [("x.amazonaws.com", "/sandbox"), (HOST, "")])
def test_addresses_begin_with_the_stage_prefix(handlers, alice, settings, host, prefix):
    settings.ALLOWED_HOSTS = [host]
    answer = handlers[0](
        api_event("POST", "/journal", token=alice.token, say=ENTRY, host=host), CONTEXT
    )
    assert answer["multiValueHeaders"]["Location"] == [f"{prefix}/journal/{ENTRY['entryId']}"]


def test_only_bytes_are_base64_encoded(handlers, alice):
    ours = handlers[0]
    assert ours(api_event(), CONTEXT)["isBase64Encoded"] is False
    problem = ours(api_event(path="/nowhere"), CONTEXT)
    assert problem["isBase64Encoded"] is False
    assert json.loads(problem["body"])["status"] == 404


OTHERS = [
    {"manage": "check"},
    {"detail-type": "Scheduled Event", "resources": ["a/b-c.keep_warm_callback"]},
    {"version": "2.0", "requestContext": {"http": {"method": "GET"}}},
    {"httpMethod": "GET", "path": "/health", "requestContext": {"elb": {}}},
    {"Records": []},
    {},
]


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_every_other_event_goes_to_zappa(handlers, other):
    from zappa.handler import LambdaHandler

    with mock.patch.object(LambdaHandler, "handler", return_value="zappa's") as handler:
        assert handlers[0](other, CONTEXT) == "zappa's"
    handler.assert_called_once_with(other, CONTEXT)


def test_an_event_of_nulls_is_refused_without_a_host(handlers):
    bare = dict.fromkeys(api_event()) | {"httpMethod": "GET", "path": "/health"}
    assert handlers[0](bare, CONTEXT)["statusCode"] == 400


@pytest.mark.parametrize("header", ["Cookie", "Accept", "Origin", "Idempotency-Key", "X-Other"])
def test_a_header_may_hold_any_character(handlers, header):
    answer = handlers[0](api_event(path="/", multiValueHeaders=with_header(header, "é😌")), CONTEXT)
    assert answer["statusCode"] < 500


def with_header(name, value):
    return {**api_event()["multiValueHeaders"], name: [value]}


def test_a_body_that_is_not_base64_is_a_bad_request(handlers):
    answer = handlers[0](api_event("POST", "/journal", body="abcde", isBase64Encoded=True), CONTEXT)
    assert answer["statusCode"] == 400
    assert answer["multiValueHeaders"]["Content-Type"] == ["application/problem+json"]
    assert json.loads(answer["body"])["code"] == "bad_request"


def objects_in_memory():
    """Return the number of requests and answers in memory."""
    kinds = (HttpRequest, HttpResponseBase, Request)
    return sum(issubclass(type(item), kinds) for item in gc.get_objects())


@pytest.fixture
def gateway(handlers):
    return sys.modules[handlers[0].__module__]


class TestStart:
    """The start of a Lambda, before its first request."""

    def test_the_issuers_keys_are_fetched_in_parallel(self, gateway, monkeypatch):
        rest, steps = Event(), []

        def ask():
            assert rest.wait(10)
            steps.append("asked")

        monkeypatch.setattr(gateway.authentication, "prepare", ask)
        monkeypatch.setattr(gateway.clients, "dynamodb", rest.set)
        gateway.prepare()
        assert steps == ["asked"]

    def test_a_parallel_failure_fails_the_start(self, gateway, monkeypatch):
        def ask():
            raise LookupError("no such setting")

        monkeypatch.setattr(gateway.authentication, "prepare", ask)
        with pytest.raises(LookupError):
            gateway.prepare()


def test_a_view_without_an_answer_is_a_server_error():
    with pytest.raises(ValueError, match="returned None"):
        Handler().check_response(None, lambda: None)


@pytest.fixture
def without_log_records():
    """Turn off logging: pytest keeps log records, and some hold their request."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("without_log_records")
def test_no_part_of_an_answered_request_stays_in_memory(handlers, alice, bedrock):
    bedrock.answers_with(model_answer(GOOD))
    scan = alice.upload("/skin/analyze", photo=named(picture("peru")), keepPhoto="true")
    files = ["/me/export", f"{scan.headers['Location']}/photo"]
    asked_for = [(path, api_event(path=path, token=alice.token)) for path in files]
    for name, gateway_event in [*asked_for, *requests(alice)]:
        handlers[0](gateway_event, CONTEXT)  # the first request of its kind loads modules
        gc.collect()
        gc.disable()
        try:
            before = objects_in_memory()
            handlers[0](gateway_event, CONTEXT)
            assert objects_in_memory() == before, name
        finally:
            gc.enable()
