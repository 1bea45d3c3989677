"""Lambda's door: events other than requests and two commands are refused, and run nothing."""

import json
import logging
import os
from unittest import mock

import django.core.management
import pytest
from django.core.management.base import CommandError
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support import tripwire
from tests.support.gateway_requests import as_balancer, as_http_api
from tests.support.lambda_events import CONTEXT, api_event
from tests.support.least_privilege import OF_OPERATORS, TESTS

REST = api_event()
REQUESTS = [REST, as_http_api(REST), as_balancer(REST), as_balancer(REST, many=False)]
ARN = f"arn:aws:events:eu-central-1:1:rule/glowcycle-{tripwire.NAME}"
ALLOWED = [{"manage": "check"}, {"manage": "finish_erasures"}]
ARGUMENTS = ("", " ", " --deploy", " --tag x", "\n", "\x00", " --settings tests.settings", ";ls")
WORDS = (
    *("check", "finish_erasures", "shell", "dbshell", "diffsettings", "runserver", "flush", "test"),
    *("create_tables", "create_bucket", "create_alarms", "create_key", "rotate_key x", "sandbox"),
    *("erase_person x", "export_person x", "issue_token x", f"shell -c {tripwire.CODE!r}", "CHECK"),
)

# What makes Zappa's own handler run something, by the member that it looks for.
names = st.sampled_from([tripwire.NAME, f"x:{tripwire.NAME}", "os.system", "builtins.exec", ""])
codes = st.sampled_from([tripwire.CODE, "import os", "raise SystemExit"])
commands = st.builds("{}{}".format, st.sampled_from(WORDS), st.sampled_from(ARGUMENTS))
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | names | codes,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)
records = st.one_of(
    st.builds(lambda n: {"s3": {"configurationId": n, "bucket": {"arn": ARN}}}, names),
    st.builds(lambda n: {"Sns": {"Message": json.dumps({"command": n}), "TopicArn": ARN}}, names),
    st.builds(lambda n: {"eventSource": "aws:sqs", "eventSourceARN": ARN, "body": n}, names),
    st.builds(
        lambda n: {"eventSource": "aws:dynamodb", "dynamodb": n, "eventSourceARN": ARN}, names
    ),
    st.builds(lambda n: {"eventSource": "aws:kinesis", "kinesis": n, "eventSourceARN": ARN}, names),
)
lures = {
    "Records": st.lists(records, min_size=1, max_size=2),
    "authorizationToken": names,
    "awslogs": st.builds(lambda n: {"data": n}, names),
    "bot": names,
    "capture_response": st.booleans(),
    "command": names,
    "currentIntent": st.builds(lambda n: {"name": n}, names),
    "detail": anything,
    "detail-type": st.just("Scheduled Event"),
    "identitySource": st.lists(names),
    "invocationSource": names,
    "kwargs": anything,
    "manage": commands | anything,
    "methodArn": names,
    "raw_command": codes,
    "resources": st.just([ARN]),
    "routeArn": names,
    "source": st.just("aws.events"),
    "task_path": names,
    "triggerSource": names,
    "type": st.just("TOKEN"),
}
settings_of_a_stage = st.dictionaries(
    st.sampled_from(["STAGE", "SECRET_KEY", "AWS_ENDPOINT_URL", "PYTHONPATH", "CANARY"]), names
)
websockets = st.builds(
    lambda kind: {"requestContext": {"eventType": kind, "domainName": "d", "routeKey": "$default"}},
    st.sampled_from(["CONNECT", "DISCONNECT", "MESSAGE"]),
)


@st.composite
def strangers(draw):
    """Return an event with members of Zappa's dispatch, alone, together or beside a request."""
    picked = draw(st.lists(st.sampled_from(sorted(lures)), max_size=3, unique=True))
    event = {name: draw(lures[name]) for name in picked}
    if picked and draw(st.booleans()):
        event = {**draw(st.sampled_from(REQUESTS)), **event}
    elif draw(st.booleans()):
        event |= draw(websockets)
    if draw(st.booleans()):
        event["stageVariables"] = draw(settings_of_a_stage)
    return event


@pytest.fixture(scope="module")
def door(handlers):
    """Return a function that sends an event and returns the answer and the commands that ran."""
    # A stage that named functions for its events would make Zappa's handler call them.
    zappa = vars(__import__("zappa_settings"))
    mappings = ("AWS_EVENT_MAPPING", "COGNITO_TRIGGER_MAPPING", "AWS_BOT_EVENT_MAPPING")
    zappa |= {name: Everything() for name in mappings} | {"AUTHORIZER_FUNCTION": tripwire.NAME}
    application = handlers[0].__globals__["application"]

    def send(event):
        before, ran = dict(os.environ), []
        requests = mock.Mock(wraps=application)
        with (
            mock.patch.object(
                django.core.management, "call_command", lambda *w, **_: ran.append(w)
            ),
            mock.patch.dict(handlers[0].__globals__, application=requests),
        ):
            answer = handlers[0](event, CONTEXT)
        assert dict(os.environ) == before
        assert tripwire.RAN == []
        return answer, ran, requests.call_count

    yield send
    tripwire.RAN.clear()


class Everything(dict):
    """Maps any name to the tripwire."""

    def get(self, *_):
        return tripwire.NAME


def assert_refused(door, event):
    answer, ran, requests = door(event)
    if event in ALLOWED:
        assert (answer, ran, requests) == ({}, [(event["manage"],)], 0)
        return
    assert (ran, requests) == ([], 0)
    assert answer["statusCode"] == 403
    assert json.loads(answer["body"])["code"] == "event_refused"
    json.dumps(answer)


@given(strangers())
@example({"raw_command": tripwire.CODE})
@example({"command": tripwire.NAME})
@example({"detail-type": "Scheduled Event", "resources": [ARN]})
@example({**REST, "raw_command": tripwire.CODE})
@example({"manage": "check", "stageVariables": {"STAGE": "sandbox"}})
def test_an_event_of_zappas_dispatch_is_refused(door, event):
    assert_refused(door, event)


@given(anything)
def test_any_other_json_is_refused(door, event):
    assert_refused(door, event)


each_request = pytest.mark.parametrize(
    "request_event", REQUESTS, ids=["rest", "http", "many", "single"]
)


@each_request
@pytest.mark.parametrize("lure", sorted(lures))
def test_a_request_with_a_member_of_another_kind_of_event_is_refused(door, request_event, lure):
    assert_refused(door, {**request_event, lure: None})


@each_request
@pytest.mark.parametrize("new", ["traceId", "requestTime", "cookies2", "x", ""])
@pytest.mark.parametrize("value", [None, "manage", {"raw_command": tripwire.CODE}])
def test_a_member_that_aws_may_add_one_day_changes_nothing(door, request_event, new, value):
    answer, ran, requests = door({**request_event, new: value})
    assert (answer["statusCode"], ran, requests) == (200, [], 1)


def test_no_other_command_and_no_argument_runs(door):
    for event in ALLOWED:
        assert_refused(door, {**event, "id": "x"})
    for word in WORDS:
        for argument in ARGUMENTS:
            assert_refused(door, {"manage": word + argument})
            assert_refused(door, {"manage": [word, argument]})


def test_variables_of_the_stage_change_no_environment(door):
    context = {"authorizer": {"STAGE": "x"}}
    variables = {"STAGE": "sandbox", "CANARY": "x"}
    for event in REQUESTS[:2]:
        sent = {**event, "stageVariables": variables}
        sent["requestContext"] = {**event["requestContext"], **context}
        assert door(sent)[0]["statusCode"] == 200


def test_the_calls_of_the_functions_commands_need_its_rights(handlers):
    for name in handlers[0].__globals__["COMMANDS"]:
        command = TESTS.parent / "glowcycle" / "management" / "commands" / f"{name}.py"
        assert not OF_OPERATORS.match(str(command))


def test_check_prints_into_the_log(handlers, capsys):
    assert handlers[0]({"manage": "check"}, CONTEXT) == {}
    assert "no issues" in capsys.readouterr().out


def test_a_refusal_is_one_warning_without_the_event(handlers, caplog, log):
    with caplog.at_level(logging.DEBUG):
        handlers[0](
            {"raw_command": "canary-51", "canary-52": [{"canary-53": "canary-54"}]}, CONTEXT
        )
    [record] = caplog.records
    assert record.levelname == "WARNING"
    assert record.metrics.values == {"RefusedEvents": 1}
    assert len(log().splitlines()) == 1
    assert "canary" not in log() + caplog.text


def failing(error):
    def call_command(*_):
        raise error

    return mock.patch.object(django.core.management, "call_command", call_command)


def test_a_failing_command_fails_its_invocation_without_what_it_worked_on(handlers, log):
    with (
        failing(CommandError("Correct ALLOWED_HOSTS.")),
        pytest.raises(CommandError, match="HOSTS"),
    ):
        handlers[0]({"manage": "check"}, CONTEXT)
    with failing(KeyError("canary")), pytest.raises(Exception, match=r"^KeyError$") as failed:
        handlers[0]({"manage": "check"}, CONTEXT)
    assert failed.value.__suppress_context__
    assert '"exception": "KeyError"' in log()
    assert "canary" not in log()
