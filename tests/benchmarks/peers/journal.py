"""The journal of both peers: the same DynamoDB calls and items as the service's, by hand.

Filters by mood and tag, changes, deletions and what life stages change are left out, because
nothing measures them.
"""

import base64
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from glowcycle.encryption import cipher
from period.domain.log.logged_day import Day
from period.domain.periods.bleeding_runs import REACH
from period.domain.periods.cycles import MAX_CYCLE_DAY, cycle_day
from period.domain.periods.lookback import days_back_to_menses
from period.domain.periods.menses import find_periods
from tests.benchmarks.peers.wire import Problem

KEY = AESGCM(bytes.fromhex(os.environ["DATA_KEY"]))
TABLE = os.environ["DYNAMODB_TABLE_NAME"]
MARGIN = timedelta(days=30)
FIRST_PAGE = 12
MAX_READ = 1000
TEXTS = ("userId", "entryId", "createdAt", "updatedAt", "writeId", "date", "dateOrder")
CONTENT = ("mood", "energy", "text", "tags", "cycleDay")

dynamodb = boto3.client(
    "dynamodb",
    endpoint_url=os.environ.get("DYNAMODB_ENDPOINT_URL") or None,
    config=Config(
        connect_timeout=1,
        read_timeout=2,
        retries={"total_max_attempts": 2, "mode": "standard"},
        # Tests check the calls below, so botocore need not check each value against its model.
        parameter_validation=False,
    ),
)


def add(user_id: str, entry_id: str | None, content: dict[str, Any]) -> dict[str, Any]:
    """Store an entry, or recognise a repeated one; return it as an item of plain values."""
    now = datetime.now(UTC)
    item = {
        "userId": user_id,
        "entryId": entry_id or str(uuid4()),
        "createdAt": f"{now:%Y-%m-%dT%H:%M:%S.%f}+0000",
        "updatedAt": f"{now:%Y-%m-%dT%H:%M:%S.%f}+0000",
        "version": 1,
        "writeId": secrets.token_urlsafe(12),
        "createdAs": digest(content),
        "dateOrder": f"{content['date']}#{now:%Y-%m-%dT%H:%M:%S.%f}",
        **content,
    }
    try:
        dynamodb.put_item(
            TableName=f"{TABLE}-journal",
            Item=sealed(item),
            ConditionExpression="attribute_not_exists(#0)",
            ExpressionAttributeNames={"#0": "userId"},
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        stored = load(user_id, item["entryId"])
        if stored is None or "deletedAt" in stored or stored["createdAs"] != item["createdAs"]:
            raise Problem(409, "id_taken") from error
        item = stored
    return with_cycle_days(user_id, [item])[0]


def find(user_id: str, entry_id: str) -> dict[str, Any]:
    """Return her entry."""
    item = load(user_id, entry_id)
    if item is None or "deletedAt" in item:
        raise Problem(404, "not_found")
    return with_cycle_days(user_id, [item])[0]


def load(user_id: str, entry_id: str) -> dict[str, Any] | None:
    answer = dynamodb.get_item(
        TableName=f"{TABLE}-journal",
        Key={"userId": {"S": user_id}, "entryId": {"S": entry_id}},
        ConsistentRead=True,
    )
    return read(answer["Item"]) if "Item" in answer else None


def page(
    user_id: str,
    *,
    first: str | None,
    last: str | None,
    limit: int,
    beside: dict[str, str] | None,
    direction: str,
) -> tuple[list[dict[str, Any]], dict[str, str] | None, dict[str, str] | None]:
    """Return her entries newest first, and where the reading goes on: older, newer."""
    start = {name: {"S": value} for name, value in (beside or {}).items()}
    answer = dynamodb.query(
        TableName=f"{TABLE}-journal",
        IndexName="byDate",
        KeyConditionExpression="(#0 = :0 AND #1 BETWEEN :1 AND :2)",
        ExpressionAttributeNames={"#0": "userId", "#1": "dateOrder"},
        ExpressionAttributeValues={
            ":0": {"S": user_id},
            ":1": {"S": first or "0"},
            ":2": {"S": f"{last or 9}~"},
        },
        ScanIndexForward=direction == "newer",
        ConsistentRead=True,
        Limit=limit + 1,
        **({"ExclusiveStartKey": {**start, "userId": {"S": user_id}}} if beside else {}),
    )
    found = [read(item) for item in answer["Items"]]
    more, found = len(found) > limit, found[:limit]
    onward = place(found[-1]) if more else None
    if direction == "newer":
        found.reverse()
        older, newer = place(found[-1]) if found else beside, onward
    else:
        older, newer = onward, place(found[0]) if beside and found else beside
    return with_cycle_days(user_id, found), older, newer


def place(item: dict[str, Any]) -> dict[str, str]:
    return {"dateOrder": item["dateOrder"], "entryId": item["entryId"]}


def with_cycle_days(user_id: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the items with their cycle days from the period log."""
    if items:
        days = [date.fromisoformat(item["date"][:10]) for item in items]
        check_stages(user_id)
        first, last = min(days), max(days)
        log = period_log(
            user_id,
            first - timedelta(days=MAX_CYCLE_DAY) - MARGIN,
            last + REACH,
            batch=max(FIRST_PAGE, (last - first).days // 2),
        )
        read_days = days_back_to_menses(days=log, before=first)
        periods = find_periods(days=read_days, today=last + REACH)
        for item, day in zip(items, days, strict=True):
            known = cycle_day(periods=periods, on=day)
            if known is not None:
                item["cycleDay"] = known
    return items


def check_stages(user_id: str) -> None:
    """Read her life stages; there must be none."""
    answer = dynamodb.query(
        TableName=f"{TABLE}-stage",
        KeyConditionExpression="#0 = :0",
        ExpressionAttributeNames={"#0": "userId"},
        ExpressionAttributeValues={":0": {"S": user_id}},
        ConsistentRead=True,
        Limit=MAX_READ,
    )
    if answer["Items"]:
        raise AssertionError("The peers are measured with people who have no life stage.")


def period_log(user_id: str, first: date, last: date, *, batch: int) -> Iterator[Day]:
    """Yield the days she logged, newest first, reading on only while more are taken."""
    more: dict[str, Any] = {"Limit": batch}
    while True:
        answer = dynamodb.query(
            TableName=f"{TABLE}-period",
            KeyConditionExpression="(#0 = :0 AND #1 BETWEEN :1 AND :2)",
            ExpressionAttributeNames={"#0": "userId", "#1": "date"},
            ExpressionAttributeValues={
                ":0": {"S": user_id},
                ":1": {"S": first.isoformat()},
                ":2": {"S": f"{last}~"},
            },
            ScanIndexForward=False,
            ConsistentRead=True,
            **more,
        )
        for item in answer["Items"]:
            if "deletedAt" not in item:
                content = opened(item, "period", item["date"]["S"])
                length = content.get("cycleLength")
                yield Day(
                    date=date.fromisoformat(item["date"]["S"]),
                    flow=content["flow"]["S"],
                    ovulation_test=content.get("ovulationTest", {}).get("S"),
                    cycle_length=int(length["N"]) if length else None,
                )
        if "LastEvaluatedKey" not in answer:
            return
        batch *= 4
        more = {"ExclusiveStartKey": answer["LastEvaluatedKey"], "Limit": batch}


def sealed(item: dict[str, Any]) -> dict[str, Any]:
    """Return the item to store, with its content encrypted."""
    typed = {name: written(value) for name, value in item.items() if value is not None}
    content = {name: typed.pop(name) for name in (*CONTENT, "createdAs") if name in typed}
    plain = cipher.pad(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
    place = item["userId"], "journal", item["entryId"], item["version"]
    return {**typed, "sealed": {"B": cipher.seal(plain, key=KEY, number=0, associated_data=place)}}


def opened(item: dict[str, Any], kind: str, key: str) -> dict[str, Any]:
    """Return the decrypted content of a stored record, as DynamoDB values."""
    place = item["userId"]["S"], kind, key, int(item["version"]["N"])
    content: dict[str, Any] = json.loads(
        cipher.unseal(item["sealed"]["B"], key=KEY, associated_data=place)
    )
    return content


def written(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        return {"S": value}
    if isinstance(value, int):
        return {"N": str(value)}
    return {"L": [{"S": text} for text in value]}


def read(item: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: item[name]["S"] for name in TEXTS if name in item}
    found["version"] = int(item["version"]["N"])
    if "deletedAt" in item:
        return {**found, "deletedAt": item["deletedAt"]["S"]}
    content = opened(item, "journal", found["entryId"])
    found["createdAs"] = content["createdAs"]["S"] if "createdAs" in content else None
    found["origin"] = content["origin"]["M"] if "origin" in content else None
    found["mood"] = content["mood"]["S"] if "mood" in content else None
    found["energy"] = int(content["energy"]["N"]) if "energy" in content else None
    found["text"] = content["text"]["S"] if "text" in content else None
    found["tags"] = [tag["S"] for tag in content["tags"]["L"]] if "tags" in content else []
    found["cycleDay"] = int(content["cycleDay"]["N"]) if "cycleDay" in content else None
    return found


def answer_of(item: dict[str, Any]) -> dict[str, Any]:
    """Return the entry as the response has it."""
    origin = item.get("origin")
    return {
        "userId": item["userId"],
        "createdAt": item["createdAt"].replace("+0000", "Z"),
        "updatedAt": item["updatedAt"].replace("+0000", "Z"),
        "version": item["version"],
        "etag": item["writeId"],
        "origin": origin and {name: text["S"] for name, text in origin.items()},
        "entryId": item["entryId"],
        "date": item["date"],
        **{name: item[name] for name in CONTENT},
    }


def digest(content: dict[str, Any]) -> str:
    content = {name: content.get(name) for name in ("date", *CONTENT)}
    digest_bytes = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).digest()
    return base64.urlsafe_b64encode(digest_bytes[:16]).decode().rstrip("=")
