"""The last check before the network: every call to AWS must stay within the caller's own data.

Views and services choose the partition; the guard checks it again. It reads the parameters of each
call, counts the call, and refuses one that could not end in time.
"""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from glowcycle.aws import request_context, share_guard
from glowcycle.aws.errors import THROTTLING_CODES
from glowcycle.aws.partitions import partition_of
from glowcycle.errors import Unavailable

if TYPE_CHECKING:
    from botocore.client import BaseClient

# A write that starts with less time left might be cut off by Lambda's timeout.
WRITE_SECONDS = 3.0

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


def refuse_shares(client: "BaseClient", *, service: str) -> None:
    """Refuse every call of the client in a request of a share."""
    client.meta.events.register(f"provide-client-params.{service}", _refuse_share)


def user_folder(user_id: str) -> str:
    """Return the person's part of an object's key. It escapes ids such as "..", or with "/"."""
    return quote(user_id, safe="").replace(".", "%2E")


def key_context(user_id: str) -> dict[str, str]:
    """Return the encryption context of her data keys. KMS logs it, so it holds a hash of her id."""
    return {"person": hashlib.sha256(user_id.encode()).hexdigest()}


def check_object(key: str) -> None:
    """Raise TenantViolation unless the key, <kind>/<her folder>/<name>, is the caller's own.

    A share has no objects.
    """
    _refuse_share()
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
    service = model.service_model.service_name
    _check_share(user_id, service=service, operation=model.name, params=params)
    if user_id is None or _is_form(model, context):
        return
    if service == "s3":
        if "CopySource" in params:  # a copy reads a second key
            raise TenantViolation
        for key in _objects(params):
            check_object(key)
    elif service == "kms":
        if params.get("EncryptionContext") != key_context(user_id):
            raise TenantViolation
    elif partition_of(params) != user_id:
        raise TenantViolation


def _refuse_share(**_: Any) -> None:
    if request_context.share_limits() is not None:
        raise TenantViolation


def _check_share(
    user_id: str | None, *, service: str, operation: str, params: Mapping[str, Any]
) -> None:
    """Raise TenantViolation for a call of a share that its limits do not allow."""
    limits = request_context.share_limits()
    if limits is None:
        return
    # A share reads one person: no partition that belongs to nobody, which has a slash in its name.
    is_person = user_id is not None and "/" not in user_id
    if not is_person or not share_guard.allows(
        limits, service=service, operation=operation, params=params
    ):
        raise TenantViolation


def _is_form(model: Any, context: Mapping[str, Any]) -> bool:
    """Return whether botocore only signs an upload form; `objects.make_form` checks its key."""
    return model.name == "CreateBucket" and bool(context.get("is_presign_request"))


def _objects(params: Mapping[str, Any]) -> list[str]:
    """Return the object keys of a call on the bucket, "" for a call without any."""
    if "Delete" in params:
        return [found["Key"] for found in params["Delete"]["Objects"]] or [""]
    return [params.get("Key") or params.get("Prefix") or ""]


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
