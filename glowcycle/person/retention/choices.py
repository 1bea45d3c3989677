"""What she chose: after how many days records of each kind go, and how far that was carried out."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition

from glowcycle.aws.dynamodb import PersonItem
from glowcycle.errors import Unavailable

DAYS: Final = (30, 90, 365)


class RetentionChoice(PersonItem):
    """Her choice, which holds since `chosen_at`.

    version      another one with each write: two calls at once do not undo each other
    days         by kind, after how many days its records go; a kind that is missing is kept
    gone_before  by kind, the time before which whatever was made is gone, whatever she chose since
    place        how far her records were gone through: which time, kind, and after which key; and
                 when what each write must know was noted
    applied_at   when all of them had been
    """

    NAME: Final = "retention"

    version = UnicodeAttribute()
    chosen_at = UTCDateTimeAttribute(attr_name="chosenAt")
    days = JSONAttribute()
    gone_before = JSONAttribute(attr_name="goneBefore")
    place = JSONAttribute(null=True)
    applied_at = UTCDateTimeAttribute(null=True, attr_name="appliedAt")


class ConcurrentUpdate(Unavailable):
    """Another call is carrying out the choice."""

    def __init__(self) -> None:
        super().__init__("Another request works on this: repeat yours.")


def find(*, user_id: str) -> RetentionChoice | None:
    """Return her choice, None where she never made one. Raise Unavailable."""
    return RetentionChoice.find(user_id, RetentionChoice.NAME)


def gone_before(choice: RetentionChoice | None, *, now: datetime) -> Mapping[str, datetime]:
    """Return by kind the time before which whatever was made is gone; a kind may be missing."""
    if choice is None:
        return {}
    marks = {kind: datetime.fromisoformat(mark) for kind, mark in choice.gone_before.items()}
    for kind, days in choice.days.items():
        mark = now - timedelta(days=days)
        marks[kind] = max(mark, marks.get(kind, mark))
    return marks


def store(choice: RetentionChoice, *, version: str, seen: str | None) -> None:
    """Store the choice under that version, in place of the one seen.

    Raise Outrun where it is another by now, Unavailable.
    """
    condition: Condition = RetentionChoice.user_id.does_not_exist()
    if seen is not None:
        condition = RetentionChoice.version == seen
    choice.version = version
    if choice.save_if(condition, is_ours=lambda stored: stored.version == version) is None:
        raise ConcurrentUpdate


def told(moment: datetime) -> str:
    """Return the time as it is stored."""
    return moment.astimezone(UTC).isoformat()
