"""The erasures that were begun and have no receipt yet, in a partition that belongs to nobody.

Each is noted before the keys are destroyed, so that it ends also where her app does not repeat its
request.
"""

from datetime import timedelta
from typing import Final

from django.utils import timezone
from pynamodb.attributes import UTCDateTimeAttribute
from pynamodb.exceptions import DeleteError

from glowcycle.aws import request_context
from glowcycle.aws.dynamodb import PersonItem, has_failed_condition, store_errors

PARTITION: Final = "erasures/begun"
# A request that noted an erasure has destroyed the keys by then, or never will.
NOTE_LIFE: Final = timedelta(hours=1)


class BegunErasure(PersonItem):
    """One erasure; the sort key is the person's id. `noted_at` is the time of the last request."""

    noted_at = UTCDateTimeAttribute(attr_name="notedAt")


def note(*, user_id: str) -> None:
    """Note that her erasure begins, or goes on. Raise Unavailable."""
    with request_context.in_partition(PARTITION), store_errors():
        BegunErasure(PARTITION, user_id, noted_at=timezone.now()).save()


def forget(*, user_id: str) -> None:
    """Remove the note of her erasure. Raise Unavailable."""
    with request_context.in_partition(PARTITION), store_errors():
        BegunErasure(PARTITION, user_id).delete()


def forget_unless_renewed(noted: BegunErasure) -> None:
    """Remove an old note, unless a request has renewed it since. Raise Unavailable."""
    if timezone.now() - noted.noted_at < NOTE_LIFE:
        return
    try:
        with request_context.in_partition(PARTITION), store_errors():
            noted.delete(BegunErasure.noted_at == noted.noted_at)
    except DeleteError as error:
        if not has_failed_condition(error):
            raise


def first(*, limit: int) -> list[BegunErasure]:
    """Return the first erasures that were begun, by the persons' ids. Raise Unavailable."""
    with request_context.in_partition(PARTITION), store_errors():
        return list(BegunErasure.query(PARTITION, consistent_read=True, limit=limit))
