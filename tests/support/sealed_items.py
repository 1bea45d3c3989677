"""Read and write encrypted records in their tables directly, without the service."""

import itertools

from glowcycle.aws import clients
from glowcycle.records import kind_at, record_kinds

METRICS = ("radiance", "moisture", "texture", "pores", "darkCircles")
BODIES = {
    "journal": {"mood": "m-canary", "energy": 37, "text": "t-canary", "tags": ["g-canary"]},
    "period": {"flow": "spotting", "symptoms": ["s-canary"], "ovulationTest": "positive"},
    "skin": {"metrics": dict.fromkeys(METRICS, 41)},
    "stage": {"kind": "exclusion", "reason": "emergencyContraception"},
}


DAYS = itertools.count(1)


def body_of(kind, day):
    """Return a whole body of this kind on that day."""
    return {"start" if kind == "stage" else "date": day, **BODIES[kind]}


def write(phone, kind):
    """Store a record of this kind on a new day; return its address."""
    body = body_of(kind, f"2026-02-{next(DAYS) % 28 + 1:02}")
    answer = phone.post(f"/{record_kinds()[kind].address()}", body)
    assert answer.status_code == 201, answer.content
    return answer.headers["Location"]


def raw(phone, address):
    """Return the table and the stored item of this address."""
    path, _, key = address.strip("/").rpartition("/")
    model = kind_at(path).model
    name = model.sort_key().attr_name
    [item] = clients.dynamodb().query(
        TableName=model.Meta.table_name,
        KeyConditionExpression="#0 = :0 AND #1 = :1",
        ExpressionAttributeNames={"#0": "userId", "#1": name},
        ExpressionAttributeValues={":0": {"S": phone.user_id}, ":1": {"S": key}},
    )["Items"]
    return model.Meta.table_name, item


def plant(table, item):
    clients.dynamodb().put_item(TableName=table, Item=item)
