"""Read one person's stored data directly, without the service, and put it back."""

import json
import re
from typing import Any

from django.conf import settings

from glowcycle.aws import clients, request_context
from glowcycle.aws.access_guard import user_folder
from glowcycle.aws.dynamodb import Item, PersonItem
from glowcycle.encryption.data_keys import KeyItem, KeyRing
from glowcycle.infrastructure.tables import record_models, table_models
from glowcycle.person.moods.items import MoodsItem
from glowcycle.person.profile.items import ProfileItem
from glowcycle.storage.write_budget import WriteCount

# (table, sort key) of an item, or ("bucket", key) of an object.
Place = tuple[str, str]
Stored = dict[Place, Any]
SAID = {ProfileItem.NAME, MoodsItem.NAME}
# Attributes that differ between two runs of one request: write ids, keys, values made with keys,
# and the quota used.
VARYING = {"writeId", "wrapped", "createdAs", "spent"}


def stored(user_id: str) -> Stored:
    """Return every item and object of this person, as stored, but the count of her writes.

    That count changes after each fifty writes, whatever they are.
    """
    with request_context.act_as_operator():
        found: Stored = {}
        for model in table_models():
            for item in _items(model, user_id):
                found[_table(model), item[_sort_key(model)]["S"]] = item
        found.pop((_table(PersonItem), WriteCount.NAME), None)
        bucket, folder = settings.S3_BUCKET_NAME, user_folder(user_id)
        listed = clients.s3().list_objects_v2(Bucket=bucket)
        assert not listed["IsTruncated"], "this bucket is too full for one call"
        for each in listed.get("Contents", ()):
            kind, owner = each["Key"].split("/")[:2]
            if kind in ("uploads", "pending", "kept") and owner == folder:
                photo = clients.s3().get_object(Bucket=bucket, Key=each["Key"])
                found["bucket", each["Key"]] = photo["Body"].read()
        return found


def put_back(user_id: str, before: Stored, *, now: Stored) -> None:
    """Restore the items and objects of `before` that differ in `now`."""
    with request_context.act_as_operator():
        for location in now.keys() - before.keys():
            _delete(user_id, location)
        for location, value in before.items():
            if now.get(location) != value:
                _put(location, value)


def opened(found: Stored) -> Stored:
    """Return the same data with the content of each record decrypted; of an import its size."""
    key = found.get((_table(PersonItem), KeyItem.NAME))
    if key is None:
        return found
    wrapped = [each["S"] for each in key["wrapped"]["L"]]
    ring = KeyRing(user_id=key["userId"]["S"], wrapped=wrapped)
    models = {_table(model): model for model in (*record_models(), ProfileItem)}
    decrypted = dict(found)
    for (where, name), item in found.items():
        if where == _table(PersonItem) and name not in SAID and "sealed" in item:
            decrypted[where, name] = {**item, "sealed": len(item["sealed"]["B"])}
        elif where in models and "sealed" in item:
            content = ring.unseal(
                item["sealed"]["B"], associated_data=models[where].associated_data(item)
            )
            wrote = {
                part: value for part, value in json.loads(content).items() if part not in VARYING
            }
            decrypted[where, name] = {**item, "sealed": json.dumps(wrote, sort_keys=True)}
    return decrypted


def comparable(value: Any) -> str:
    """Return an item as text, without times and write ids."""
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    fixed = {name: part for name, part in value.items() if name not in VARYING}
    if "earlierWrites" in fixed:
        fixed["earlierWrites"] = len(fixed["earlierWrites"]["S"].split())
    return timeless(json.dumps(fixed, sort_keys=True))


def timeless(text: str) -> str:
    """Return the text with each time of day replaced by one word."""
    return re.sub(r"T\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:?00)?", "T…", text)


def _items(model: type[Item], user_id: str) -> list[dict[str, Any]]:
    return clients.dynamodb().query(  # type: ignore[return-value]  # as stored
        TableName=_table(model),
        KeyConditionExpression="userId = :her",
        ExpressionAttributeValues={":her": {"S": user_id}},
        ConsistentRead=True,
    )["Items"]


def _delete(user_id: str, location: Place) -> None:
    where, key = location
    if where == "bucket":
        clients.s3().delete_object(Bucket=settings.S3_BUCKET_NAME, Key=key)
        return
    model = next(model for model in table_models() if _table(model) == where)
    keys = {"userId": {"S": user_id}, _sort_key(model): {"S": key}}
    clients.dynamodb().delete_item(TableName=where, Key=keys)


def _put(location: Place, value: Any) -> None:
    where, key = location
    if where == "bucket":
        clients.s3().put_object(Bucket=settings.S3_BUCKET_NAME, Key=key, Body=value)
    else:
        clients.dynamodb().put_item(TableName=where, Item=value)


def _table(model: type[Item]) -> str:
    return str(model.Meta.table_name)


def _sort_key(model: type[Item]) -> str:
    return str(model.sort_key().attr_name)
