"""Keeping records for as long as she wants: from now on, and those that are there already.

A record says itself when it goes, and the engine then deletes it at its leisure. It is told so when
it is written, by what the process knows of her choice; that may be a minute old. So her records are
gone through twice: at once, and again when no write can be on its way that did not know.

What is too old already is deleted as she would do it: it leaves a tombstone, and its photo goes.
Later ones go without: by the time before which all is gone a phone knows as well.
"""

import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone
from pynamodb.exceptions import UpdateError

from glowcycle.aws import request_context
from glowcycle.aws.dynamodb import has_failed_condition, store_errors
from glowcycle.encryption import keyring
from glowcycle.errors import NotFound, Stale
from glowcycle.person.retention.choices import RetentionChoice, find, gone_before, store, told
from glowcycle.records import RecordKind, record_kinds
from glowcycle.storage import objects, records
from glowcycle.storage.records import Record
from glowcycle.storage.writes import Write

# The function's time-out, and as much again for clocks that differ.
SETTLE: Final = timedelta(seconds=keyring.CACHE_SECONDS + 60)
ROUNDS: Final = 2
# One call looks at so many records, or changes so many; less where the store is slow.
MOST_READ = 2000
MOST_CHANGED = 300
PAGE = 100
WAITED_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """After how many days records go, by kind, None for never; since when that holds for all.

    `retry_after` says in seconds when to go on with it; None once it holds for all.
    """

    days: Mapping[str, int | None]
    applied_at: datetime | None
    retry_after: int | None


def read(*, user_id: str) -> Retention:
    """Return what she chose, or that she did not. Raise Unavailable."""
    choice = find(user_id=user_id)
    return _answer(choice, retry_after=1 if choice and choice.applied_at is None else None)


def choose(*, user_id: str, days: Mapping[str, int | None]) -> Retention:
    """Store her choice, or go on with carrying it out: a bounded share with each call.

    Raise Erased, Unavailable: again goes on from there.
    """
    now, wanted = timezone.now(), {kind: each for kind, each in days.items() if each is not None}
    choice = find(user_id=user_id)
    if choice is None or choice.days != wanted:
        choice = _chosen(choice, user_id=user_id, days=wanted, now=now)
    if choice.applied_at is not None:
        return _answer(choice, retry_after=None)
    keyring.set_retention_days(user_id=user_id, days=wanted)
    return _answer(choice, retry_after=_carry_out(choice))


def _chosen(
    before: RetentionChoice | None, *, user_id: str, days: Mapping[str, int], now: datetime
) -> RetentionChoice:
    """Store another choice. What was gone by the one before stays so."""
    choice = RetentionChoice(
        user_id, RetentionChoice.NAME, chosen_at=now, days=dict(days), gone_before={}
    )
    marks = {**gone_before(before, now=now)}
    for kind, mark in gone_before(choice, now=now).items():
        marks[kind] = max(mark, marks.get(kind, mark))
    choice.gone_before = {kind: told(mark) for kind, mark in marks.items()}
    store(choice, version=secrets.token_urlsafe(8), seen=before.version if before else None)
    return choice


def _carry_out(choice: RetentionChoice) -> int | None:
    """Go through a share of her records; return when to go on, None once all is done."""
    # The terms have just been noted: later than the choice, where that had failed.
    first = {
        "noted": told(timezone.now()),
        "round": 1,
        "kind": next(iter(record_kinds())),
        "after": None,
    }
    place: dict[str, Any] = choice.place or first
    room = _Room(to_read=MOST_READ, to_change=MOST_CHANGED)
    while place["round"] <= ROUNDS and room.is_left and not _must_wait(place):
        place = _gone_through(choice, place, room)
    is_done = place["round"] > ROUNDS
    choice.place = None if is_done else place
    choice.applied_at = timezone.now() if is_done else None
    store(choice, version=secrets.token_urlsafe(8), seen=choice.version)
    return None if is_done else max(1, _must_wait(place))


@dataclass(slots=True)
class _Room:
    """How many records a call may still read, and how many it may change."""

    to_read: int
    to_change: int

    @property
    def is_left(self) -> bool:
        is_left = self.to_read > 0 and self.to_change > 0
        return is_left and not request_context.has_waited(WAITED_SECONDS)


def _gone_through(choice: RetentionChoice, place: Mapping[str, Any], room: _Room) -> dict[str, Any]:
    """Bring the records of a kind into line, as far as there is room; return where to go on."""
    kind = record_kinds()[place["kind"]]
    mark = gone_before(choice, now=timezone.now()).get(kind.name)
    after = place["after"]
    results = kind.model.query(
        choice.user_id,
        consistent_read=True,
        page_size=PAGE,
        last_evaluated_key=kind.start_key(user_id=choice.user_id, key=after) if after else None,
    )
    with store_errors():
        for record in results:
            room.to_read -= 1
            room.to_change -= _bring_into_line(choice, record, mark)
            after = record.key
            if not room.is_left:
                return {**place, "after": after}
    return _next(place)


def _must_wait(place: Mapping[str, Any]) -> int:
    """Return for how many seconds a write may be on its way that did not know; at first it may."""
    if place["round"] == 1:
        return 0
    left = datetime.fromisoformat(place["noted"]) + SETTLE - timezone.now()
    return max(0, math.ceil(left.total_seconds()))


def _next(place: Mapping[str, Any]) -> dict[str, Any]:
    """Return the place at the beginning of the next kind, or of the next time."""
    names = list(record_kinds())
    following = names[names.index(place["kind"]) + 1 :]
    if following:
        return {**place, "kind": following[0], "after": None}
    return {**place, "round": place["round"] + 1, "kind": names[0], "after": None}


def _bring_into_line(choice: RetentionChoice, record: Record, mark: datetime | None) -> bool:
    """Delete the record, or have it go when it should; return whether there was anything to do."""
    if record.deleted_at is not None:
        return False
    kind = record_kinds()[record.kind()]
    if mark is not None and record.created_at < mark:
        _delete(choice, kind, record, mark)
        return True
    days = choice.days.get(kind.name)
    due = None if days is None else record.created_at + timedelta(days=days)
    is_told = record.expires_at == (due and due.replace(microsecond=0))
    if record.photo_key is not None:
        # Whatever the record says: what changes it has told it, and not the bucket.
        _set_due_of_photo(record.photo_key, days)
    elif is_told:
        return False
    if not is_told:
        _set_due(record, due)
    return True


def _delete(choice: RetentionChoice, kind: RecordKind, record: Record, mark: datetime) -> None:
    """Delete the record as it was read: a day may have been deleted and logged anew since."""
    state = frozenset({record.write_id})
    try:
        kind.delete(
            write=Write(user_id=record.user_id, key=record.key, content=None, if_match=state)
        )
    except NotFound:  # the engine was faster
        return
    except Stale:
        if changed := records.find(kind.model, user_id=record.user_id, key=record.key):
            _bring_into_line(choice, changed, mark)


def _set_due(record: Record, due: datetime | None) -> None:
    """Write when the record goes, and nothing else of it; where it was changed, the next time."""
    model = type(record)
    action = model.expires_at.remove() if due is None else model.expires_at.set(due)
    try:
        with store_errors():
            model._get_connection().update_item(
                record.user_id,
                record.key,
                actions=[action],
                condition=model.write_id == record.write_id,
            )
    except UpdateError as error:
        if not has_failed_condition(error):
            raise


def _set_due_of_photo(key: str, days: int | None) -> None:
    try:
        objects.keep_for(key=key, days=days)
    except NotFound:  # it is due still, or was deleted meanwhile
        return


def _answer(choice: RetentionChoice | None, *, retry_after: int | None) -> Retention:
    chosen = choice.days if choice else {}
    return Retention(
        days={kind: chosen.get(kind) for kind in record_kinds()},
        applied_at=choice.applied_at if choice else None,
        retry_after=retry_after,
    )
