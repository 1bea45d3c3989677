"""A versioned bucket is refused before anything is changed, and `check --deploy` names problems."""

import io
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from glowcycle.aws import clients
from glowcycle.infrastructure.bucket import LIFECYCLE
from tests.support.faults import store_faults


@pytest.fixture
def bucket(settings):
    """Return the arguments that name a new bucket, made as an operator may have made it."""
    settings.S3_BUCKET_NAME = f"photos-{uuid4()}"
    settings.SANDBOX = False
    location = {"LocationConstraint": settings.AWS_REGION}
    bucket = {"Bucket": settings.S3_BUCKET_NAME}
    clients.s3().create_bucket(**bucket, CreateBucketConfiguration=location)
    return bucket


def run(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def check():
    return run("check", "--deploy", "--tag", "urls")


def set_versioning(bucket, status):
    clients.s3().put_bucket_versioning(**bucket, VersioningConfiguration={"Status": status})


def test_create_bucket_refuses_a_versioned_bucket_unchanged(bucket):
    set_versioning(bucket, "Enabled")
    with (
        store_faults(client=clients.s3()) as calls,
        pytest.raises(CommandError, match="Status=Suspended"),
    ):
        run("create_bucket")
    assert calls == ["ListBuckets", "GetBucketVersioning"]
    set_versioning(bucket, "Suspended")
    assert "exists, protection is on" in run("create_bucket")


def test_check_names_a_versioned_bucket(bucket):
    run("create_bucket")
    assert "keeps no older versions" in check()
    set_versioning(bucket, "Enabled")
    with pytest.raises(CommandError, match="versioned"):
        check()


@pytest.mark.parametrize("lacking", [rule["ID"] for rule in LIFECYCLE["Rules"]])
def test_check_names_a_missing_rule(bucket, lacking):
    run("create_bucket")
    rules = [rule for rule in LIFECYCLE["Rules"] if rule["ID"] != lacking]
    clients.s3().put_bucket_lifecycle_configuration(
        **bucket, LifecycleConfiguration={"Rules": rules}
    )
    with pytest.raises(CommandError, match=lacking):
        check()


def test_check_names_a_bucket_without_rules_and_a_missing_one(bucket, settings):
    with pytest.raises(CommandError, match="lacks rules"):
        check()
    settings.S3_BUCKET_NAME = f"photos-{uuid4()}"
    with pytest.raises(CommandError, match="There is no bucket"):
        check()


def test_a_check_without_deploy_calls_nothing(bucket):
    """`check` runs in the function too, and system checks run before every command."""
    with store_faults(client=clients.s3()) as calls:
        run("check")
        run("create_alarms")
    assert calls == []
