"""What the tests ask of a store, they ask of two engines."""

from pathlib import Path
from types import SimpleNamespace

from tests.support.second_engine import SecondEngine, folders, kinds

QUERY = {
    "TableName": "glowcycle-test-journal",
    "KeyConditionExpression": "#0 = :0",
    "ExpressionAttributeNames": {"#0": "userId"},
    "ExpressionAttributeValues": {":0": {"S": "alice"}},
    "ConsistentRead": True,
}
DELETE = {
    "TableName": "glowcycle-test-person",
    "Key": {"userId": {"S": "alice"}, "item": {"S": "export"}},
    "ConditionExpression": "attribute_exists (#0)",
    "ExpressionAttributeNames": {"#0": "jobId"},
}


def test_a_kind_of_call_has_its_conditions_and_options_but_no_values():
    assert list(kinds("Query", QUERY)) == ["Query, ConsistentRead True, userId = :value"]
    next_page = {**QUERY, "Limit": 25, "ExclusiveStartKey": {"userId": {"S": "alice"}}}
    assert list(kinds("Query", next_page)) == [
        "Query, ConsistentRead True, ExclusiveStartKey, userId = :value, Limit"
    ]


def test_each_action_of_a_transaction_is_a_kind_of_its_own():
    transaction = {"TransactItems": [{"Delete": DELETE}, {"Delete": DELETE}]}
    assert set(kinds("TransactWriteItems", transaction)) == {
        "TransactWriteItems",
        "TransactWriteItems Delete, attribute_exists (jobId)",
    }


def test_the_folders_of_the_second_engine_exist():
    assert len(folders()) > 5
    assert all(folder.exists() for folder in folders())


def test_a_call_that_only_one_engine_answers_is_missing():
    engine = SecondEngine()
    in_store, elsewhere = folders()[0] / "test_a.py", Path(__file__)
    marked = SimpleNamespace(path=in_store, get_closest_marker=lambda _: "one_engine")
    plain = SimpleNamespace(path=in_store, get_closest_marker=lambda _: None)
    other = SimpleNamespace(path=elsewhere, get_closest_marker=lambda _: None)
    for item, operation in ((marked, "PutItem"), (plain, "Query"), (other, "GetItem")):
        engine.pytest_runtest_protocol(item)
        engine.add(operation, {})
    assert engine.missing() == ["GetItem", "PutItem"]
