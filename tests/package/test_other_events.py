"""Events that are not whole requests: commands, schedules, incomplete and hostile events."""

import json

import pytest

from tests.support.package.gateways import GATEWAYS, Call, http_api, rest_api
from tests.support.package.project import CANARY

HEALTH = Call("GET", "/health")
REST, HTTP = rest_api(HEALTH), http_api(HEALTH)


def without(event, *names):
    return {name: value for name, value in event.items() if name not in names}


def healthy(function):
    return GATEWAYS["rest"].send(function, "GET", "/health").status == 200


@pytest.mark.parametrize(
    "name",
    [
        "body",
        "isBase64Encoded",
        "multiValueHeaders",
        "multiValueQueryStringParameters",
        "pathParameters",
        "queryStringParameters",
        "requestContext",
        "resource",
        "stageVariables",
    ],
)
def test_an_event_may_lack_optional_parts(deployed, name):
    assert deployed.invoke(without(REST, name))["statusCode"] == 200
    assert deployed.invoke({**REST, name: None})["statusCode"] == 200


@pytest.mark.parametrize("name", ["rawQueryString", "routeKey", "isBase64Encoded"])
def test_an_event_of_payload_2_may_lack_optional_parts(deployed, name):
    assert deployed.invoke(without(HTTP, name))["statusCode"] == 200


def test_an_event_without_headers_is_refused_because_it_names_no_host(deployed):
    event = {**REST, "headers": None, "multiValueHeaders": None}
    assert deployed.invoke(event)["statusCode"] == 400


@pytest.mark.parametrize(
    "event",
    [
        {**REST, "path": None},
        {**REST, "headers": {"Host": None}, "multiValueHeaders": None},
        {**REST, "body": "no base64!", "isBase64Encoded": True, "httpMethod": "POST"},
        without(HTTP, "headers"),
        without(HTTP, "rawPath"),
    ],
)
def test_an_incomplete_event_fails_without_details_and_the_next_succeeds(deployed, event):
    answer = deployed.invoke(event)
    assert answer["statusCode"] in (400, 404, 405)
    assert "Traceback" not in answer["body"]
    assert healthy(deployed)


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"httpMethod": None},
        {"version": None},
        without(HTTP, "requestContext"),
        {"raw_command": f"print({CANARY!r})"},
        {**REST, "raw_command": f"print({CANARY!r})"},
        {"command": "builtins.print"},
        {"manage": "create_tables"},
        {"manage": "check --fail-level WARNING"},
        {"manage": "diffsettings"},
        {"Records": [{"s3": {"configurationId": f"{CANARY}:builtins.print"}}]},
        {
            "detail-type": "Scheduled Event",
            "resources": [
                "arn:aws:events:eu-central-1:1:rule/glowcycle-handler.keep_warm_callback"
            ],
        },
    ],
)
def test_an_event_of_nobody_is_refused_and_the_next_request_succeeds(deployed, event):
    answer = deployed.invoke(event)
    assert (answer["statusCode"], json.loads(answer["body"])["code"]) == (403, "event_refused")
    assert CANARY not in deployed.log()
    assert '"RefusedEvents":1' in deployed.log()
    assert healthy(deployed)


def test_the_check_runs_in_the_function(start, deployed, cloud):
    with start(AWS_ENDPOINT_URL="", AWS_ENDPOINT_URL_SECRETS_MANAGER=cloud) as function:
        assert function.invoke({"manage": "check"}) == {}
        assert "no issues" in function.log()


@pytest.mark.parametrize(
    ("fault", "names"),
    [
        ({"OIDC_AUDIENCE": "", "SKIN_ANALYZER": CANARY}, ("OIDC_AUDIENCE", "SKIN_ANALYZER")),
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, ("The secret glowcycle/dev", "SECRET_KEY")),
    ],
)
def test_a_function_that_cannot_start_names_the_missing_settings(start, fault, names):
    with start(**fault) as function, pytest.raises(RuntimeError, match="does not start") as failed:
        function.invoke(REST)
    for name in names:
        assert name in str(failed.value)
    assert CANARY not in function.log()
