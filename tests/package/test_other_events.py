"""Events that are not whole requests: commands, schedules and incomplete events."""

import pytest

from tests.support.package.function import InvocationError
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
        without(HTTP, "requestContext"),
        without(HTTP, "headers"),
        without(HTTP, "rawPath"),
    ],
)
def test_an_incomplete_event_fails_without_details_and_the_next_succeeds(deployed, event):
    answer = deployed.invoke(event)
    assert answer["statusCode"] in (400, 404, 405, 500)
    assert "Traceback" not in answer["body"]
    assert healthy(deployed)


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"httpMethod": None},
        {"version": None},
        {
            "detail-type": "Scheduled Event",
            "resources": [
                "arn:aws:events:eu-central-1:1:rule/glowcycle-handler.keep_warm_callback"
            ],
        },
    ],
)
def test_an_event_without_a_request_does_nothing(deployed, event):
    assert deployed.invoke(event) is None
    assert healthy(deployed)


def test_commands_of_zappa_manage_run(start, deployed, cloud):
    with start(AWS_ENDPOINT_URL="", AWS_ENDPOINT_URL_SECRETS_MANAGER=cloud) as function:
        assert function.invoke({"manage": "check --fail-level WARNING"}) == {}
        assert "no issues" in function.log()
    assert deployed.invoke({"manage": "create_tables"}) == {}
    assert "glowcycle-dev-journal: ready" in deployed.log()
    assert (
        deployed.invoke({"manage": "predict --starts 2026-01-03,2026-01-31 --today 2026-02-02"})
        == {}
    )


def test_a_failing_command_fails_its_invocation(deployed):
    for command, error in (
        ("issue_token demo", "CommandError"),
        ("nonsense", "CommandError"),
        # The tests reach AWS over plain HTTP, which the check refuses.
        ("check", "SystemCheckError"),
    ):
        with pytest.raises(InvocationError, match=error):
            deployed.invoke({"manage": command})
    assert healthy(deployed)


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
