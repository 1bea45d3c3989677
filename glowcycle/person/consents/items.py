"""How consents are stored: the last giving of each, and the givings before it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition

from glowcycle.aws.dynamodb import PersonItem, store_errors
from glowcycle.errors import Unavailable

PREFIX: Final = "consent#"
PAST_PREFIX: Final = "consent-history#"


class ConsentItem(PersonItem):
    """Her consent to a version of a text: when she gave it, and when she withdrew it."""

    version = UnicodeAttribute()
    given_at = UTCDateTimeAttribute(attr_name="givenAt")
    withdrawn_at = UTCDateTimeAttribute(null=True, attr_name="withdrawnAt")
    language = UnicodeAttribute(null=True)  # of the text that she read; None before there were any


@dataclass(frozen=True, slots=True)
class Giving:
    """A giving of a consent: the version of the text, both times, and the language she read it in.

    `withdrawn_at` is None if she did not withdraw it, for example before she gave it to a newer
    version.
    """

    version: str
    given_at: datetime
    withdrawn_at: datetime | None
    language: str | None


def new(*, user_id: str, name: str, version: str, given_at: datetime, language: str) -> ConsentItem:
    """Return the item of a consent that is given now."""
    return ConsentItem(
        user_id, f"{PREFIX}{name}", version=version, given_at=given_at, language=language
    )


def withdrawn(item: ConsentItem, *, at: datetime) -> ConsentItem:
    """Return the item of the same giving, withdrawn."""
    return ConsentItem(
        item.user_id,
        item.item,
        version=item.version,
        given_at=item.given_at,
        withdrawn_at=at,
        language=item.language,
    )


def find(*, user_id: str, name: str) -> ConsentItem | None:
    """Return the last giving, None if there is none. Raise Unavailable."""
    return ConsentItem.find(user_id, f"{PREFIX}{name}")


def find_all(*, user_id: str) -> dict[str, ConsentItem]:
    """Return the last giving of each consent by its name. Raise Unavailable."""
    with store_errors():
        found = list(
            ConsentItem.query(user_id, ConsentItem.item.startswith(PREFIX), consistent_read=True)
        )
    return {item.item.removeprefix(PREFIX): item for item in found}


def history(*, user_id: str, name: str, last: ConsentItem | None, limit: int) -> list[Giving]:
    """Return the last `limit` givings, the oldest first. `last` is the one in force.

    Raise Unavailable.
    """
    with store_errors():
        past = list(
            ConsentItem.query(
                user_id,
                ConsentItem.item.startswith(f"{PAST_PREFIX}{name}#"),
                scan_index_forward=False,
                consistent_read=True,
                limit=limit,
            )
        )
    items = [*past[::-1], *([last] if last else [])]
    # By time: between the copy and its replacement the last giving is there twice.
    givings = {
        item.given_at: Giving(item.version, item.given_at, item.withdrawn_at, item.language)
        for item in items
    }
    return list(givings.values())[-limit:]


def replace(seen: ConsentItem | None, item: ConsentItem) -> ConsentItem:
    """Store the item in place of the one that was seen, and return it.

    A giving that another one replaces is copied first. Raise Unavailable, also if another request
    has changed the consent meanwhile.
    """
    if seen is not None and seen.given_at != item.given_at:
        _copy(seen)
    if item.save_if(_is_unchanged(seen), is_ours=lambda stored: _times(stored) == _times(item)):
        return item
    raise Unavailable("Another request changes this consent: repeat yours.")


def _copy(item: ConsentItem) -> None:
    name = item.item.removeprefix(PREFIX)
    past = ConsentItem(
        item.user_id,
        f"{PAST_PREFIX}{name}#{item.given_at:%Y-%m-%dT%H:%M:%S.%f}",
        version=item.version,
        given_at=item.given_at,
        withdrawn_at=item.withdrawn_at,
        language=item.language,
    )
    with store_errors():
        past.save()


def _is_unchanged(seen: ConsentItem | None) -> Condition:
    if seen is None:
        return ConsentItem.user_id.does_not_exist()
    withdrawn_at = ConsentItem.withdrawn_at
    is_same: Condition = (ConsentItem.given_at == seen.given_at) & (
        withdrawn_at.does_not_exist()
        if seen.withdrawn_at is None
        else withdrawn_at == seen.withdrawn_at
    )
    return is_same


def _times(item: ConsentItem) -> tuple[datetime, datetime | None]:
    return item.given_at, item.withdrawn_at
