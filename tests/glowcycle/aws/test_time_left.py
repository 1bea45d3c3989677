"""No write begins if the function could end before it; a slow store is not called again."""

import json
from contextlib import suppress

import pytest
from botocore import xform_name
from botocore.exceptions import ClientError
from django.conf import settings

from glowcycle.aws import access_guard, clients, request_context
from glowcycle.aws.request_context import RequestContext
from glowcycle.errors import Unavailable
from glowcycle.infrastructure.deploy import role
from journal.models import JournalEntry
from tests.support import aws_calls_in_source
from tests.support.faults import forbidden, store_faults

TABLE = JournalEntry.Meta.table_name
HERS = {"S": "hers"}
PLACE = {"userId": HERS, "entryId": {"S": "e"}}
OBJECT = {"Bucket": settings.S3_BUCKET_NAME, "Key": "kept/hers/1"}
UPLOAD = {**OBJECT, "UploadId": "u"}

# The parameters of each operation that changes a person's data.
WRITES = {
    "PutItem": {"TableName": TABLE, "Item": PLACE},
    "UpdateItem": {"TableName": TABLE, "Key": PLACE, "UpdateExpression": "REMOVE gone"},
    "DeleteItem": {"TableName": TABLE, "Key": PLACE},
    "BatchWriteItem": {"RequestItems": {TABLE: [{"DeleteRequest": {"Key": PLACE}}]}},
    "PutObject": {**OBJECT, "Body": b"x"},
    "DeleteObject": OBJECT,
    "DeleteObjects": {
        "Bucket": settings.S3_BUCKET_NAME,
        "Delete": {"Objects": [{"Key": "kept/hers/1"}]},
    },
    "PutObjectTagging": {**OBJECT, "Tagging": {"TagSet": []}},
    "DeleteObjectTagging": OBJECT,
    "CreateMultipartUpload": OBJECT,
    "UploadPart": {**UPLOAD, "PartNumber": 1, "Body": b"x"},
    "CompleteMultipartUpload": UPLOAD,
    "AbortMultipartUpload": UPLOAD,
}
READS = {
    *("BatchGetItem", "GetItem", "Query"),
    *("GetObject", "HeadObject", "ListBucket", "ListBucketVersions"),
}
# Rights that an operation above needs for the older versions of an object.
FURTHER_RIGHTS = {"DeleteObjectVersion"}


def attempts(operation, *, seconds):
    """Return the calls that leave for AWS with this number of seconds left."""
    client = clients.dynamodb() if operation.endswith("Item") else clients.s3()
    with (
        store_faults(forbidden, client=client) as attempted,
        request_context.open_context(RequestContext(user_id="hers", time_left=lambda: seconds)),
        suppress(ClientError, Unavailable),  # from the engine or from the guard
    ):
        getattr(client, xform_name(operation))(**WRITES[operation])
    return attempted


@pytest.mark.parametrize("operation", WRITES)
def test_no_write_begins_in_the_last_seconds(operation):
    assert attempts(operation, seconds=access_guard.WRITE_SECONDS - 0.001) == []
    assert attempts(operation, seconds=access_guard.WRITE_SECONDS) == [operation]


def test_every_allowed_operation_is_a_read_or_a_listed_write():
    statements = json.loads(role.POLICY.read_text())["Statement"]
    allowed = {
        action.split(":")[1]
        for statement in statements
        if not statement["Sid"].startswith("Command")
        for action in statement["Action"]
        if action.startswith(("dynamodb:", "s3:"))
    }
    model = clients.s3().meta.service_model
    named = {
        operation
        for service, operation in aws_calls_in_source.named_calls()
        if service == "s3"
        and {"Key", "Delete"} & model.operation_model(operation).input_shape.members.keys()
    }
    assert allowed | named <= {*WRITES, *READS, *FURTHER_RIGHTS}


def entries(phone):
    return phone.get(f"/journal/user/{phone.user_id}").json()["results"]


class Lambda:
    """The Lambda context with the remaining time."""

    def __init__(self, milliseconds):
        self._milliseconds = milliseconds

    def get_remaining_time_in_millis(self):
        return self._milliseconds


def test_a_request_does_not_begin_a_write_that_could_be_cut_off(alice):
    entry = alice.post("/journal", {"date": "2026-03-01", "energy": 1}).json()
    path = f"/journal/{entry['entryId']}"
    with alice.in_lambda(Lambda(2_999)), store_faults() as attempted:
        assert alice.get(path).status_code == 200
        for late in (
            alice.post("/journal", {"date": "2026-03-02"}),
            alice.patch(path, {"energy": 2}),
            alice.delete(path),
        ):
            assert (late.status_code, late["Retry-After"].isdecimal()) == (503, True)
        assert not set(attempted) & {"PutItem", "UpdateItem", "DeleteItem"}
    with alice.in_lambda(Lambda(3_000)):
        assert alice.patch(path, {"energy": 2}).status_code == 200
    assert [kept["energy"] for kept in entries(alice)] == [2]


def test_a_slow_store_is_not_called_again():
    client, key = clients.dynamodb(), {"userId": HERS, "entryId": {"S": "e"}}
    with (
        request_context.open_context(RequestContext(user_id="hers", store_seconds=5.1)),
        store_faults() as attempted,
    ):
        with pytest.raises(Unavailable):
            client.get_item(TableName=TABLE, Key=key)
        assert attempted == []
