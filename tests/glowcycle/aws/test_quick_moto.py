"""The tests' short way to moto's tables answers each call as moto does."""

from uuid import uuid4

from botocore.exceptions import ClientError
from django.conf import settings
from moto.core.botocore_stubber import BotocoreStubber

from glowcycle.aws import clients
from journal.models import JournalEntry

TABLE = f"{settings.DYNAMODB_TABLE_NAME}-person"
VALUES = {
    "text": {"S": "hers €"},
    "number": {"N": "-3.50"},
    "sealed": {"B": b"\x00\xff"},
    "B": {"M": {"B": {"S": "a name"}, "in": {"L": [{"B": b"\x01"}, {"NULL": True}]}}},
    "is": {"BOOL": False},
    "texts": {"SS": ["a"]},
    "bytes": {"BS": [b"\x02"]},
}
AT = {"TableName": TABLE}
RECORDS = {"TableName": JournalEntry.Meta.table_name}
RECORD_KEY = JournalEntry.sort_key().attr_name


def key(user, item):
    return {"userId": {"S": user}, "item": {"S": item}}


def calls(user):
    """Yield each call, by the name of botocore's method and its parameters."""
    hers, first = {":user": {"S": user}}, key(user, "item1")
    for n in range(5):
        yield "put_item", {**AT, "Item": {**key(user, f"item{n}"), **VALUES}}
    yield "put_item", {**AT, "Item": {**key(f"{user}2", "item2")}}
    yield "put_item", {**AT, "Item": first, "ConditionExpression": "attribute_not_exists(userId)"}
    yield "put_item", {**AT, "Item": {"userId": {"S": user}}}
    yield "get_item", {**AT, "Key": first, "ConsistentRead": True}
    yield "get_item", {**AT, "Key": key(user, "none")}
    yield "get_item", {"TableName": "none", "Key": first}
    query = {"KeyConditionExpression": "userId = :user", "ExpressionAttributeValues": hers}
    for options in (
        {},
        {"Limit": 2},
        {"Limit": 2, "ExclusiveStartKey": first, "ReturnConsumedCapacity": "TOTAL"},
        {"Limit": 5, "ScanIndexForward": False},
        {"ProjectionExpression": "sealed", "Select": "SPECIFIC_ATTRIBUTES"},
    ):
        yield "query", {**AT, **query, **options}
    between = {":from": {"S": "item1"}, ":to": {"S": "item3"}}
    ranged = {
        "KeyConditionExpression": "userId = :user AND item BETWEEN :from AND :to",
        "ExpressionAttributeValues": {**hers, **between},
    }
    yield "query", {**AT, **ranged}
    yield "query", {**AT, **ranged, "Limit": 3}
    change = {
        "UpdateExpression": "SET #t = :t ADD #n :n",
        "ExpressionAttributeNames": {"#t": "text", "#n": "number"},
        "ExpressionAttributeValues": {":t": {"S": "new"}, ":n": {"N": "1"}},
    }
    for returned in ("ALL_NEW", "ALL_OLD", "NONE"):
        yield "update_item", {**AT, "Key": first, **change, "ReturnValues": returned}
    for other, name, day in ((user, "b", 2), (user, "a", 2), (user, "c", 1), (f"{user}2", "a", 2)):
        record = {"userId": {"S": other}, RECORD_KEY: {"S": name}, "updatedAt": {"S": f"{day}"}}
        yield "put_item", {**RECORDS, "Item": record}
    for options in ({}, {"Limit": 2}, {"ScanIndexForward": False}):
        yield "query", {**RECORDS, **query, "IndexName": "byChange", **options}
    yield "batch_get_item", {"RequestItems": {TABLE: {"Keys": [first, key(user, "none")]}}}
    parts = [{"Put": {**AT, "Item": key(user, "item9")}}, {"Delete": {**AT, "Key": first}}]
    yield "transact_write_items", {"TransactItems": parts}
    failing = {"Put": {**AT, "Item": key(user, "item9"), "ConditionExpression": "item = userId"}}
    yield "transact_write_items", {"TransactItems": [failing, *parts[1:]]}
    yield "delete_item", {**AT, "Key": key(user, "item2"), "ReturnValues": "ALL_OLD"}
    write = {TABLE: [{"DeleteRequest": {"Key": key(user, "item3")}}]}
    yield "batch_write_item", {"RequestItems": write}
    yield "query", {**AT, **query}


def answers(user):
    """Return what each call answers or raises."""
    found = []
    for name, parameters in calls(user):
        try:
            answer = getattr(clients.dynamodb(), name)(**parameters)
        except ClientError as error:
            answer = error.response
        status = answer.pop("ResponseMetadata")["HTTPStatusCode"]
        found.append((name, parameters, status, answer))
    return found


def forget(user):
    for item in [f"item{n}" for n in range(10)]:
        clients.dynamodb().delete_item(**AT, Key=key(user, item))


def test_each_answer_is_that_of_moto(monkeypatch):
    user = str(uuid4())
    quick = answers(user)
    forget(user)
    monkeypatch.setattr(
        BotocoreStubber, "process_request", BotocoreStubber.process_request.__wrapped__
    )
    for mine, theirs in zip(quick, answers(user), strict=True):
        assert mine == theirs
