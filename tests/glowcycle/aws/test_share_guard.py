"""The access guard of a share: it reads the tables of its scope, and writes its own lines alone."""

import pytest
from django.conf import settings

from glowcycle.aws import access_guard, clients, request_context
from glowcycle.aws.access_guard import TenantViolation
from glowcycle.aws.request_context import RequestContext
from glowcycle.aws.share_limits import ShareLimits
from glowcycle.storage import objects

PREFIX = settings.DYNAMODB_TABLE_NAME
PERSONS = f"{PREFIX}-person"
LIMITS = ShareLimits(
    share_id="s1", reads={"period": frozenset({"flow"})}, person_items=frozenset({"profile"})
)
OWN_LINES = ["share-use#s1", "access#2026-03-01T00:00:00.000000#share#s1#page"]
SERVICES = {
    "dynamodb": clients.dynamodb,
    "s3": clients.s3,
    "kms": clients.kms,
    "bedrock-runtime": clients.bedrock,
    "cloudwatch": clients.cloudwatch,
    "events": clients.events,
    "lambda": clients.functions,
}


class Left(Exception):
    """The call passed the guard."""


@pytest.fixture(autouse=True)
def nothing_leaves():
    """Stop every call that the guard let pass."""

    def stop(**_):
        raise Left

    for service, client in SERVICES.items():
        client().meta.events.register(f"before-parameter-build.{service}", stop)
    yield
    for service, client in SERVICES.items():
        client().meta.events.unregister(f"before-parameter-build.{service}", stop)


@pytest.fixture
def share():
    with request_context.open_context(RequestContext()):
        request_context.set_share("hers", LIMITS)
        yield


def passes(service, operation, params):
    """Return whether the guard lets the call pass."""
    try:
        SERVICES[service]()._make_api_call(operation, params)
    except TenantViolation:
        return False
    except Left:
        return True
    raise AssertionError(operation)


def operations(service):
    return SERVICES[service]().meta.service_model.operation_names


def table_call(table, *, user_id="hers", **key):
    """Return parameters that name this partition, and this key, in every way."""
    stored = {"userId": {"S": user_id}} | {name: {"S": value} for name, value in key.items()}
    return {
        "TableName": table,
        "Key": stored,
        "KeyConditionExpression": "#0 = :0",
        "ExpressionAttributeNames": {"#0": "userId"},
        "ExpressionAttributeValues": {":0": {"S": user_id}},
    }


def passing(service, params):
    return {name for name in operations(service) if passes(service, name, params)}


@pytest.mark.usefixtures("share")
def test_a_table_of_the_scope_is_read_and_nothing_else():
    assert passing("dynamodb", table_call(f"{PREFIX}-period", date="2026-03-01")) == {
        "GetItem",
        "Query",
    }


@pytest.mark.usefixtures("share")
@pytest.mark.parametrize("kind", ["journal", "skin", "stage", "me", "period2", ""])
def test_a_table_outside_the_scope_is_not_reached(kind):
    assert passing("dynamodb", table_call(f"{PREFIX}-{kind}", entryId="e")) == set()
    assert passing("dynamodb", table_call(f"other-{kind}", entryId="e")) == set()


@pytest.mark.usefixtures("share")
def test_another_person_is_not_reached():
    for table in (f"{PREFIX}-period", PERSONS):
        params = table_call(table, user_id="other's", date="2026-03-01", item="key")
        assert passing("dynamodb", params) == set()


OTHER = {"userId": {"S": "other's"}, "item": {"S": "key"}, "date": {"S": "2026-03-01"}}


@pytest.mark.usefixtures("share")
@pytest.mark.parametrize(
    "second",
    [
        {"Key": OTHER},
        {"Item": OTHER},
        {"RequestItems": {PERSONS: {"Keys": [OTHER]}}},
        {"KeyConditionExpression": "#0 = :1"},
        {"ExclusiveStartKey": OTHER},
    ],
    ids=lambda each: next(iter(each)),
)
@pytest.mark.parametrize("table", [PERSONS, f"{PREFIX}-period"])
def test_a_call_that_names_another_person_besides_is_refused(table, second):
    params = table_call(table, date="2026-03-01", item="key")
    values = params["ExpressionAttributeValues"] | {":1": {"S": "other's"}}
    assert passing("dynamodb", params)
    assert passing("dynamodb", {**params, "ExpressionAttributeValues": values, **second}) == set()


@pytest.mark.usefixtures("share")
@pytest.mark.parametrize("item", ["key", "share#s1", "profile"])
def test_items_of_the_share_are_read_and_never_written(item):
    assert passing("dynamodb", table_call(PERSONS, item=item)) == {"GetItem"}


@pytest.mark.usefixtures("share")
@pytest.mark.parametrize("item", OWN_LINES)
def test_a_share_updates_its_own_lines(item):
    passed = passing("dynamodb", table_call(PERSONS, item=item))
    assert passed - {"GetItem"} == {"UpdateItem"}


@pytest.mark.usefixtures("share")
@pytest.mark.parametrize(
    "item",
    [
        "moods",
        "export",
        "consent#photoAnalysis",
        "share#s2",
        "share-use#s2",
        "calendar",
        "access#2026-03-01T00:00:00.000000#share#s2#page",
        "access#2026-03-01T00:00:00.000000#share#s2#page#share#s1#page",
        "access#2026-03-01T20:31:07.104233#3a9b7c1d",
        "access##share#s1#page",
        "",
    ],
)
def test_no_other_item_of_hers_is_reached(item):
    assert passing("dynamodb", table_call(PERSONS, item=item)) == set()


@pytest.mark.usefixtures("share")
def test_a_call_without_a_key_reaches_nothing_of_the_person_table():
    assert passing("dynamodb", {"TableName": PERSONS}) == set()
    assert passing("dynamodb", {"TableName": PERSONS, "Key": None}) == set()
    assert passing("dynamodb", {}) == set()


@pytest.mark.usefixtures("share")
def test_a_share_opens_her_keys_and_does_nothing_else_with_kms():
    hers = {"EncryptionContext": access_guard.key_context("hers")}
    assert passing("kms", hers) == {"Decrypt"}
    assert passing("kms", {"EncryptionContext": access_guard.key_context("other's")}) == set()
    assert passing("kms", {}) == set()


@pytest.mark.usefixtures("share")
@pytest.mark.parametrize("service", sorted(SERVICES.keys() - {"dynamodb", "kms"}))
def test_no_operation_of_another_service_is_called(service):
    named = {"Bucket": settings.S3_BUCKET_NAME, "Key": "kept/hers/1", "Prefix": "kept/hers/"}
    assert operations(service)
    assert passing(service, named) == set()


@pytest.mark.usefixtures("share")
def test_a_share_gets_no_link_and_no_form_of_the_bucket():
    place = {"Bucket": settings.S3_BUCKET_NAME, "Key": "kept/hers/1"}
    with pytest.raises(TenantViolation):
        clients.s3().generate_presigned_url("get_object", Params=place)
    with pytest.raises(TenantViolation):
        clients.s3().generate_presigned_post(**place)
    with pytest.raises(TenantViolation):
        objects.make_form(key="kept/hers/1", content_type="image/png", size=1)


@pytest.mark.usefixtures("share")
def test_a_share_reaches_no_partition_of_nobody():
    with request_context.in_partition("share/digest"):
        params = table_call(PERSONS, user_id="share/digest", item="share#s1")
        assert passing("dynamodb", params) == set()


@pytest.mark.usefixtures("share")
def test_a_narrowed_share_reaches_less():
    with request_context.narrowed(ShareLimits(share_id="s1")):
        assert passing("dynamodb", table_call(f"{PREFIX}-period", date="2026-03-01")) == set()
        assert passing("dynamodb", table_call(PERSONS, item="profile")) == set()
        assert passing("dynamodb", table_call(PERSONS, item="key")) == {"GetItem"}
    assert passes("dynamodb", "GetItem", table_call(PERSONS, item="profile"))


def test_a_person_keeps_all_calls_on_her_own_keys():
    with request_context.open_context(RequestContext(user_id="hers")):
        params = table_call(PERSONS, item="export")
        assert passing("dynamodb", params) >= {"GetItem", "PutItem", "DeleteItem", "Query"}
