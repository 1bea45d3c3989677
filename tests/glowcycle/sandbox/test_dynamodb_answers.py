"""The stand-in's answers are those that moto itself writes."""

import json

import pytest
from moto.core.responses import XFormedAttributePicker
from moto.core.serialize import JSONSerializer
from moto.core.utils import get_service_model

from glowcycle.sandbox.dynamodb_answers import DirectSerializer

ITEM = {
    "text": {"S": "a day"},
    "empty": {"S": ""},
    "number": {"N": "1.50"},
    "bytes": {"B": b"\x00\xff"},
    "words": {"SS": ["one", "two"]},
    "numbers": {"NS": ["1", "2"]},
    "keys": {"BS": [b"\x01", b"\x02"]},
    "map": {"M": {"within": {"L": [{"S": "x"}, {"M": {}}]}}},
    "none": {"L": []},
    "absent": {"NULL": True},
    "no": {"BOOL": False},
}


@pytest.mark.parametrize(
    ("operation", "result"),
    [
        ("GetItem", {"Item": ITEM}),
        ("GetItem", {}),
        ("Query", {"Items": [ITEM, {}], "Count": 2, "LastEvaluatedKey": {"userId": {"S": "x"}}}),
        ("BatchGetItem", {"Responses": {"table": [ITEM]}, "UnprocessedKeys": {}}),
        ("DescribeTable", {"Table": {"TableName": "table", "ItemCount": 2}}),
    ],
)
def test_it_writes_what_moto_writes(operation, result):
    model = get_service_model("dynamodb").operation_model(operation)
    ours, motos = (
        kind(model, value_picker=XFormedAttributePicker()).serialize(result)
        for kind in (DirectSerializer, JSONSerializer)
    )
    assert json.loads(ours["body"]) == json.loads(motos["body"])
    assert ours == motos
