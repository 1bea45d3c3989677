"""Requests of each gateway get the answers that Zappa gives them."""

import base64
import gzip
import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.support.gateway_requests import ENTRY, KINDS, as_balancer, as_http_api, of, rest_requests
from tests.support.lambda_events import CONTEXT, HOST, api_event, response_parts


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


def test_each_request_gets_the_same_answer_as_from_zappa(handlers, alice, kind):
    ours, zappas = handlers
    statuses = set()
    for name, event in rest_requests(alice):
        if kind != "rest" and not event.get("headers"):
            continue  # Zappa fails without headers
        gateway_event = of(kind, event)
        answer = response_parts(ours(gateway_event, CONTEXT))
        statuses.add(answer[0])
        if kind.startswith("balancer") and "?" in as_address(gateway_event):
            continue  # Zappa encodes a query again that is encoded already
        again = response_parts(zappas(gateway_event, CONTEXT))
        # The same request again creates or deletes the same record.
        assert answer[::2] == again[::2], name
        if "headers" in event:  # else Zappa's answer has no headers
            assert answer[1] == again[1], name
    assert statuses >= {200, 201, 204, 400, 404, 405}


def as_address(event):
    query = event.get("multiValueQueryStringParameters") or event.get("queryStringParameters")
    return f"{event['path']}?" if query else event["path"]


def results(answer):
    assert answer["statusCode"] == 200, answer["body"]
    body = response_parts(answer)[2]
    is_compressed = body.startswith(b"\x1f\x8b")
    return json.loads(gzip.decompress(body) if is_compressed else body)


def test_a_query_is_decoded_once(handlers, alice, kind):
    tags = ["é", "50%", "a+b", "a b", "a&b=c", "%C3%A9", "月経"]
    for number, tag in enumerate(tags):
        entry = {"date": "2026-03-01", "energy": number, "tags": [tag]}
        alice.post("/journal", entry)
    for number, tag in enumerate(tags):
        event = api_event(
            path=f"/journal/user/{alice.user_id}", token=alice.token, q={"tag": tag, "limit": "5"}
        )
        found = results(handlers[0](of(kind, event), CONTEXT))["results"]
        assert [entry["energy"] for entry in found] == [number], tag


def test_the_next_links_lead_to_the_end(handlers, alice, kind):
    for day in range(1, 6):
        alice.post("/journal", {"date": f"2026-03-0{day}", "tags": ["é & ü"]})
    seen, query = [], {"tag": "é & ü", "limit": "2"}
    while query:
        event = api_event(path=f"/journal/user/{alice.user_id}", token=alice.token, q=query)
        page = results(handlers[0](of(kind, event), CONTEXT))
        seen += [entry["date"] for entry in page["results"]]
        query = dict(parse_qsl(urlsplit(page["next"] or "").query))
    assert seen == [f"2026-03-0{day}" for day in range(5, 0, -1)]


def test_the_next_cursor_leads_to_the_end(handlers, alice, kind):
    for day in range(1, 6):
        alice.post("/journal", {"date": f"2026-03-0{day}", "tags": ["é & ü"]})
    seen, asked = [], {"tag": "é & ü", "limit": "2"}
    query = asked
    for name in ("me", alice.user_id, "me"):
        event = api_event(path=f"/journal/user/{name}", token=alice.token, q=query)
        page = results(handlers[0](of(kind, event), CONTEXT))
        seen += [entry["date"] for entry in page["results"]]
        query = {**asked, "cursor": page["nextCursor"]}
    assert seen == [f"2026-03-0{day}" for day in range(5, 0, -1)]
    assert page["nextCursor"] is None


def test_cookies_come_and_go_in_the_gateways_form(handlers, settings, kind):
    name = settings.CSRF_COOKIE_NAME
    sign_in = api_event(path="/")
    headers = {"Host": HOST, "Accept": "text/html", "Cookie": f"a=1; {name}=x"}
    sign_in["headers"] = headers
    sign_in["multiValueHeaders"] = {key: [value] for key, value in headers.items()}
    answer = handlers[0](of(kind, sign_in), CONTEXT)
    assert answer["statusCode"] == 200
    cookies = {
        "rest": lambda: answer["multiValueHeaders"]["Set-Cookie"][0],
        "http": lambda: answer["cookies"][0],
        "balancer": lambda: answer["multiValueHeaders"]["Set-Cookie"][0],
        "balancer with single values": lambda: answer["headers"]["Set-Cookie"],
    }
    assert cookies[kind]().strip().startswith(f"{name}=")
    if kind.startswith("balancer"):
        assert answer["statusDescription"] == "200 OK"


@pytest.mark.parametrize("many", [True, False])
def test_a_health_check_of_a_load_balancer_names_no_host(handlers, settings, many):
    check = api_event()
    check["headers"] = {"User-Agent": "ELB-HealthChecker/2.0"}
    for hosts in (["api.example.org"], [".execute-api.eu-west-1.amazonaws.com", "b.example"]):
        settings.ALLOWED_HOSTS = hosts
        answer = handlers[0](as_balancer(check, many=many), CONTEXT)
        assert (answer["statusCode"], answer["statusDescription"]) == (200, "200 OK")
    foreign = {**check, "headers": {"host": "evil.example"}}
    assert handlers[0](as_balancer(foreign, many=many), CONTEXT)["statusCode"] == 400


@pytest.mark.parametrize(
    ("path", "stage", "location"),
    [
        ("/dev/journal", "dev", "/dev/journal/"),
        ("/journal", "dev", "/journal/"),  # at a custom domain
        ("/journal", "$default", "/journal/"),
        ("/journal", "jour", "/journal/"),
    ],
)
def test_addresses_of_an_http_api_begin_with_the_stage_if_its_path_does(
    handlers, alice, path, stage, location
):
    event = api_event("POST", "/journal", token=alice.token, say=ENTRY)
    answer = handlers[0]({**as_http_api(event, stage=stage), "rawPath": path}, CONTEXT)
    assert answer["statusCode"] == 201
    assert answer["headers"]["Location"] == f"{location}{ENTRY['entryId']}"


@pytest.mark.parametrize(
    ("path", "stage", "prefix"),
    [
        ("/dev/journal", "dev", "/dev"),
        ("/journal", "dev", ""),
        ("/journal", "$default", ""),
        ("/journal", "jour", ""),
        ("/journal", None, ""),
    ],
)
def test_an_http_api_may_send_payload_1(handlers, alice, path, stage, prefix):
    event = api_event("POST", path, token=alice.token, say=ENTRY, version="1.0")
    event["requestContext"] = {"stage": stage} if stage else {}
    answer = handlers[0](event, CONTEXT)
    assert answer["statusCode"] == 201
    assert answer["multiValueHeaders"]["Location"] == [f"{prefix}/journal/{ENTRY['entryId']}"]


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


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "/journal/\ud800"},
        {"path": "/journal/%zz%"},
        {"path": "//journal//user/x"},
        {"path": "/journal/../health"},
        {"path": "health"},
        {"path": "/health?x=1"},
        {"body": {"energy": 1}},
        {"body": "e30", "isBase64Encoded": True},
        {"body": "\ud800"},
    ],
)
def test_an_odd_event_is_the_callers_fault(handlers, alice, kind, changes):
    event = api_event("POST", "/journal", token=alice.token, say={}) | changes
    answer = handlers[0](of(kind, event), CONTEXT)
    assert answer["statusCode"] in {400, 404}
    assert json.loads(answer["body"])["status"] == answer["statusCode"]


@pytest.mark.parametrize("newline", ["", "\n", "\r\n"])
def test_a_body_in_base64_may_end_with_a_line(handlers, alice, kind, newline):
    body = json.dumps(ENTRY).encode()
    text = base64.b64encode(body).decode() + newline
    event = api_event("POST", "/journal", token=alice.token, say={}, body=text)
    answer = handlers[0](of(kind, event | {"isBase64Encoded": True}), CONTEXT)
    assert answer["statusCode"] == 201


def test_an_event_of_nulls_is_refused_without_a_host(handlers):
    bare = dict.fromkeys(api_event()) | {"httpMethod": "GET", "path": "/health"}
    assert handlers[0](bare, CONTEXT)["statusCode"] == 400


def test_a_body_that_is_not_base64_is_a_bad_request(handlers):
    answer = handlers[0](api_event("POST", "/journal", body="abcde", isBase64Encoded=True), CONTEXT)
    assert answer["statusCode"] == 400
    assert answer["multiValueHeaders"]["Content-Type"] == ["application/problem+json"]
    assert json.loads(answer["body"])["code"] == "bad_request"
