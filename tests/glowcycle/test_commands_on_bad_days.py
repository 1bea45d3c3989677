"""create_tables and create_bucket finish despite a failed call, at once or when repeated."""

from uuid import uuid4

import pytest
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException

from glowcycle.aws import clients
from glowcycle.infrastructure.bucket import create_bucket
from glowcycle.infrastructure.tables import create_table
from journal.models import JournalEntry
from tests.support.single_fault import Day


def table(monkeypatch, _settings):
    """Choose a missing table; return a function that creates it and one that describes it."""
    name = f"glowcycle-test-{uuid4()}-journal"
    monkeypatch.setattr(JournalEntry.Meta, "table_name", name)

    def described():
        client = clients.dynamodb()
        table_description = client.describe_table(TableName=name)["Table"]
        expiry = client.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
        backups = client.describe_continuous_backups(TableName=name)
        recovery = backups["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
        return (
            sorted(index["IndexName"] for index in table_description["LocalSecondaryIndexes"]),
            table_description["DeletionProtectionEnabled"],
            expiry["TimeToLiveStatus"],
            recovery["PointInTimeRecoveryStatus"],
        )

    return lambda: list(create_table(JournalEntry)), described


def bucket(_monkeypatch, settings):
    settings.S3_BUCKET_NAME = name = f"photos-{uuid4()}"

    def described():
        client = clients.s3()
        rules = client.get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
        return (
            client.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"],
            client.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"],
            client.get_bucket_cors(Bucket=name)["CORSRules"],
            [rule["ID"] for rule in rules],
        )

    return create_bucket, described


@pytest.fixture(params=[table, bucket], ids=["table", "bucket"])
def made(request, monkeypatch, settings):
    if request.param is table and settings.DYNAMODB_ENDPOINT_URL:
        pytest.skip("this engine has none of what is switched on")
    return lambda: request.param(monkeypatch, settings)


def calm(made):
    make, described = made()
    with Day().passes() as day:
        output = make()
    return output, described(), len(day.attempted)


@pytest.mark.parametrize("fault", ["throttled", "timed out", "answer lost"])
def test_one_failed_attempt_has_no_effect(made, fault):
    output, end, attempts = calm(made)
    for first in range(attempts):
        make, described = made()
        with Day(fault, first=first).passes() as day:
            assert make() == output, day.attempted
        assert described() == end, day.attempted


@pytest.mark.parametrize("fault", ["throttled", "answer lost"])
def test_a_failed_call_ends_the_command_and_the_next_run_completes_it(made, fault):
    _, end, attempts = calm(made)
    for first in range(attempts):
        make, described = made()
        day = Day(fault, first=first, times=clients.ATTEMPTS)
        with day.passes(), pytest.raises((BotoCoreError, ClientError, PynamoDBException)):
            make()
        make()
        assert described() == end
