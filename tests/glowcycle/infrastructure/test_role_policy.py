"""The function's role: named rights, a reason for each wildcard, as Zappa gives them to AWS."""

import json
import re
from string import Template
from types import SimpleNamespace

import boto3
import pytest
from django.conf import settings
from policy_sentry.querying.actions import get_action_data
from zappa.cli import ZappaCLI

from glowcycle.aws import clients
from glowcycle.infrastructure.deploy import role
from glowcycle.infrastructure.tables import table_models
from tests.support import aws_calls_in_source, iam
from tests.support.iam import Right, granted, granting
from tests.support.least_privilege import least_privilege

STATEMENTS = json.loads(role.POLICY.read_text())["Statement"]
OF_A_PERSON = frozenset({("kms:EncryptionContext:person", "x")})
# The maximum size of a role's inline policies, without white space.
MAX_CHARACTERS = 10_240


def names(**changed):
    return {**iam.NAMES, **changed}


def test_every_action_is_named_and_none_scans_or_deletes_a_table():
    actions = {right.action for right in granted()}
    assert all(re.fullmatch(r"[a-z0-9-]+:[A-Za-z]+", action) for action in actions)
    assert not {a for a in actions if re.search(r"Scan|PartiQL|DeleteTable|DeleteBucket", a)}


def test_each_wildcard_has_its_reason():
    for statement in STATEMENTS:
        wild = any(re.search(r"[*?]", resource) for resource in statement["Resource"])
        runtimes = statement["Sid"] == "LogGroup"  # every log group ARN ends with it
        assert wild == (statement["Why"].startswith("Wildcard: ") or runtimes), statement["Sid"]


@pytest.mark.parametrize("right", granted(), ids=lambda right: f"{right.action}-{right.resource}")
def test_aws_has_each_action_for_its_kind_of_resource(right):
    service, action = right.action.split(":")
    known = get_action_data(service, action)
    assert known, right.action
    formats = {form["resource_arn_format"] for form in known[service]}
    own = {form for form in formats if form != "*"}
    if right.resource == "*":
        assert not own  # AWS requires it
        return
    assert any(_like(form).fullmatch(right.resource) for form in own), own


def _like(arn_format):
    """Return the pattern of the ARNs of this format: no part is empty, the last may hold colons."""
    *parts, end = map(re.escape, re.split(r"\$\{\w+\}", arn_format))
    return re.compile(f"{'[^:]+'.join(parts)}.+{end}")


def test_the_policy_names_every_table_and_index():
    described = {right.resource.rpartition(":")[2] for right in granted()}
    for model in table_models():
        assert f"table/{model.Meta.table_name}" in described
    indexes = {place for place in described if "/index/" in place}
    assert indexes == {
        f"table/{model.Meta.table_name}/index/{index['index_name']}"
        for model in table_models()
        for index in model._get_schema()["local_secondary_indexes"]
        if (model.__name__, index["index_name"]) != ("DayLog", "byDate")
    }


@pytest.mark.parametrize(
    "needed",
    [
        Right("dynamodb:Scan", f"arn:aws:dynamodb:{iam.ACCOUNT}:table/glowcycle-test-journal"),
        Right("dynamodb:DeleteItem", f"arn:aws:dynamodb:{iam.ACCOUNT}:table/glowcycle-test-skin"),
        Right("kms:Decrypt", iam.NAMES["key"]),
        Right("kms:Decrypt", iam.NAMES["key"], frozenset({("kms:EncryptionContext:table", "x")})),
        Right("kms:Decrypt", f"arn:aws:kms:{iam.ACCOUNT}:key/another", OF_A_PERSON),
        Right("dynamodb:GetItem", f"arn:aws:dynamodb:{iam.ACCOUNT}:table/somebody-elses"),
        Right("s3:GetObject", "arn:aws:s3:::glowcycle-test-photos/other/key"),
        Right("s3:GetObject", "arn:aws:s3:::another-bucket/kept/key"),
        Right(
            "secretsmanager:GetSecretValue",
            f"arn:aws:secretsmanager:{iam.ACCOUNT}:secret:glowcycle/test-2-AbCdEf",
        ),
    ],
)
def test_an_unneeded_right_is_refused(needed):
    assert granting(needed, granted()) is None


def test_a_forbidden_call_of_the_service_is_found():
    source = "call(TableName='glowcycle-test-journal')"
    path = settings.BASE_DIR / "glowcycle" / "__init__.py"
    exec(compile(source, str(path), "exec"), {"call": clients.dynamodb().scan})
    [refused] = least_privilege.refused
    least_privilege.refused.clear()
    assert "dynamodb:Scan" in refused
    clients.dynamodb().scan(TableName="glowcycle-test-journal")  # from a test
    assert not least_privilege.refused


def test_every_call_in_the_source_has_its_right():
    allowed = {right.action for right in granted()}
    calls = aws_calls_in_source.named_calls()
    missing = {
        name
        for name in {operation for _, operation in calls}
        if not allowed & {_action(*call) for call in calls if call[1] == name}
    }
    assert not missing
    assert {("dynamodb", "Query"), ("kms", "Decrypt"), ("s3", "HeadObject")} <= calls


def _action(service, operation):
    if (service, operation) == ("bedrock-runtime", "Converse"):
        return "bedrock:InvokeModel"
    return f"{service}:{iam.S3_ACTIONS.get(operation, operation)}"


def test_statements_with_an_empty_name_are_left_out():
    with_guardrail = role.filled_in(names())
    without = role.filled_in(names(guardrail=""))
    assert "bedrock:ApplyGuardrail" in with_guardrail
    assert "bedrock:ApplyGuardrail" not in without
    assert "bedrock:InvokeModel" in without


@pytest.mark.filterwarnings("ignore:the load_module:DeprecationWarning")  # Zappa's way in
@pytest.mark.parametrize("stage", ["dev", "production"])
def test_zappa_gives_the_role_the_policy_of_the_stage(stage, tmp_path):
    filled_in = tmp_path / "zappa_settings.json"
    shipped = (settings.BASE_DIR / "zappa_settings.json").read_text()
    filled_in.write_text(shipped.replace("CHANGE-ME", "tests"))
    cli = ZappaCLI()
    cli.api_stage, cli.command = stage, "deploy"
    cli.vargs = {"zip": "made-before.zip"}  # nothing is packaged here
    cli.load_settings(str(filled_in))
    key_id = cli.aws_environment_variables["KMS_KEY_ID"]
    key = boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]
    boto3.client("kms").create_alias(AliasName=key_id, TargetKeyId=key)
    cli.callback("settings")
    cli.zappa.create_iam_roles()
    iam_client = boto3.client("iam")
    given = iam_client.get_role_policy(RoleName=cli.zappa.role_name, PolicyName="zappa-permissions")
    text = json.dumps(given["PolicyDocument"])
    variables = cli.aws_environment_variables
    assert len(re.sub(r"\s", "", text)) < MAX_CHARACTERS
    assert not Template(text).get_identifiers()
    assert "Why" not in text
    for name in ("DYNAMODB_TABLE_NAME", "S3_BUCKET_NAME", "BEDROCK_MODEL_ID"):
        assert variables[name] in text
    assert "foundation-model/anthropic.claude" in text
    assert f"log-group:/aws/lambda/glowcycle-{stage}:" in text
    assert f":function:glowcycle-{stage}:snapstart" in text
    assert f"secret:glowcycle/{stage}-??????" in text
    account = boto3.client("sts").get_caller_identity()["Account"]
    assert f":{account}:table/{variables['DYNAMODB_TABLE_NAME']}-journal" in text
    assert f":{account}:key/{key}" in text
    assert "alias/" not in text


def test_without_the_callback_aws_refuses_the_policy():
    shipped = json.loads((settings.BASE_DIR / "zappa_settings.json").read_text())
    assert shipped["dev"]["attach_policy"] == "glowcycle/infrastructure/deploy/role-policy.json"
    assert all("Why" in statement for statement in STATEMENTS)  # not a member of IAM policies


@pytest.mark.parametrize("command", ["package", "status", "tail", "undeploy"])
def test_other_commands_need_no_credentials(command):
    role.attach(SimpleNamespace(command=command))


def test_a_missing_key_is_named_before_anything_is_created():
    cli = ZappaCLI()
    cli.api_stage, cli.command = "dev", "deploy"
    cli.vargs = {"zip": "made-before.zip"}
    cli.load_settings(str(settings.BASE_DIR / "zappa_settings.json"))
    cli.aws_environment_variables["KMS_KEY_ID"] = "alias/nowhere"
    with pytest.raises(SystemExit, match=r"alias/nowhere .* create_key"):
        role.attach(cli)


def test_a_model_named_by_its_arn_is_refused_with_a_reason():
    variables = {"BEDROCK_MODEL_ID": "arn:aws:bedrock:eu-west-1:1:application-inference-profile/x"}
    cli = SimpleNamespace(command="deploy", aws_environment_variables=variables)
    with pytest.raises(SystemExit, match="BEDROCK_MODEL_ID"):
        role.attach(cli)
