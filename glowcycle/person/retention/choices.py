"""Her stored choice: after how many days the records of each kind go, and how far it is applied."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition

from glowcycle.aws.dynamodb import PersonItem
from glowcycle.errors import Unavailable

DAYS: Final = (30, 90, 365)


class RetentionChoice(PersonItem):
    """Her choice since `chosen_at`.

    version      changes with each write, so that two calls at once do not undo each other
    days         after how many days the records of a kind are deleted; a kind without days is kept
    gone_before  by kind, the time before which all records stay deleted, even if she chose more
                 days since
    place        where the next call continues to apply the choice; see RetentionPosition
    applied_at   when the choice was applied to all her records
    """

    NAME: Final = "retention"

    version = UnicodeAttribute()
    chosen_at = UTCDateTimeAttribute(attr_name="chosenAt")
    days = JSONAttribute()
    gone_before = JSONAttribute(attr_name="goneBefore")
    place = JSONAttribute(null=True)
    applied_at = UTCDateTimeAttribute(null=True, attr_name="appliedAt")


class ConcurrentUpdate(Unavailable):
    """Another call has stored the choice since this one read it."""

    def __init__(self) -> None:
        super().__init__("Another request is changing your retention: repeat this one.")


def find(*, user_id: str) -> RetentionChoice | None:
    """Return her choice, None if she has made none. Raise Unavailable."""
    return RetentionChoice.find(user_id, RetentionChoice.NAME)


def gone_before(choice: RetentionChoice | None, *, now: datetime) -> Mapping[str, datetime]:
    """Return, by kind, the time before which all records are gone; a kind may be missing."""
    if choice is None:
        return {}
    times = {kind: datetime.fromisoformat(time) for kind, time in choice.gone_before.items()}
    for kind, days in choice.days.items():
        time = now - timedelta(days=days)
        times[kind] = max(time, times.get(kind, time))
    return times


def save(choice: RetentionChoice, *, version: str, seen: str | None) -> None:
    """Store the choice under the new version if the stored version is the one seen.

    Raise ConcurrentUpdate, Unavailable.
    """
    condition: Condition = RetentionChoice.user_id.does_not_exist()
    if seen is not None:
        condition = RetentionChoice.version == seen
    choice.version = version
    if choice.save_if(condition, is_ours=lambda stored: stored.version == version) is None:
        raise ConcurrentUpdate


def iso_time(time: datetime) -> str:
    """Return the time in UTC as ISO 8601, as the choice stores it."""
    return time.astimezone(UTC).isoformat()
