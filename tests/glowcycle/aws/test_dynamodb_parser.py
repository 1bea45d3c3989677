"""Items are read faster than by botocore, and are the same."""

import base64
import json

import pytest
from botocore.parsers import JSONParser
from botocore.session import get_session
from pynamodb.exceptions import AttributeDeserializationError
from pynamodb.models import Model

from glowcycle.aws import clients
from glowcycle.aws.dynamodb import Item
from glowcycle.aws.dynamodb_parser import ItemParser
from journal.models import JournalEntry
from skin.models import SkinScan

BYTES = base64.b64encode(b"\x00\xff").decode()
VALUES = [
    {"S": ""},
    {"S": '"B": é 😌'},
    {"N": "1E+2"},
    {"BOOL": False},
    {"NULL": True},
    {"SS": ["a"]},
    {"NS": ["1"]},
    {"B": BYTES},
    {"BS": [BYTES, BYTES]},
    {"L": []},
    {"L": [{"S": "a"}, {"B": BYTES}, {"L": [{"N": "1"}]}]},
    {"M": {}},
    {"M": {"B": {"S": "a"}, "S": {"B": BYTES}, "N": {"M": {"x": {"NULL": True}}}}},
]


def read_by(parser, operation, answer):
    model = get_session().get_service_model("dynamodb").operation_model(operation)
    response = {"status_code": 200, "headers": {}, "body": json.dumps(answer).encode()}
    return parser.parse(response, model.output_shape)


@pytest.mark.parametrize("value", VALUES, ids=ascii)
def test_each_value_is_read_as_botocore_reads_it(value):
    capacity = {"TableName": "t", "CapacityUnits": 0.5}
    for operation, answer in (
        ("GetItem", {"Item": {"x": value}, "ConsumedCapacity": capacity}),
        ("Query", {"Items": [{"x": value, "y": value}, {}], "Count": 2, "ScannedCount": 2}),
        ("Query", {"Items": [], "Count": 0, "LastEvaluatedKey": {"x": value}}),
        ("BatchGetItem", {"Responses": {"t": [{"x": value, "y": value}, {}], "u": [{"x": value}]}}),
        ("BatchGetItem", {"Responses": {}, "UnprocessedKeys": {"t": {"Keys": [{"x": value}]}}}),
        ("BatchGetItem", {}),
        ("PutItem", {"Attributes": {"x": value}}),
        ("GetItem", {}),
    ):
        said = read_by(JSONParser(), operation, answer)
        assert read_by(ItemParser(), operation, answer) == said


def test_all_models_read_so():
    factory = clients.dynamodb()._endpoint._response_parser_factory
    assert type(factory.create_parser("json")) is ItemParser
    assert type(factory.create_parser("rest-json")) is not ItemParser


MOMENT = {"S": "2026-03-01T10:00:00.000000+0000"}
SCAN = {
    "userId": {"S": "hers"},
    "scanId": {"S": "1"},
    "createdAt": MOMENT,
    "updatedAt": MOMENT,
    "version": {"N": "3"},
    "writeId": {"S": "w"},
    "date": {"S": "2026-03-01"},
    "metrics": {"M": {"radiance": {"N": "70"}, "darkCircles": {"NULL": True}}},
    "confidence": {"M": {"radiance": {"N": "0.5"}}},
    "quality": {"L": [{"S": "blurred"}]},
    "modelId": {"NULL": True},
    "unheardOf": {"S": "x"},
}


@pytest.mark.parametrize(
    ("model", "data"),
    [(SkinScan, SCAN), (SkinScan, {}), (JournalEntry, {"tags": {"L": []}, "energy": {"N": "7"}})],
    ids=str,
)
def test_an_item_is_what_pynamodb_makes_of_it(model, data):
    assert issubclass(model, Item)
    expected = Model.from_raw_data.__func__(model, data)
    found = Item.from_raw_data.__func__(model, data)
    assert Model.serialize(found, False) == Model.serialize(expected, False)
    assert found.attribute_values.keys() == expected.attribute_values.keys()


def test_a_value_of_another_type_is_a_fault():
    with pytest.raises(AttributeDeserializationError):
        Item.from_raw_data.__func__(SkinScan, {"version": {"S": "3"}})
