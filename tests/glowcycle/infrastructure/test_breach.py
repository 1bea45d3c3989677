"""The commands of the runbook for a breach run in their order, and do what it says."""

import io
import json
import shutil
from datetime import UTC, datetime, timedelta
from zipfile import ZipFile

import pytest

from glowcycle.aws import access_guard
from tests.support.aws_commands import account, commands_of

STAGE = "glowcycle-dev"
ROLE = f"{STAGE}-ZappaLambdaExecutionRole"
LOGS = f"/aws/lambda/{STAGE}"
RESTART = "zappa update dev"


def opened(context, *, by):
    """Return CloudTrail's event of KMS opening a key of this encryption context."""
    return json.dumps(
        {
            "eventName": "Decrypt",
            "userIdentity": {"accessKeyId": by},
            "requestParameters": {"encryptionContext": context},
        }
    )


def make_stage(ours):
    """Make what the commands find; return the ids of the people, and the placeholders' values."""
    iam, cognito = ours.client("iam"), ours.client("cognito-idp")
    role = iam.create_role(RoleName=ROLE, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    iam.create_user(UserName="anna")
    code = io.BytesIO()
    with ZipFile(code, "w") as archive:
        archive.writestr("handler.py", "")
    ours.client("lambda").create_function(
        FunctionName=STAGE,
        Runtime="python3.13",
        Role=role,
        Handler="handler.handler",
        Code={"ZipFile": code.getvalue()},
    )
    ours.client("logs").create_log_group(logGroupName=LOGS)
    ours.client("dynamodb").create_table(
        TableName=f"{STAGE}-journal",
        AttributeDefinitions=[{"AttributeName": "userId", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "userId", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )
    ours.client("dynamodb").update_continuous_backups(
        TableName=f"{STAGE}-journal",
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
    )
    pool = cognito.create_user_pool(PoolName="people")["UserPool"]["Id"]
    client = cognito.create_user_pool_client(UserPoolId=pool, ClientName="app")
    users = [
        cognito.admin_create_user(UserPoolId=pool, Username=name)["User"]
        for name in ("read", "not-read", "also-read")
    ]
    subs = [
        attribute["Value"]
        for user in users
        for attribute in user["Attributes"]
        if attribute["Name"] == "sub"
    ]
    placeholders = {
        "eu-central-1_POOL": pool,
        "CLIENT": client["UserPoolClient"]["ClientId"],
        "PERSON": "read",
        "AKIA...": iam.create_access_key(UserName="anna")["AccessKey"]["AccessKeyId"],
        "EVIDENCE-BUCKET": "evidence-of-tests",
        "KEY-ID": ours.client("kms").create_key()["KeyMetadata"]["KeyId"],
    }
    return subs, placeholders


def add_programs(ours, subs):
    """Answer for CloudTrail, which moto has not, and note each call of the operator's programs."""
    read, not_read, also_read = map(access_guard.key_context, subs)
    of_an_export = {"aws:s3:arn": "arn:aws:s3:::photos/exports/x"}
    events = [opened(context, by="ASIA...") for context in (read, of_an_export, also_read, read)]
    events += [opened(not_read, by="ASIAOTHER")]
    (ours.folder / "events").write_text("\t".join(events))
    shutil.move(ours.folder / "aws", ours.folder / "other-aws")
    ours.add_program("aws", '[ "$2" = lookup-events ] && exec cat events\nexec ./other-aws "$@"')
    for name in ("zappa", ".venv/bin/python"):
        ours.add_program(name, f'echo "{name} $*" >> calls')


@pytest.fixture(scope="module")
def breach(tmp_path_factory):
    """Run the commands up to the restart; return the account, the rest, and who is concerned."""
    if not shutil.which("jq"):
        pytest.skip("the runbook needs jq")
    commands = commands_of("security.md", section="Runbook for a breach")
    with account(tmp_path_factory.mktemp("breach")) as ours:
        subs, placeholders = make_stage(ours)
        add_programs(ours, subs)
        for name, value in placeholders.items():
            assert name in commands
            commands = commands.replace(name, value)
        until_restart, _, rest = commands.rpartition(RESTART)
        ours.run(until_restart)
        yield ours, RESTART + rest, {subs[0], subs[2]}


def test_the_trail_keeps_management_tables_and_objects(breach):
    trail = breach[0].client("cloudtrail")
    assert trail.get_trail_status(Name="glowcycle")["IsLogging"]
    selectors = trail.get_event_selectors(TrailName="glowcycle")["AdvancedEventSelectors"]
    fields = [{f["Field"]: f for f in selector["FieldSelectors"]} for selector in selectors]
    assert [f["eventCategory"]["Equals"] for f in fields] == [["Management"], ["Data"], ["Data"]]
    kinds = [f["resources.type"]["Equals"] for f in fields[1:]]
    assert kinds == [["AWS::DynamoDB::Table"], ["AWS::S3::Object"]]


def test_what_somebody_may_have_is_useless(breach):
    ours, _, _ = breach
    policy = ours.client("iam").get_role_policy(RoleName=ROLE, PolicyName="RevokeOlderSessions")
    [denied] = policy["PolicyDocument"]["Statement"]
    assert (denied["Effect"], denied["Action"], denied["Resource"]) == ("Deny", "*", "*")
    before = datetime.fromisoformat(denied["Condition"]["DateLessThan"]["aws:TokenIssueTime"])
    assert abs(datetime.now(UTC) - before) < timedelta(minutes=5)
    [key] = ours.client("iam").list_access_keys(UserName="anna")["AccessKeyMetadata"]
    assert key["Status"] == "Inactive"
    cognito = ours.client("cognito-idp")
    [pool] = cognito.list_user_pools(MaxResults=9)["UserPools"]
    assert cognito.list_user_pool_clients(UserPoolId=pool["Id"])["UserPoolClients"] == []


def test_the_evidence_is_kept(breach):
    ours, _, _ = breach
    [task] = ours.client("logs").describe_export_tasks()["exportTasks"]
    assert (task["logGroupName"], task["destination"]) == (LOGS, "evidence-of-tests")
    assert f"{STAGE}-evidence-journal" in ours.client("dynamodb").list_tables()["TableNames"]
    assert json.loads((ours.folder / "versions.json").read_text())["Versions"]


def test_exactly_the_people_whose_keys_were_opened_get_new_ones(breach):
    ours, _, concerned = breach
    calls = (ours.folder / "calls").read_text().splitlines()
    rotate = ".venv/bin/python manage.py rotate_key {} --stage dev"
    assert sorted(calls) == sorted(rotate.format(person) for person in concerned)


def test_the_stage_stands_still_until_it_is_started_again(breach):
    ours, restart, _ = breach
    function = ours.client("lambda")
    assert (
        function.get_function_concurrency(FunctionName=STAGE)["ReservedConcurrentExecutions"] == 0
    )
    [group] = ours.client("logs").describe_log_groups()["logGroups"]
    assert "retentionInDays" not in group
    ours.run(restart)
    assert "ReservedConcurrentExecutions" not in function.get_function_concurrency(
        FunctionName=STAGE
    )
    [group] = ours.client("logs").describe_log_groups()["logGroups"]
    assert group["retentionInDays"] == 30
    assert (ours.folder / "calls").read_text().endswith("zappa update dev\n")
