"""The rules of the access guard for a request of a share: few reads, and its own lines to write."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from glowcycle.aws.share_limits import ShareLimits

# The key of a line of the access log names the day or time, the share, and what was opened.
_ACCESS_LINE = re.compile(r"access#[^#]+#share#(?P<share_id>[^#]+)#[a-z]+")


def allows(limits: ShareLimits, *, service: str, operation: str, params: Mapping[str, Any]) -> bool:
    """Return whether a share with these limits may make the call.

    Nothing is allowed that is not named here. The guard checks the partition besides.
    """
    if service == "kms":
        return operation == "Decrypt"
    if service != "dynamodb":
        return False
    table, key = params.get("TableName", ""), _item_of(params)
    if table == f"{settings.DYNAMODB_TABLE_NAME}-person":
        return key is not None and _allows_person_item(limits, operation=operation, item=key)
    kinds = {f"{settings.DYNAMODB_TABLE_NAME}-{kind}" for kind in limits.reads}
    return operation in ("GetItem", "Query") and table in kinds


def _allows_person_item(limits: ShareLimits, *, operation: str, item: str) -> bool:
    """Return whether the share may read or update that item of the person table."""
    counter = f"share-use#{limits.share_id}"
    if operation == "GetItem":
        own = {"key", f"share#{limits.share_id}", counter}
        return item in own or item in limits.person_items
    if operation == "UpdateItem":
        line = _ACCESS_LINE.fullmatch(item)
        return item == counter or (line is not None and line["share_id"] == limits.share_id)
    return False


def _item_of(params: Mapping[str, Any]) -> str | None:
    """Return the sort key that a call on the person table names, None without exactly one."""
    try:
        return str(params["Key"]["item"]["S"])
    except (KeyError, TypeError):
        return None
