"""A person's daily limits on what costs money: each use is counted in the store, exactly.

`storage.write_budget` counts her writes and `api.throttles` her requests, both with less care.
"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from django.conf import settings
from django.utils import timezone
from pynamodb.attributes import NumberAttribute

from glowcycle.aws.dynamodb import PersonItem, store_errors
from glowcycle.errors import QuotaExceeded, Unavailable
from glowcycle.sentences import sentence
from glowcycle.storage.write_budget import seconds_until_midnight

MeteredResource = Literal[
    "analyses",
    "exports",
    "imports",
    "importUploads",
    "insightWords",
    "photos",
    "reports",
    "uploads",
]
NAMES: Final[dict[MeteredResource, str]] = {
    "analyses": sentence("analyses"),
    "exports": sentence("exports"),
    "imports": sentence("imports"),
    "importUploads": sentence("uploads"),
    "insightWords": sentence("answers in words"),
    "photos": sentence("photos"),
    "reports": sentence("reports as PDF"),
    "uploads": sentence("uploads"),
}

# By then the day is over in every time zone. DynamoDB deletes expired items with a delay anyway.
COUNT_LIFE: Final = timedelta(days=2)
PREFIX: Final = "count#"


class DailyCount(PersonItem):
    """How much of a resource she has used on one day, in UTC."""

    spent = NumberAttribute()


def spend(*, user_id: str, resource: MeteredResource) -> None:
    """Count one more use today. Raise QuotaExceeded at the day's limit, Unavailable.

    A call whose answer was lost may count twice: the count limits costs and bills nobody.
    """
    now, limit = timezone.now().astimezone(UTC), settings.DAILY_LIMITS[resource]
    is_counted = _count(user_id, resource, now).update_if(
        DailyCount.spent.does_not_exist() | (DailyCount.spent < limit),
        DailyCount.spent.add(1),
        DailyCount.expires_at.set(now + COUNT_LIFE),
    )
    if not is_counted:
        raise _exceeded(resource, now)


def check(*, user_id: str, resource: MeteredResource) -> None:
    """Raise QuotaExceeded if nothing is left of the day's limit, Unavailable. Count nothing."""
    now = timezone.now().astimezone(UTC)
    found = DailyCount.find_or_discard(user_id, str(_count(user_id, resource, now).item))
    if (found.spent if found else 0) >= settings.DAILY_LIMITS[resource]:
        raise _exceeded(resource, now)


def refund(*, user_id: str, resource: MeteredResource) -> None:
    """Count one use less today, for one that failed and cost nothing.

    So a phone that repeats its request during an outage does not use up the day's limit. The count
    stays if the store is unavailable.
    """
    today = _count(user_id, resource, timezone.now().astimezone(UTC))
    with suppress(Unavailable):
        # The condition fails if midnight has passed since the use: the new day has no count.
        today.update_if(DailyCount.spent > 0, DailyCount.spent.add(-1))


def recent_counts(*, user_id: str, resource: MeteredResource) -> list[str]:
    """Return the keys of the items, stored or not, that count her uses of yesterday and today."""
    now = timezone.now().astimezone(UTC)
    days = (now - timedelta(days=1), now)
    return [str(_count(user_id, resource, day).item) for day in days]


def last_use(*, user_id: str, resource: MeteredResource) -> datetime | None:
    """Return when she last used the resource, None if neither today nor yesterday.

    Raise Unavailable.
    """
    keys = recent_counts(user_id=user_id, resource=resource)
    found = [DailyCount.find_or_discard(user_id, key) for key in keys]
    times = [count.expires_at - COUNT_LIFE for count in found if count and count.expires_at]
    return max(times, default=None)


def list_counts(*, user_id: str) -> list[dict[str, Any]]:
    """Return her counts that are still stored, as JSON values. Raise Unavailable."""
    with store_errors():
        items = list(
            DailyCount.query(user_id, DailyCount.item.startswith(PREFIX), consistent_read=True)
        )
    names = (item.item.split("#") for item in items)
    return [
        {"resource": resource, "day": day, "count": int(item.spent)}
        for item, (_, resource, day) in zip(items, names, strict=True)
    ]


def _count(user_id: str, resource: MeteredResource, now: datetime) -> DailyCount:
    return DailyCount(user_id, f"{PREFIX}{resource}#{now:%Y-%m-%d}")


def _exceeded(resource: MeteredResource, now: datetime) -> QuotaExceeded:
    return QuotaExceeded(
        sentence(
            "You have used today's {limit} {resource}: continue when the next day begins, in UTC.",
            limit=settings.DAILY_LIMITS[resource],
            resource=NAMES[resource],
        ),
        budget=resource,
        retry_after=seconds_until_midnight(now),
    )
