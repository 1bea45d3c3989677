"""Headers of each gateway become those of one request, whatever their case and number."""

import pytest

from glowcycle.gateways import events, wsgi_requests
from tests.support.gateway_requests import ENTRY, KINDS, of
from tests.support.lambda_events import CONTEXT, api_event

every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.mark.parametrize("name", ["Content_Type", "CONTENT_TYPE", "Content_type"])
@every_kind
def test_an_underscore_is_no_hyphen(handlers, alice, kind, name):
    event = api_event("POST", "/journal", token=alice.token, say=ENTRY)
    for headers in (event["headers"], event["multiValueHeaders"]):
        headers[name] = headers.pop("Content-Type")
    assert handlers[0](of(kind, event), CONTEXT)["statusCode"] == 415


def test_a_name_in_two_cases_has_both_values(handlers, alice):
    event = api_event(path=f"/journal/user/{alice.user_id}", token=alice.token)
    for name, value in (("COOKIE", "a=1"), ("cookie", "b=2"), ("authorization", "Bearer x.y.z")):
        event["multiValueHeaders"][name] = [value]
    for gateway in (events.REST_API, events.BALANCER):
        environ = wsgi_requests.environ(gateway, event, stage="dev", context=CONTEXT)
        assert environ["HTTP_COOKIE"] == "a=1; b=2"
        assert environ["HTTP_AUTHORIZATION"] == f"Bearer {alice.token}, Bearer x.y.z"
    assert handlers[0](event, CONTEXT)["statusCode"] == 401


@pytest.mark.parametrize("case", [str.upper, str.lower, str.title])
@every_kind
def test_the_case_of_a_name_does_not_matter(handlers, alice, kind, case):
    event = api_event("POST", "/journal", token=alice.token, say=ENTRY)
    for headers in ("headers", "multiValueHeaders"):
        event[headers] = {case(name): value for name, value in event[headers].items()}
    assert handlers[0](of(kind, event), CONTEXT)["statusCode"] == 201


@pytest.mark.parametrize("header", ["Cookie", "Accept", "Origin", "Idempotency-Key", "X-Other"])
def test_a_header_may_hold_any_character(handlers, header):
    answer = handlers[0](api_event(path="/", multiValueHeaders=with_header(header, "é😌")), CONTEXT)
    assert answer["statusCode"] < 500


def with_header(name, value):
    return {**api_event()["multiValueHeaders"], name: [value]}


@pytest.mark.parametrize("gateway", [events.REST_API, events.BALANCER])
def test_a_header_of_several_values_is_one_for_django(gateway):
    event = api_event()
    event["multiValueHeaders"] = {"cookie": ["a=1", "b=2"], "if-match": ['"x"', '"y"']}
    environ = wsgi_requests.environ(gateway, event, stage="dev", context=CONTEXT)
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_IF_MATCH"] == '"x", "y"'
