"""Counts a person's records, without reading what they say."""

from django.utils import timezone
from pynamodb.expressions.condition import Condition

from glowcycle.aws.dynamodb import store_errors
from glowcycle.storage.date_queries import MAX_READ, DateQuery
from glowcycle.storage.records import R, Record


def count(date_query: DateQuery[R], *, user_id: str) -> tuple[int, bool]:
    """Return how many records one call finds, and whether these are all. Raise Unavailable.

    It reads at most MAX_READ items or a megabyte, and leaves out what is deleted or has expired.
    """
    results = date_query.query(
        user_id, filter_condition=live(), consistent_read=True, page_size=MAX_READ
    )
    with store_errors():
        page = next(results.page_iter)
    return page["Count"], results.page_iter.last_evaluated_key is None


def live() -> Condition:
    """Return the condition of a record that is neither deleted nor expired."""
    stays: Condition = Record.expires_at.does_not_exist() | (Record.expires_at > timezone.now())
    is_live: Condition = Record.deleted_at.does_not_exist() & stays
    return is_live
