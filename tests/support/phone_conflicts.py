"""What a phone of docs/sync.md does on a conflict."""

from collections.abc import Callable
from typing import Any

from tests.support.phone_store import Change, Operation

# Takes the operation and its result; returns what to send instead, None to drop the operation.
Choice = Callable[[Operation, Any], Operation | None]

# Sent again, these are refused again.
IN_VAIN = ("since_deleted", "stages_overlap", "too_many_stages")


def mine(operation: Operation, result: Any) -> Operation | None:
    """Conflicts: send hers again on top of the server's state; a deletion wins over a change."""
    stored = result["change"]
    if result["problem"]["code"] in IN_VAIN:
        return None
    if operation["action"] != "create" and (stored is None or stored["deleted"]):
        return None
    return {**operation, "ifMatch": stored and stored["etag"]}


def is_done(operation: Operation, result: Any) -> bool:
    """Conflicts: whether what she did was applied before, or is so without it; say nothing."""
    if operation["action"] == "delete":
        return result["problem"]["code"] != "unreadable"
    return bool(result["problem"]["code"] == "since_deleted")


def as_last_year(operation: Operation, result: Any) -> Operation | None:
    """What a phone of last year does: it knows no `create` with `ifMatch`."""
    return None if operation["action"] == "create" else mine(operation, result)


def repair(operation: Operation, held: Change | None) -> Operation | None:
    """What the server cannot read: put the phone's copy back, with her change in it, once."""
    if operation["action"] == "create":
        return None if operation["ifMatch"] == "*" else {**operation, "ifMatch": "*"}
    if held is None or held["deleted"] or operation["ifMatch"] is None:
        return None
    record = {**held["record"], **operation["record"]}
    return {**operation, "action": "change", "record": record, "ifMatch": None}
