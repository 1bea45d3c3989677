"""create_alarms makes every alarm, may be repeated, and uses metrics that exist."""

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


def stored_alarms():
    alarms = clients.cloudwatch().describe_alarms()["MetricAlarms"]
    return {alarm["AlarmName"]: alarm for alarm in alarms}


def test_repeating_the_command_makes_each_alarm_once():
    first, second = run(topic=TOPIC), run(topic=TOPIC)
    assert first == second
    assert set(stored_alarms()) == {f"glowcycle-sandbox-{alarm.name}" for alarm in ALARMS}
    for alarm in stored_alarms().values():
        assert alarm["AlarmActions"] == alarm["OKActions"] == [TOPIC]
        assert alarm["TreatMissingData"] == "notBreaching"
        assert alarm["AlarmDescription"].endswith(".")


def test_the_command_restores_an_alarm_changed_by_hand():
    run(topic=TOPIC)
    before = stored_alarms()["glowcycle-sandbox-errors"]
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
    after = stored_alarms()["glowcycle-sandbox-errors"]
    for name in ("Threshold", "EvaluationPeriods", "Period", "Dimensions", "AlarmActions"):
        assert after[name] == before[name]


def test_the_alarms_use_metrics_of_the_log_and_of_lambda():
    run()
    logged = {
        metric["Name"]: metric["Unit"]
        for meter in (
            *(metrics.REQUESTS, metrics.BEDROCK, metrics.BUDGETS),
            *(metrics.REFUSED_EVENTS, metrics.UNREADABLE),
        )
        for metric in json.loads(meter().directive)["Metrics"]
    }
    ours = [alarm for alarm in stored_alarms().values() if alarm["Namespace"] == metrics.NAMESPACE]
    assert {a["MetricName"] for a in ours} == logged.keys() - {"Invocations", "BedrockCalls"}
    assert all(a["Dimensions"] == [{"Name": "stage", "Value": "sandbox"}] for a in ours)
    lambdas = [alarm for alarm in stored_alarms().values() if alarm["Namespace"] == "AWS/Lambda"]
    assert {a["MetricName"] for a in lambdas} == {"Errors", "Throttles"}
    function = [{"Name": "FunctionName", "Value": "glowcycle-sandbox"}]
    assert all(a["Dimensions"] == function for a in lambdas)


def test_without_a_topic_the_command_warns_that_alarms_notify_nobody():
    assert "--topic" in run()
    assert stored_alarms()["glowcycle-sandbox-slow"]["AlarmActions"] == []


@pytest.mark.parametrize("topic", ["on-call", "arn:aws:sqs:eu-central-1:123456789012:on-call"])
def test_an_invalid_topic_is_refused(topic):
    with pytest.raises(CommandError):
        run(topic=topic)
