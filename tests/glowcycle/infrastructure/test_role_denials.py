"""The function's role cannot change tables, bucket, alarms, keys, policies or its own rights."""

import io
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.core.management import call_command
from policy_sentry.querying.actions import get_action_data, get_actions_for_service

from glowcycle.aws import clients
from journal.models import JournalEntry
from tests.support import iam
from tests.support.iam import Right, granted, granting, needed_for
from tests.support.least_privilege import OF_OPERATORS, TESTS

# Each command of operators with AWS calls of its own, and changes that it makes.
COMMANDS = {
    "create_tables": {"CreateTable", "UpdateContinuousBackups", "UpdateTimeToLive"},
    "create_bucket": {
        *("CreateBucket", "PutBucketPolicy", "PutPublicAccessBlock", "PutBucketEncryption"),
        *("PutBucketLifecycleConfiguration", "PutBucketCors"),
    },
    "create_alarms": {"PutMetricAlarm"},
    "create_key": {"CreateKey", "CreateAlias", "EnableKeyRotation"},
}


@contextmanager
def calls():
    """Yield the list of the calls to AWS, as (service, operation, parameters)."""
    seen = []

    def note(params, model, **_):
        seen.append((model.service_model.service_name, model.name, params))

    watched = [clients.dynamodb(), clients.s3(), clients.cloudwatch(), clients.kms()]
    for client in watched:
        client.meta.events.register("provide-client-params", note)
    yield seen
    for client in watched:
        client.meta.events.unregister("provide-client-params", note)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_change_that_a_command_makes_is_denied_to_the_function(settings, monkeypatch, command):
    if settings.DYNAMODB_ENDPOINT_URL and command == "create_tables":
        pytest.skip("this engine has none of the protections")
    table = f"glowcycle-test-{uuid4()}-journal"
    monkeypatch.setattr(JournalEntry.Meta, "table_name", table)
    settings.S3_BUCKET_NAME = f"photos-{uuid4()}"
    settings.KMS_KEY_ID = f"alias/{uuid4()}"
    with calls() as seen:
        call_command(command, stdout=io.StringIO())
    assert {operation for _, operation, _ in seen} >= COMMANDS[command]
    allowed = {
        right.action
        for service, operation, params in seen
        for right in needed_for(service, operation, params)
        if granting(right, granted())
    }
    assert allowed == set()


@pytest.mark.parametrize(
    ("service", "its"),
    [
        *((name, set()) for name in ("apigateway", "cloudformation", "cloudwatch", "ec2")),
        *((name, set()) for name in ("events", "iam", "scheduler", "ssm", "sts")),
        (
            "dynamodb",
            {
                *("dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:DeleteItem"),
                *("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"),
            },
        ),
        ("kms", {"kms:Decrypt", "kms:GenerateDataKey"}),
        ("lambda", {"lambda:InvokeFunction"}),
        ("secretsmanager", {"secretsmanager:GetSecretValue"}),
    ],
)
def test_of_these_services_the_function_may_do_no_more(service, its):
    known = {action.lower() for action in get_actions_for_service(service)}
    assert len(known) > 10
    allowed = {right.action for right in granted() if right.action.lower() in known}
    assert allowed == its


def test_of_the_bucket_the_function_changes_objects_alone():
    objects = {right.action for right in granted() if right.resource.endswith("/*")}
    others = {right.action for right in granted() if right.action.startswith("s3:")} - objects
    assert others == {"s3:ListBucket", "s3:ListBucketVersions"}


def test_no_action_of_the_role_manages_permissions():
    for action in {right.action for right in granted()}:
        service, name = action.split(":")
        levels = {form["access_level"] for form in get_action_data(service, name)[service]}
        assert "Permissions management" not in levels, action


@pytest.mark.parametrize(
    "function",
    ["another", "another:snapstart", iam.NAMES["function"], f"{iam.NAMES['function']}:7"],
)
def test_the_role_invokes_what_the_gateway_serves_and_no_other_function(function):
    right = Right("lambda:InvokeFunction", f"arn:aws:lambda:{iam.ACCOUNT}:function:{function}")
    assert granting(right, granted()) is None
    served = right._replace(resource=f"arn:aws:lambda:{iam.ACCOUNT}:function:{iam.NAMES['served']}")
    assert granting(served, granted())


@pytest.mark.parametrize(
    ("path", "operators"),
    [
        ("glowcycle/infrastructure/tables.py", True),
        ("glowcycle/management/commands/rotate_key.py", True),
        ("glowcycle/person/management/commands/erase_person.py", True),
        ("skin/management/commands/analyze_photo.py", True),
        ("glowcycle/person/management/commands/finish_erasures.py", False),
        ("glowcycle/person/erasure/services.py", False),
        ("tests/glowcycle/infrastructure/test_tables.py", False),
    ],
)
def test_the_calls_of_operators_are_told_from_those_of_the_function(path, operators):
    assert bool(OF_OPERATORS.match(f"{TESTS.parent}/{path}")) is operators
