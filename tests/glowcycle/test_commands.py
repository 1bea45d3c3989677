"""The operators' commands: create_tables, create_bucket and issue_token."""

import json
import re
import time
from io import StringIO
from uuid import uuid4

import boto3
import jwt
import pytest
from botocore.exceptions import ClientError
from django.core.management import call_command
from django.core.management.base import CommandError

from glowcycle.aws import clients
from glowcycle.infrastructure import tables
from glowcycle.infrastructure.tables import create_table, record_models, table_models
from journal.models import JournalEntry
from tests.support.faults import refused, store_faults


def run(*words, **options):
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def new_table(monkeypatch):
    """Give the journal a table name that does not exist yet."""
    monkeypatch.setattr(JournalEntry.Meta, "table_name", f"glowcycle-test-{uuid4()}-journal")
    return JournalEntry.Meta.table_name


def test_create_tables_makes_each_table_once(new_table):
    assert f"{new_table}: created" in run("create_tables")
    assert "created" not in run("create_tables")


@pytest.mark.usefixtures("new_table")
def test_create_tables_turns_on_every_protection_once(settings, new_table):
    first, second = run("create_tables"), run("create_tables")
    if settings.DYNAMODB_ENDPOINT_URL:
        assert "not offered by this engine" in first
        return
    client = clients.dynamodb()
    table = client.describe_table(TableName=new_table)["Table"]
    assert table["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
    assert table["DeletionProtectionEnabled"] is True
    assert table["SSEDescription"]["SSEType"] == "KMS"
    backups = client.describe_continuous_backups(TableName=new_table)[
        "ContinuousBackupsDescription"
    ]
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"
    expiry = client.describe_time_to_live(TableName=new_table)["TimeToLiveDescription"]
    assert expiry == {"TimeToLiveStatus": "ENABLED", "AttributeName": "expiresAt"}
    assert "switched on" not in second


@pytest.mark.parametrize("model", table_models(), ids=lambda model: model.__name__)
def test_create_tables_completes_a_table_without_protections(settings, monkeypatch, model):
    if settings.DYNAMODB_ENDPOINT_URL:
        return  # the engine lacks these protections
    kind = str(model.Meta.table_name).rpartition("-")[2]
    name = f"glowcycle-test-{uuid4()}-{kind}"
    client = clients.dynamodb()
    client.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "userId", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "userId", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    monkeypatch.setattr(model.Meta, "table_name", name)
    done = " ".join(create_table(model))  # moto reports every table as encrypted
    for protection in ("deletion protection", "point-in-time recovery", "expiry"):
        assert re.search(f"{protection}[^,]* switched on", done)
    table = client.describe_table(TableName=name)["Table"]
    assert table["DeletionProtectionEnabled"] is True


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ("UpdateContinuousBackups", "ContinuousBackupsUnavailableException"),
        ("UpdateTimeToLive", "ResourceInUseException"),
    ],
)
def test_create_tables_waits_for_a_busy_table(settings, monkeypatch, new_table, operation, code):
    if settings.DYNAMODB_ENDPOINT_URL:
        return  # only moto can return these states
    pauses = []
    monkeypatch.setattr("glowcycle.infrastructure.tables.time.sleep", pauses.append)
    with store_faults(*[refused(400, code)] * 3, operation=operation):
        done = run("create_tables")
    assert f"{new_table}: ready" in done
    assert "switched on" in done
    assert pauses == [1, 1, 1]


def test_create_tables_gives_up_waiting_in_the_end(settings, monkeypatch, new_table):
    if settings.DYNAMODB_ENDPOINT_URL:
        return  # only moto can return these states
    pauses = []
    monkeypatch.setattr("glowcycle.infrastructure.tables.time.sleep", pauses.append)
    busy = [refused(400, "ContinuousBackupsUnavailableException")] * 999
    with (
        store_faults(*busy, operation="UpdateContinuousBackups"),
        pytest.raises(ClientError, match="ContinuousBackupsUnavailable"),
    ):
        run("create_tables")
    assert 60 <= len(pauses) <= 600
    assert "ready" in run("create_tables")


def test_a_refused_protection_on_aws_ends_the_command(settings, monkeypatch):
    settings.DYNAMODB_ENDPOINT_URL = ""
    refusal = ClientError({"Error": {"Code": "AccessDeniedException"}}, "DescribeTimeToLive")

    def refuse(**_):
        raise refusal

    monkeypatch.setattr(clients.dynamodb(), "describe_time_to_live", refuse)
    with pytest.raises(ClientError):
        run("create_tables")


def test_keys_can_be_restored_for_1_day_and_records_for_35(monkeypatch):
    recovery_days = {}

    def note(*, TableName, PointInTimeRecoverySpecification):  # noqa: N803  boto3's
        recovery_days[TableName] = PointInTimeRecoverySpecification["RecoveryPeriodInDays"]

    monkeypatch.setattr(clients.dynamodb(), "update_continuous_backups", note)
    for model in table_models():
        for name, _, switch_on in tables._protections(model):
            if name.startswith("point-in-time"):
                switch_on()
    assert recovery_days == {
        "glowcycle-test-journal": 35,
        "glowcycle-test-period": 35,
        "glowcycle-test-person": 1,
        "glowcycle-test-skin": 35,
        "glowcycle-test-stage": 35,
    }


def test_the_tables_have_the_user_id_as_key_and_both_indexes():
    names = [model.Meta.table_name for model in record_models()]
    assert names == [f"glowcycle-test-{kind}" for kind in ("journal", "period", "skin", "stage")]
    described = clients.dynamodb().describe_table(TableName=names[0])["Table"]
    indexes = {index["IndexName"]: index for index in described["LocalSecondaryIndexes"]}
    assert {name: index["KeySchema"][1]["AttributeName"] for name, index in indexes.items()} == {
        "byChange": "updatedAt",
        "byDate": "dateOrder",
    }


def test_create_bucket_makes_it_private_encrypted_tls_only_with_expiry(settings):
    settings.S3_BUCKET_NAME = f"photos-{uuid4()}"
    assert "created" in run("create_bucket")
    assert "exists" in run("create_bucket")
    client, bucket = clients.s3(), {"Bucket": settings.S3_BUCKET_NAME}
    access = client.get_public_access_block(**bucket)["PublicAccessBlockConfiguration"]
    assert set(access.values()) == {True}
    rule = client.get_bucket_encryption(**bucket)["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
    statement = json.loads(client.get_bucket_policy(**bucket)["Policy"])["Statement"][0]
    assert (statement["Effect"], statement["Principal"], statement["Action"]) == (
        "Deny",
        "*",
        "s3:*",
    )
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    rules = client.get_bucket_lifecycle_configuration(**bucket)["Rules"]
    expiring = {
        rule["Filter"]["Prefix"]: rule["Expiration"]
        for rule in rules
        if "Expiration" in rule and "Prefix" in rule["Filter"]
    }
    terms = {
        int(tag["Value"]): rule["Expiration"]["Days"]
        for rule in rules
        for tag in rule["Filter"].get("And", {}).get("Tags", ())
    }
    assert terms == {30: 31, 90: 91, 365: 366}
    assert expiring == {f"{kind}/": {"Days": 1} for kind in ("exports", "pending", "uploads")}
    assert {"NoncurrentDays": 1} in [rule.get("NoncurrentVersionExpiration") for rule in rules]


@pytest.mark.parametrize(
    ("origins", "all_origins", "let_in"),
    [
        (["https://app.example", "https://www.app.example"], False, None),
        (["https://app.example"], True, ["*"]),
    ],
)
def test_create_bucket_allows_only_forms_from_the_named_pages(
    settings, origins, all_origins, let_in
):
    settings.S3_BUCKET_NAME = f"photos-{uuid4()}"
    settings.CORS_ALLOWED_ORIGINS, settings.CORS_ALLOW_ALL_ORIGINS = origins, all_origins
    run("create_bucket")
    [rule] = clients.s3().get_bucket_cors(Bucket=settings.S3_BUCKET_NAME)["CORSRules"]
    assert rule == {
        "AllowedOrigins": let_in or origins,
        "AllowedMethods": ["POST"],
        "MaxAgeSeconds": 3600,
    }


def test_create_bucket_removes_cors_if_no_page_is_named(settings):
    settings.S3_BUCKET_NAME = f"photos-{uuid4()}"
    settings.CORS_ALLOW_ALL_ORIGINS = False
    for origins in ([], ["https://app.example"], []):
        settings.CORS_ALLOWED_ORIGINS = origins
        run("create_bucket")
    with pytest.raises(ClientError) as refusal:
        clients.s3().get_bucket_cors(Bucket=settings.S3_BUCKET_NAME)
    assert refusal.value.response["Error"]["Code"] == "NoSuchCORSConfiguration"


def test_create_bucket_in_us_east_1_names_no_region(settings, monkeypatch):
    settings.S3_BUCKET_NAME, settings.AWS_REGION = f"photos-{uuid4()}", "us-east-1"
    assert "created" in run("create_bucket")


def test_a_bucket_of_another_account_ends_the_command(settings):
    """It may let us do anything, so that her photos come to lie in it."""
    settings.S3_BUCKET_NAME = f"photos-{uuid4()}"
    role = "arn:aws:iam::210987654321:role/thief"
    given = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="thief")["Credentials"]
    theirs = boto3.client(
        "s3",
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"],
        aws_session_token=given["SessionToken"],
    )
    location = {"LocationConstraint": settings.AWS_REGION}
    bucket = {"Bucket": settings.S3_BUCKET_NAME}
    theirs.create_bucket(**bucket, CreateBucketConfiguration=location)
    clients.s3().head_bucket(**bucket)  # it lets us in
    with pytest.raises(CommandError, match="another S3_BUCKET_NAME"):
        run("create_bucket")


def test_issue_token_prints_a_token_and_nothing_else(nobody):
    printed = run("issue_token", "someone", hours=2)
    token = printed.rstrip("\n")
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["sub"] == "someone"
    assert claims["exp"] - time.time() == pytest.approx(7200, abs=60)
    nobody.token = token
    assert nobody.get("/journal/user/someone").status_code == 200


@pytest.mark.parametrize("words", [("a/b",), ("",), ("é",), ("x" * 129,), ("x", "--hours", "0")])
def test_issue_token_refuses_invalid_arguments(words):
    with pytest.raises(CommandError):
        run("issue_token", *words)


def test_issue_token_and_sandbox_run_only_in_the_sandbox(settings):
    settings.SANDBOX = False
    for words in (("issue_token", "someone"), ("sandbox",)):
        with pytest.raises(CommandError):
            run(*words)
