"""Stored values that cannot be read, and the remains of such a record.

A value was altered or moved in the store, or its data key is lost. The remains of a record are its
key and what else its metadata says; its content is never answered. So reads pass over it, and
DELETE and a whole new content work.
"""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from glowcycle.aws import metrics
from glowcycle.aws.dynamodb import salvage
from glowcycle.encryption.cipher import SealBroken

if TYPE_CHECKING:
    from glowcycle.storage.sealed_item import S

log = logging.getLogger(__name__)

# No record is written so often.
MAX_VERSION = 10**9


class Malformed(SealBroken):
    """The metadata of a record is not as any write stores it."""


def report(error: SealBroken, *, kind: str) -> None:
    """Log and count a stored value of this kind that cannot be read, without saying which."""
    log.error(
        "broken seal",
        extra={
            "kind": kind,
            "cause": type(error).__name__,
            "metrics": metrics.UNREADABLE(UnreadableRecords=1),
        },
    )


def remains(metadata: dict[str, Any], *, read: "Callable[[dict[str, Any]], S]") -> "S":
    """Return the record without its content, and with defaults for what is malformed.

    `read` returns a record that has only the given stored attributes. A record of unknown age
    counts as new, so that retention does not delete it at once.
    """
    record, now = read({}), timezone.now()
    values = record.attribute_values
    values |= {"created_at": now, "updated_at": now, "version": 0, "write_id": ""}
    values |= salvage(metadata, read=read)
    if not 0 <= record.version <= MAX_VERSION:
        record.version = 0
    record.is_unreadable = record.deleted_at is None
    return record
