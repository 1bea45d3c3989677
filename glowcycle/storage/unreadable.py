"""Stored values that cannot be read, and the remains of such a record.

A value was altered or moved in the store, or its data key is lost. The remains of a record are its
key and what else its metadata says; its content is never answered. So reads pass over it, and
DELETE and a whole new content work.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from pynamodb.exceptions import AttributeDeserializationError

from glowcycle.aws import metrics
from glowcycle.encryption.cipher import SealBroken

if TYPE_CHECKING:
    from glowcycle.storage.sealed_item import S

log = logging.getLogger(__name__)

# What reading a value of the wrong type or form raises.
MALFORMED = (AttributeDeserializationError, ArithmeticError, KeyError, TypeError, ValueError)


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
    for name, value in metadata.items():
        with suppress(*MALFORMED):
            values |= read({name: value}).attribute_values
    record.is_unreadable = record.deleted_at is None
    return record
