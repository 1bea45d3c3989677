"""Keeps records for as long as she wants: new records, and those that are already stored.

A write sets when its record expires, and the store deletes it some time after that. A process
remembers her choice for a minute, so a write may follow an old choice. Therefore a new choice is
enforced on all stored records twice: at once, and again when every process knows it.

A record that is already too old is deleted like any other: its photo goes, and a tombstone stays.
A record that expires later leaves no tombstone: phones learn of it by `gone_before`.
"""

import math
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from glowcycle.encryption import choices, keyring
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.person.bounded_walk import Budget, first_kind, kind_after, records_after
from glowcycle.person.retention.choices import RetentionChoice, find, gone_before, iso_time, save
from glowcycle.person.retention.enforcement import enforce
from glowcycle.records import record_kinds

# After this time no write can follow an old choice: each process has forgotten the choice, and its
# function's time-out has passed. The time-out counts twice, since clocks differ.
SETTLE: Final = timedelta(seconds=keyring.CACHE_SECONDS + 60)
ROUNDS: Final = 2
# The limits of one call.
MAX_RECORDS = 2000
MAX_CHANGES = 300
MAX_WAITING_SECONDS: Final = 2.0
PAGE_SIZE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """After how many days records are deleted, by kind (None for never), and since when that holds.

    `retry_after` is the number of seconds until the next call; None once it holds for all.
    """

    days: Mapping[str, int | None]
    applied_at: datetime | None
    retry_after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPosition:
    """Where the next call continues. The names are those of the stored JSON.

    noted  when the choice was noted beside her keys, where each write reads it
    round  the round, from 1 on
    kind   the kind of record
    after  the key of the last record in this round; None before the first
    """

    noted: str
    round: int
    kind: str
    after: str | None


def read(*, user_id: str) -> Retention:
    """Return her choice; all records are kept if she has made none. Raise Unavailable."""
    choice = find(user_id=user_id)
    return _retention(choice, retry_after=1 if choice and choice.applied_at is None else None)


def choose(*, user_id: str, days: Mapping[str, int | None]) -> Retention:
    """Store her choice and enforce it on a share of her records; a repeated call continues.

    A kind that `days` does not name keeps its days: an old phone knows the first kinds only.
    Raise Erased, ConcurrentUpdate, Unavailable.
    """
    choice = find(user_id=user_id)
    days = {**(choice.days if choice else {}), **days}
    finite = {kind: number for kind, number in days.items() if number is not None}
    if choice is None or choice.days != finite:
        choice = _replace_choice(choice, user_id=user_id, days=finite)
    if choice.applied_at is not None:
        return _retention(choice, retry_after=None)
    choices.note(user_id=user_id, action=KeyItem.retention_days.set(finite))
    return _retention(choice, retry_after=_enforce_share(choice))


def _replace_choice(
    before: RetentionChoice | None, *, user_id: str, days: Mapping[str, int]
) -> RetentionChoice:
    """Store a new choice. Records that the last choice deleted stay deleted."""
    now = timezone.now()
    choice = RetentionChoice(
        user_id, RetentionChoice.NAME, chosen_at=now, days=dict(days), gone_before={}
    )
    times = dict(gone_before(before, now=now))
    for kind, time in gone_before(choice, now=now).items():
        times[kind] = max(time, times.get(kind, time))
    choice.gone_before = {kind: iso_time(time) for kind, time in times.items()}
    save(choice, version=secrets.token_urlsafe(8), seen=before.version if before else None)
    return choice


def _enforce_share(choice: RetentionChoice) -> int | None:
    """Enforce the choice as far as one call may.

    Return the seconds until the next call, None once both rounds are done.
    """
    # `noted` is now and not `chosen_at`: an earlier call may have failed to note the choice.
    position = RetentionPosition(
        noted=iso_time(timezone.now()), round=1, kind=first_kind(), after=None
    )
    if choice.place:
        position = RetentionPosition(**choice.place)
    budget = Budget(records=MAX_RECORDS, changes=MAX_CHANGES, waiting_seconds=MAX_WAITING_SECONDS)
    while position.round <= ROUNDS and not budget.is_spent and not _seconds_to_wait(position):
        position = _enforce_on_kind(choice, position, budget)
    is_done = position.round > ROUNDS
    choice.place = None if is_done else asdict(position)
    choice.applied_at = timezone.now() if is_done else None
    save(choice, version=secrets.token_urlsafe(8), seen=choice.version)
    return None if is_done else max(1, _seconds_to_wait(position))


def _enforce_on_kind(
    choice: RetentionChoice, position: RetentionPosition, budget: Budget
) -> RetentionPosition:
    """Enforce the choice on records of one kind within the budget; return where to continue."""
    limit = gone_before(choice, now=timezone.now()).get(position.kind)
    for record in records_after(
        position.after, user_id=choice.user_id, kind=position.kind, page_size=PAGE_SIZE
    ):
        budget.records -= 1
        budget.changes -= enforce(choice, record, gone_before=limit)
        if budget.is_spent:
            return replace(position, after=record.key)
    if following := kind_after(position.kind):
        return replace(position, kind=following, after=None)
    return replace(position, round=position.round + 1, kind=first_kind(), after=None)


def _seconds_to_wait(position: RetentionPosition) -> int:
    """Return the seconds until no write can follow an old choice; the first round need not wait."""
    if position.round == 1:
        return 0
    left = datetime.fromisoformat(position.noted) + SETTLE - timezone.now()
    return max(0, math.ceil(left.total_seconds()))


def _retention(choice: RetentionChoice | None, *, retry_after: int | None) -> Retention:
    days = choice.days if choice else {}
    return Retention(
        days={kind: days.get(kind) for kind in record_kinds()},
        applied_at=choice.applied_at if choice else None,
        retry_after=retry_after,
    )
