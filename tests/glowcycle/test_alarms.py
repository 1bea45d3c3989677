"""Alarms: made by one command that may be repeated, on metrics that somebody tells."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from glowcycle.aws import clients, metrics
from glowcycle.infrastructure.alarms import ALARMS

TOPIC = "arn:aws:sns:eu-central-1:123456789012:on-call"


def run(**options):
    out = StringIO()
    call_command("create_alarms", stdout=out, **options)
    return out.getvalue()


def found():
    alarms = clients.cloudwatch().describe_alarms()["MetricAlarms"]
    return {alarm["AlarmName"]: alarm for alarm in alarms}


def test_each_alarm_is_there_once_however_often_it_is_made():
    first, second = run(topic=TOPIC), run(topic=TOPIC)
    assert first == second
    assert set(found()) == {f"glowcycle-sandbox-{alarm.name}" for alarm in ALARMS}
    for alarm in found().values():
        assert alarm["AlarmActions"] == alarm["OKActions"] == [TOPIC]
        assert alarm["TreatMissingData"] == "notBreaching"
        assert alarm["AlarmDescription"].endswith(".")


def test_an_alarm_that_was_changed_by_hand_is_made_right_again():
    run(topic=TOPIC)
    before = found()["glowcycle-sandbox-errors"]
    clients.cloudwatch().put_metric_alarm(
        AlarmName="glowcycle-sandbox-errors",
        ComparisonOperator="GreaterThanThreshold",
        EvaluationPeriods=9,
        Threshold=1e6,
        MetricName="Errors",
        Namespace="GlowCycle",
        Period=60,
        Statistic="Sum",
    )
    run(topic=TOPIC)
    after = found()["glowcycle-sandbox-errors"]
    for name in ("Threshold", "EvaluationPeriods", "Period", "Dimensions", "AlarmActions"):
        assert after[name] == before[name]


def test_the_alarms_watch_what_the_log_tells_and_what_lambda_tells():
    run()
    told = {
        metric["Name"]: metric["Unit"]
        for meter in (metrics.REQUESTS, metrics.BEDROCK)
        for metric in json.loads(meter().directive)["Metrics"]
    }
    ours = [alarm for alarm in found().values() if alarm["Namespace"] == metrics.NAMESPACE]
    assert {a["MetricName"] for a in ours} == told.keys() - {"Invocations", "BedrockCalls"}
    assert all(a["Dimensions"] == [{"Name": "stage", "Value": "sandbox"}] for a in ours)
    theirs = [alarm for alarm in found().values() if alarm["Namespace"] == "AWS/Lambda"]
    assert {a["MetricName"] for a in theirs} == {"Errors", "Throttles"}
    function = [{"Name": "FunctionName", "Value": "glowcycle-sandbox"}]
    assert all(a["Dimensions"] == function for a in theirs)


def test_without_a_topic_an_operator_is_told_that_nobody_is():
    assert "--topic" in run()
    assert found()["glowcycle-sandbox-slow"]["AlarmActions"] == []


@pytest.mark.parametrize("topic", ["on-call", "arn:aws:sqs:eu-central-1:123456789012:on-call"])
def test_what_is_no_topic_is_refused(topic):
    with pytest.raises(CommandError):
        run(topic=topic)
