"""The access guard: no AWS call leaves with another person's key, whatever the code does."""

import subprocess
import sys
from functools import partial

import pytest
from botocore.exceptions import ClientError
from django.conf import settings

from glowcycle.aws import access_guard, clients, request_context
from glowcycle.aws.access_guard import TenantViolation
from glowcycle.aws.dynamodb import PersonItem
from glowcycle.aws.request_context import RequestContext
from glowcycle.storage import objects, records
from journal.models import JournalEntry
from tests.support.faults import none, store_faults, throttled
from tests.support.people import someone

TABLE, PERSONS = JournalEntry.Meta.table_name, PersonItem.Meta.table_name
HERS, OTHERS = {"S": "hers"}, {"S": "other's"}


def reads(user_id):
    """Return calls that read or write the partition of this user id in every possible way."""
    client, key = clients.dynamodb(), {"userId": user_id, "entryId": {"S": "e"}}
    condition = {
        "TableName": TABLE,
        "ExpressionAttributeNames": {"#0": "userId", "#1": "entryId"},
        "ExpressionAttributeValues": {":0": user_id, ":1": {"S": "e"}},
    }
    return [
        lambda: client.get_item(TableName=TABLE, Key=key),
        lambda: client.put_item(TableName=TABLE, Item=key),
        lambda: client.update_item(TableName=TABLE, Key=key, UpdateExpression="REMOVE gone"),
        lambda: client.delete_item(TableName=TABLE, Key=key),
        lambda: client.query(KeyConditionExpression="#0 = :0", **condition),
        lambda: client.query(KeyConditionExpression="(#0 = :0 AND #1 = :1)", **condition),
    ]


def photo_calls(folder):
    client, place = clients.s3(), {"Bucket": settings.S3_BUCKET_NAME}
    key = f"kept/{folder}/1"
    return [
        lambda: client.put_object(Key=key, Body=b"x", **place),
        lambda: client.get_object(Key=key, **place),
        lambda: client.head_object(Key=key, **place),
        lambda: client.list_objects_v2(Prefix=f"kept/{folder}/", **place),
        lambda: client.delete_object(Key=key, **place),
        lambda: objects.make_form(key=key, content_type="image/png", size=1),
    ]


def test_a_copy_from_another_persons_folder_is_refused():
    source = {"Bucket": settings.S3_BUCKET_NAME, "Key": "kept/others/1"}
    with request_context.open_context(RequestContext(user_id="hers")):
        copied = clients.s3().copy_object
        assert not allowed(lambda: copied(CopySource=source, **{**source, "Key": "kept/hers/1"}))


def allowed(call):
    try:
        call()
    except TenantViolation:
        return False
    except ClientError:  # the call left, and the engine refused it
        return True
    return True


@pytest.mark.parametrize("calls", [reads, photo_calls])
def test_a_person_reaches_her_own_keys_and_no_others(calls):
    hers, others = ("hers", "other's") if calls is photo_calls else (HERS, OTHERS)
    with request_context.open_context(RequestContext(user_id="hers")):
        assert [allowed(call) for call in calls(hers)] == [True] * len(calls(hers))
        assert [allowed(call) for call in calls(others)] == [False] * len(calls(others))


@pytest.mark.parametrize("calls", [reads, photo_calls])
def test_without_a_person_no_key_is_reachable(calls):
    named = "hers" if calls is photo_calls else HERS
    with request_context.open_context(RequestContext()):
        assert not any(allowed(call) for call in calls(named))


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("#0 = :0", {"#0": "entryId"}),
        ("#1 = :1 AND #0 = :0", {"#0": "userId", "#1": "entryId"}),
        ("#0 >= :0", {"#0": "userId"}),
        ("userId = :0", {}),
    ],
)
def test_a_query_without_a_certain_partition_is_refused(condition, names):
    with (
        request_context.open_context(RequestContext(user_id="hers")),
        pytest.raises(TenantViolation),
    ):
        clients.dynamodb().query(
            TableName=TABLE,
            KeyConditionExpression=condition,
            ExpressionAttributeNames=names,
            ExpressionAttributeValues={":0": HERS, ":1": {"S": "e"}},
        )


def test_only_operators_may_cross_partitions():
    client = clients.dynamodb()
    calls = [
        lambda: client.scan(TableName=TABLE),
        lambda: client.describe_table(TableName=TABLE),
        lambda: client.batch_get_item(RequestItems={TABLE: {"Keys": [{"userId": OTHERS}]}}),
        lambda: client.execute_statement(Statement=f'SELECT * FROM "{TABLE}"'),
        lambda: clients.s3().list_buckets(),
        lambda: clients.s3().list_objects_v2(Bucket=settings.S3_BUCKET_NAME, Prefix="kept/"),
    ]
    with request_context.open_context(RequestContext(user_id="hers")):
        assert not any(allowed(call) for call in calls)
    with request_context.act_as_operator():
        assert all(allowed(call) for call in calls)


def test_a_batch_may_only_read_her_own_keys():
    hers, others = ({"userId": user_id, "entryId": {"S": "e"}} for user_id in (HERS, OTHERS))
    batches = [
        ({TABLE: {"Keys": [hers]}}, True),
        ({TABLE: {"Keys": [others]}}, False),
        ({TABLE: {"Keys": [hers, others]}}, False),
        ({TABLE: {"Keys": [hers]}, PERSONS: {"Keys": [{**others, "item": {"S": "key"}}]}}, False),
        ({TABLE: {"Keys": [{"userId": {"N": "1"}, "entryId": {"S": "e"}}]}}, False),
        ({TABLE: {"Keys": []}}, False),
        ({}, False),
    ]
    with request_context.open_context(RequestContext(user_id="hers")):
        for batch, is_hers in batches:
            call = partial(clients.dynamodb().batch_get_item, RequestItems=batch)
            assert allowed(call) == is_hers, batch


def test_a_batch_may_only_delete_her_own_keys():
    hers, others = ({"userId": user_id, "entryId": {"S": "e"}} for user_id in (HERS, OTHERS))
    batches = [
        ([{"DeleteRequest": {"Key": hers}}], True),
        ([{"DeleteRequest": {"Key": others}}], False),
        ([{"DeleteRequest": {"Key": hers}}, {"DeleteRequest": {"Key": others}}], False),
        ([{"PutRequest": {"Item": hers}}], False),
        ([], False),
    ]
    folders = [(["kept/hers/1"], True), (["kept/hers/1", "kept/others/1"], False), ([], False)]
    write, delete = clients.dynamodb().batch_write_item, clients.s3().delete_objects
    with request_context.open_context(RequestContext(user_id="hers")):
        for batch, is_hers in batches:
            assert allowed(partial(write, RequestItems={TABLE: batch})) == is_hers
        for keys, is_hers in folders:
            objects = [{"Key": key} for key in keys]
            call = partial(delete, Bucket=settings.S3_BUCKET_NAME, Delete={"Objects": objects})
            assert allowed(call) == is_hers


@pytest.mark.parametrize("key", ["", "kept", "kept/", "kept/hers2/1", "hers/kept/1", "/hers/1"])
def test_an_object_outside_her_folder_is_refused(key):
    with (
        request_context.open_context(RequestContext(user_id="hers")),
        pytest.raises(TenantViolation),
    ):
        access_guard.check_object(key)


def test_a_fault_that_reads_another_person_is_500(monkeypatch, alice):
    other, find = someone(), records.get
    entry = other.post("/journal", {"date": "2026-03-01", "text": "canary"}).json()["entryId"]

    def find_anothers(model, *, user_id, key):
        assert user_id == alice.user_id
        return find(model, user_id=other.user_id, key=key)

    monkeypatch.setattr(records, "find", find_anothers)
    answer = alice.get(f"/journal/{entry}")
    assert answer.status_code == 500
    assert b"canary" not in answer.content


@pytest.mark.parametrize(
    "way_round",
    [
        "import boto3",
        "from botocore.session import get_session",
        "from glowcycle.aws.session import session",
        "from pynamodb.connection import Connection",
        "from pynamodb.models import Model",
        "from glowcycle.aws.request_context import RequestContext, open_context",
        "from glowcycle.aws import request_context\n\nrequest_context.act_as_operator()",
        "from glowcycle.aws import request_context\n\nrequest_context.act_for_user('other')",
        "from glowcycle.aws import request_context\n\nrequest_context.set_user('other')",
        "from glowcycle.aws import request_context\n\nrequest_context.current().is_operator = True",
    ],
)
@pytest.mark.parametrize("where", ["journal/services.py", "glowcycle/storage/records.py"])
def test_bypassing_the_guard_is_a_lint_error(way_round, where):
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--select=TID",
        f"--stdin-filename={where}",
        "-",
    ]
    lint = subprocess.run(
        command, input=way_round, capture_output=True, text=True, check=False, cwd=settings.BASE_DIR
    )
    assert (lint.returncode, "TID251" in lint.stdout) == (1, True), lint.stdout + lint.stderr


@pytest.mark.parametrize(
    "command", [lambda: request_context.act_for_user("hers"), request_context.act_as_operator]
)
def test_a_command_has_no_time_limit(command):
    with command() as work:
        work.store_seconds = 3_600
        clients.dynamodb().get_item(TableName=TABLE, Key={"userId": HERS, "entryId": {"S": "e"}})


def test_calls_throttles_and_time_are_measured(monkeypatch):
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)
    client, key = clients.dynamodb(), {"userId": HERS, "entryId": {"S": "e"}}
    with (
        request_context.open_context(RequestContext(user_id="hers")) as work,
        store_faults(none, throttled),
    ):
        client.get_item(TableName=TABLE, Key=key)
        client.get_item(TableName=TABLE, Key=key)
    assert (work.calls, work.throttles) == (2, 1)
    assert work.waited() == work.store_seconds > 0
