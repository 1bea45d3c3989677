"""The last lock before the network: no call touches a key that is not the caller's own.

Views and services address a person's partition by themselves; this does not believe them. It reads
each call's parameters as they leave, counts it, and refuses what could not end in time.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from glowcycle.aws import request_context
from glowcycle.aws.errors import THROTTLING_CODES
from glowcycle.errors import Unavailable

if TYPE_CHECKING:
    from botocore.client import BaseClient

PARTITION_KEY = "userId"
# A write that is begun later might be cut off with the function, and nobody would know its end.
WRITE_SECONDS = 3.0

# PynamoDB writes the partition's condition first, with placeholders for both sides.
_PARTITION = re.compile(r"\(?(#\w+) = (:\w+)(?: AND .+)?\)?", re.DOTALL)
_WRITES = frozenset(
    {
        "AbortMultipartUpload",
        "BatchWriteItem",
        "CompleteMultipartUpload",
        "CreateMultipartUpload",
        "DeleteItem",
        "DeleteObject",
        "DeleteObjectTagging",
        "DeleteObjects",
        "PutItem",
        "PutObject",
        "PutObjectTagging",
        "UpdateItem",
        "UploadPart",
    }
)


class TenantViolation(Exception):
    """A call would have touched what is not the caller's: a fault of ours, stopped here."""


def watch(client: "BaseClient", *, service: str) -> None:
    """Have every call of the client read, counted and timed."""
    events = client.meta.events
    events.register(f"provide-client-params.{service}", _check_key)
    events.register(f"before-call.{service}", _begin)
    events.register(f"request-created.{service}", _attempt)
    events.register(f"response-received.{service}", _count_throttles)
    events.register(f"after-call.{service}", _end)
    events.register(f"after-call-error.{service}", _end)


def user_folder(user_id: str) -> str:
    """Return her part of an object's key. An id of "..", or with a backslash, would lead out."""
    return quote(user_id, safe="").replace(".", "%2E")


def key_context(user_id: str) -> dict[str, str]:
    """Return the encryption context of her data keys. KMS logs it, so it tells nobody her id."""
    return {"person": hashlib.sha256(user_id.encode()).hexdigest()}


def check_object(key: str) -> None:
    """Raise NotHers unless the object's key, <kind>/<her folder>/<name>, is the caller's own."""
    user_id = _caller()
    if user_id is None:
        return
    kind, _, rest = key.partition("/")
    if not kind.isalpha() or not rest.startswith(f"{user_folder(user_id)}/"):
        raise TenantViolation


def _caller() -> str | None:
    """Return who may be served; None for an operator, who may touch everything."""
    now = request_context.current()
    if now is None or (now.user_id is None and not now.is_operator):
        raise TenantViolation
    return now.user_id


def _check_key(params: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
    user_id = _caller()
    if user_id is None or _is_form(model, context):
        return
    service = model.service_model.service_name
    if service == "s3":
        if "CopySource" in params:  # a second key, which would be read
            raise TenantViolation
        for key in _objects(params):
            check_object(key)
    elif service == "kms":
        if params.get("EncryptionContext") != key_context(user_id):
            raise TenantViolation
    elif _partition(params) != user_id:
        raise TenantViolation


def _is_form(model: Any, context: Mapping[str, Any]) -> bool:
    """Return whether botocore only signs a form; its key it does not tell, so its maker checks."""
    return model.name == "CreateBucket" and bool(context.get("is_presign_request"))


def _objects(params: Mapping[str, Any]) -> list[str]:
    """Return the keys that a call on the bucket is about, "" where that cannot be told."""
    if "Delete" in params:
        return [each["Key"] for each in params["Delete"]["Objects"]] or [""]
    return [params.get("Key") or params.get("Prefix") or ""]


def _partition(params: Mapping[str, Any]) -> str | None:
    """Return the one partition that a call on a table is about, None where that cannot be told."""
    if "RequestItems" in params:
        return _partition_of_batch(params["RequestItems"])
    key = params.get("Key") or params.get("Item")
    if key is not None:
        return _text(key.get(PARTITION_KEY))
    condition = _PARTITION.fullmatch(params.get("KeyConditionExpression", ""))
    if condition is None:
        return None
    name, value = condition.groups()
    if params["ExpressionAttributeNames"].get(name) != PARTITION_KEY:
        return None
    return _text(params["ExpressionAttributeValues"].get(value))


def _partition_of_batch(tables: Mapping[str, Any]) -> str | None:
    """Return the partition that all deletions of a batch are about; no other batch is allowed."""
    try:
        writes = [write["DeleteRequest"]["Key"] for writes in tables.values() for write in writes]
        partitions = {_text(key.get(PARTITION_KEY)) for key in writes}
    except (KeyError, TypeError):
        return None
    return partitions.pop() if len(partitions) == 1 else None


def _text(value: object) -> str | None:
    return value.get("S") if isinstance(value, dict) else None


def _begin(**_: Any) -> None:
    if now := request_context.current():
        now.begin_call()


def _attempt(operation_name: str, **_: Any) -> None:
    """Raise Unavailable rather than begin what may not be seen to its end."""
    now = request_context.current()
    if now is None:
        return
    late = now.waited() > now.patience
    if late or (operation_name in _WRITES and now.time_left() < WRITE_SECONDS):
        raise Unavailable("There was no time left for this: repeat the request.")


def _count_throttles(parsed_response: Mapping[str, Any] | None, **_: Any) -> None:
    now = request_context.current()
    code = (parsed_response or {}).get("Error", {}).get("Code")
    if now and code in THROTTLING_CODES:
        now.throttles += 1


def _end(**_: Any) -> None:
    if now := request_context.current():
        now.end_call()
