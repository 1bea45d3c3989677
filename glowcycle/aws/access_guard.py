"""The last check before the network: every call to AWS must stay within the caller's own data.

Views and services choose the partition; the guard checks it again. It reads the parameters of each
call, counts the call, and refuses one that could not end in time.
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
# A write that starts with less time left might be cut off by Lambda's timeout.
WRITE_SECONDS = 3.0

# PynamoDB puts the condition on the partition key first, with placeholders for both sides.
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
    """A call would have touched data that is not the caller's. That is a fault of ours."""


def watch(client: "BaseClient", *, service: str) -> None:
    """Check, count and time every call of the client."""
    events = client.meta.events
    events.register(f"provide-client-params.{service}", _check_key)
    events.register(f"before-call.{service}", _begin_call)
    events.register(f"request-created.{service}", _check_time)
    events.register(f"response-received.{service}", _count_throttles)
    events.register(f"after-call.{service}", _end_call)
    events.register(f"after-call-error.{service}", _end_call)


def user_folder(user_id: str) -> str:
    """Return the person's part of an object's key. It escapes ids such as "..", or with "/"."""
    return quote(user_id, safe="").replace(".", "%2E")


def key_context(user_id: str) -> dict[str, str]:
    """Return the encryption context of her data keys. KMS logs it, so it holds a hash of her id."""
    return {"person": hashlib.sha256(user_id.encode()).hexdigest()}


def check_object(key: str) -> None:
    """Raise TenantViolation unless the key, <kind>/<her folder>/<name>, is the caller's own."""
    user_id = _caller()
    if user_id is None:
        return
    kind, _, rest = key.partition("/")
    if not kind.isalpha() or not rest.startswith(f"{user_folder(user_id)}/"):
        raise TenantViolation


def _caller() -> str | None:
    """Return the user id of the caller, None for an operator. Raise TenantViolation for neither."""
    context = request_context.current()
    if context is None or (context.user_id is None and not context.is_operator):
        raise TenantViolation
    return context.user_id


def _check_key(params: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
    user_id = _caller()
    if user_id is None or _is_form(model, context):
        return
    service = model.service_model.service_name
    if service == "s3":
        if "CopySource" in params:  # a copy reads a second key
            raise TenantViolation
        for key in _objects(params):
            check_object(key)
    elif service == "kms":
        if params.get("EncryptionContext") != key_context(user_id):
            raise TenantViolation
    elif _partition(params) != user_id:
        raise TenantViolation


def _is_form(model: Any, context: Mapping[str, Any]) -> bool:
    """Return whether botocore only signs an upload form; `objects.make_form` checks its key."""
    return model.name == "CreateBucket" and bool(context.get("is_presign_request"))


def _objects(params: Mapping[str, Any]) -> list[str]:
    """Return the object keys of a call on the bucket, "" for a call without any."""
    if "Delete" in params:
        return [found["Key"] for found in params["Delete"]["Objects"]] or [""]
    return [params.get("Key") or params.get("Prefix") or ""]


def _partition(params: Mapping[str, Any]) -> str | None:
    """Return the partition that a call on a table addresses, None unless it is clearly one."""
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
    """Return the partition of a batch of reads or deletions. No other batch is allowed."""
    try:
        keys = [key for requests in tables.values() for key in _keys_of_batch(requests)]
        partitions = {_text(key.get(PARTITION_KEY)) for key in keys}
    except (KeyError, TypeError):
        return None
    return partitions.pop() if len(partitions) == 1 else None


def _keys_of_batch(requests: Any) -> list[dict[str, Any]]:
    """Return the keys that a batch reads or deletes in one table. Raise KeyError, TypeError."""
    if isinstance(requests, dict):
        return list(requests["Keys"])
    return [request["DeleteRequest"]["Key"] for request in requests]


def _text(value: object) -> str | None:
    return value.get("S") if isinstance(value, dict) else None


def _begin_call(**_: Any) -> None:
    if context := request_context.current():
        context.begin_call()


def _check_time(operation_name: str, **_: Any) -> None:
    """Raise Unavailable for an attempt that may not end in time."""
    context = request_context.current()
    if context is None:
        return
    is_late = context.waited() > context.patience
    if is_late or (operation_name in _WRITES and context.time_left() < WRITE_SECONDS):
        raise Unavailable("There was no time left for this: repeat the request.")


def _count_throttles(parsed_response: Mapping[str, Any] | None, **_: Any) -> None:
    context = request_context.current()
    code = (parsed_response or {}).get("Error", {}).get("Code")
    if context and code in THROTTLING_CODES:
        context.throttles += 1


def _end_call(**_: Any) -> None:
    if context := request_context.current():
        context.end_call()
