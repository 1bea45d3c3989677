"""How often a day she may have what costs money: a counter of hers, which expires by itself.

How fast requests may come is for the gateway to say.
"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from django.conf import settings
from django.utils import timezone
from pynamodb.attributes import NumberAttribute

from glowcycle.aws.dynamodb import PersonItem
from glowcycle.errors import QuotaExceeded, Unavailable

MeteredResource = Literal["analyses", "exports"]

# Long after the day is over everywhere; DynamoDB deletes at its leisure anyway.
KEPT: Final = timedelta(days=2)


class DailyCount(PersonItem):
    """How often on one day, in UTC."""

    spent = NumberAttribute()


def spend(*, user_id: str, what: MeteredResource) -> None:
    """Count one more of today. Raise Exhausted where the day's limit is reached, Unavailable.

    An answer that was lost may be counted twice: this protects a purse and is no bill.
    """
    now, limit = timezone.now().astimezone(UTC), settings.DAILY_LIMITS[what]
    is_counted = _count(user_id, what, now).update_if(
        DailyCount.spent.does_not_exist() | (DailyCount.spent < limit),
        DailyCount.spent.add(1),
        DailyCount.expires_at.set(now + KEPT),
    )
    if not is_counted:
        raise QuotaExceeded(
            f"No more than {limit} {what} a day: go on when the next day begins, in UTC.",
            retry_after=_until_midnight(now),
        )


def refund(*, user_id: str, what: MeteredResource) -> None:
    """Count one less of today: it was not to be had, and cost nothing. Without the store it stays.

    Else a phone that repeats itself on a bad day would have used up what is hers after it.
    """
    today = _count(user_id, what, timezone.now().astimezone(UTC))
    with suppress(Unavailable):
        # Where the day has just changed, there is nothing to give back.
        today.update_if(DailyCount.spent > 0, DailyCount.spent.add(-1))


def _count(user_id: str, what: MeteredResource, now: datetime) -> DailyCount:
    return DailyCount(user_id, f"count#{what}#{now:%Y-%m-%d}")


def _until_midnight(now: datetime) -> int:
    """Return the seconds until the next day begins, rounded up."""
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return int((tomorrow - now) / timedelta(seconds=1)) + 1
