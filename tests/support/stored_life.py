"""A day of requests with canaries, and the person's stored data as a thief would find it."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from glowcycle.aws import clients
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.infrastructure.tables import table_models
from glowcycle.storage import objects as stored_objects
from tests.support.photo_bucket import named

CANARIES = [f"canary-{number:02}-{number * 7919:x}" for number in range(30)]


def live(phone: Any, face: bytes) -> dict[str, Any]:
    """Log, change, delete and read records; use every canary once."""
    canary = iter(CANARIES)
    scores = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 83)
    addresses = []

    def post(path: str, body: dict[str, Any]) -> str:
        answer = phone.post(path, body)
        assert answer.status_code == 201, answer.content
        addresses.append(answer.headers["Location"])
        return addresses[-1]

    for day in range(1, 7):
        date = f"2026-02-{day:02}"
        post(
            "/period", {"date": date, "flow": "spotting", "symptoms": [next(canary), next(canary)]}
        )
        post(
            "/journal",
            {"date": date, "mood": next(canary), "text": next(canary), "tags": [next(canary)]},
        )
    scan = post("/skin", {"date": "2026-02-01", "metrics": scores})
    post("/period/stages", {"kind": "exclusion", "start": "2026-02-01", "reason": "illness"})
    phone.patch(addresses[1], {"energy": 61, "text": "corrected"})
    phone.delete(addresses[3])
    phone.delete(addresses[2])
    kept = phone.upload("/skin/analyze", photo=named(face), keepPhoto="true").json()
    for path in (scan, f"/skin/{kept['scanId']}/photo", "/sync", "/skin/does-not-exist"):
        phone.get(path)
    for kind in ("period", "journal", "skin"):
        phone.get(f"/{kind}/user/{phone.user_id}")
    phone.get(f"/period/predictions/{phone.user_id}")
    phone.post("/journal", {"date": "2026-02-01", "mood": 5, CANARIES[0]: "x"})
    phone.post("/skin/photos", {"contentType": "image/jpeg", "size": 100})
    return {"addresses": addresses, "kept": kept}


def items(user_id: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the table name and item of every item in her partitions."""
    for model in table_models():
        pages = (
            clients.dynamodb()
            .get_paginator("query")
            .paginate(
                TableName=model.Meta.table_name,
                KeyConditionExpression="userId = :her",
                ExpressionAttributeValues={":her": {"S": user_id}},
                ConsistentRead=True,
            )
        )
        for page in pages:
            for item in page["Items"]:
                yield model.Meta.table_name, item


def objects(user_id: str) -> dict[str, bytes]:
    """Return her objects in the bucket, as stored."""
    found = {}
    for kind in ("kept", "uploads", "pending", "exports"):
        prefix = stored_objects.folder(user_id=user_id, kind=kind)
        listed = clients.s3().list_objects_v2(Bucket=settings.S3_BUCKET_NAME, Prefix=prefix)
        for entry in listed.get("Contents", []):
            stored = clients.s3().get_object(Bucket=settings.S3_BUCKET_NAME, Key=entry["Key"])
            found[entry["Key"]] = stored["Body"].read()
    return found


def left(user_id: str) -> list[str]:
    """Return her remaining data except the mark that she was erased."""
    stood = [f"{table} {item}" for table, item in items(user_id) if not _is_mark(item)]
    return stood + list(objects(user_id))


def _is_mark(item: dict[str, Any]) -> bool:
    return item.get("item") == {"S": KeyItem.NAME} and "wrapped" not in item
