"""create_schedule: a rule whose constant input finishes erasures, and nothing else may invoke."""

import io
import json
import zipfile
from contextlib import suppress

import boto3
import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.infrastructure.deploy import schedule
from glowcycle.person.erasure import begun, services
from tests.support import faults
from tests.support.faults import store_faults

TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}


def run():
    out = io.StringIO()
    call_command("create_schedule", stdout=out)
    return out.getvalue()


@pytest.fixture
def function(settings, request):
    """Return a deployed function, as Zappa names it."""
    settings.FUNCTION_NAME = f"glowcycle-{abs(hash(request.node.name))}"
    iam = boto3.client("iam")
    with suppress(iam.exceptions.EntityAlreadyExistsException):
        iam.create_role(RoleName="runs-it", AssumeRolePolicyDocument=json.dumps(TRUST))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("handler.py", "")
    clients.functions().create_function(
        FunctionName=settings.FUNCTION_NAME,
        Runtime="python3.13",
        Role=iam.get_role(RoleName="runs-it")["Role"]["Arn"],
        Handler="handler.handler",
        Code={"ZipFile": archive.getvalue()},
        Publish=True,
    )
    return settings.FUNCTION_NAME


@pytest.fixture
def alias(function):
    """Return the ARN of the alias that Zappa makes for SnapStart."""
    made = clients.functions().create_alias(
        FunctionName=function, Name="snapstart", FunctionVersion="1"
    )
    return made["AliasArn"]


def rule(function):
    return clients.events().describe_rule(Name=f"{function}-finish-erasures")


def targets(function):
    return clients.events().list_targets_by_rule(Rule=f"{function}-finish-erasures")["Targets"]


def allowed(function, qualifier=""):
    """Return the statements of the policy; moto adds a repeated one again, AWS refuses it."""
    policy = json.loads(clients.functions().get_policy(FunctionName=function)["Policy"])
    ending = f":function:{function}{qualifier}"
    found = {each["Sid"]: each for each in policy["Statement"] if each["Resource"].endswith(ending)}
    return list(found.values())


@pytest.mark.parametrize("times", [1, 3])
def test_the_rule_invokes_the_alias_with_a_constant_input(function, alias, times):
    for _ in range(times):
        assert alias in run()
    assert (rule(function)["ScheduleExpression"], rule(function)["State"]) == (
        "rate(5 minutes)",
        "ENABLED",
    )
    [target] = targets(function)
    assert target["Arn"] == alias
    assert json.loads(target["Input"]) == {"manage": "finish_erasures"}
    assert "InputTransformer" not in target
    [statement] = allowed(function, ":snapstart")
    assert statement["Principal"] == {"Service": "events.amazonaws.com"}
    assert statement["Action"] == "lambda:InvokeFunction"
    assert statement["Condition"] == {"ArnLike": {"AWS:SourceArn": rule(function)["Arn"]}}


def test_a_permission_that_exists_is_kept(function, alias):
    exists = faults.refused(409, "ResourceConflictException")
    with store_faults(exists, operation="AddPermission", client=clients.functions()) as calls:
        run()
    assert "AddPermission" in calls
    assert len(targets(function)) == 1


def test_without_snap_start_the_rule_invokes_the_function(function):
    printed = run()
    assert f":function:{function}: invoked" in printed
    [target] = targets(function)
    assert target["Arn"].endswith(f":function:{function}")
    assert len(allowed(function)) == 1


def test_a_rule_from_before_snap_start_is_moved_to_the_alias(function):
    run()
    clients.functions().create_alias(FunctionName=function, Name="snapstart", FunctionVersion="1")
    run()
    [target] = targets(function)
    assert target["Arn"].endswith(":snapstart")
    assert len(allowed(function, ":snapstart")) == 1


def test_a_rule_that_was_switched_off_is_switched_on(function, alias):
    run()
    clients.events().disable_rule(Name=f"{function}-finish-erasures")
    run()
    assert rule(function)["State"] == "ENABLED"


def test_without_a_function_the_command_says_so(settings):
    settings.FUNCTION_NAME = "glowcycle-nowhere"
    with pytest.raises(CommandError, match="deploy the stage first"):
        run()


def test_a_target_that_is_not_taken_fails_the_command(function, alias):
    def refuse(parsed, **_):
        parsed["FailedEntryCount"] = 1

    hooks = clients.events().meta.events
    hooks.register("after-call.events.PutTargets", refuse)
    try:
        with pytest.raises(CommandError, match="repeat the command"):
            run()
    finally:
        hooks.unregister("after-call.events.PutTargets", refuse)


def test_the_alias_has_zappas_name():
    from zappa.core import SNAPSTART_LAMBDA_ALIAS

    assert schedule.ALIAS == SNAPSTART_LAMBDA_ALIAS


def test_the_door_lets_the_rules_event_in(handlers, alice):
    door, _ = handlers
    alice.delete("/me")
    with time_machine.travel(timezone.now() + services.SETTLE):
        assert door(json.loads(json.dumps(schedule.EVENT)), None) == {}
        answer = alice.delete("/me")
    assert answer.status_code == 200
    assert begun.first(limit=9) == []
