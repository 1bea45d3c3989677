"""How much a person may write, on a day (UTC) and in all: number of writes, and bytes.

A process counts her writes, and adds them to one item of hers after every fifty writes or 256 KB.
The answer has the counts of all processes. So an ordinary write costs no further call, and the
counts are approximate:

- she may exceed a budget by one such batch in each process that serves her;
- the last, unfinished batch of a process is lost when it ends, and so is a batch whose call fails;
- a batch counts twice if the answer of its call is lost, and a batch that midnight divides counts
  for the new day.

The bytes are those that were ever written, at their largest. Neither deletion nor expiry lowers
them, so they are never less than what is stored. DynamoDB keeps a copy of each item in each of two
local indexes, and limits all copies under one key of one table to 10 GB. The 1,000 MB that she may
write are 3 GB there; the other 7 GB are room for 4,600 lost batches, of 512 KB and three copies at
most. `glowcycle.checks` refuses a setting above 3,000 MB.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone
from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from glowcycle.aws.dynamodb import PersonItem
from glowcycle.errors import QuotaExceeded, TotalReached, Unavailable
from glowcycle.sentences import sentence

BATCH_WRITES: Final = 50
BATCH_BYTES: Final = 256 * 1024
# The most that a record takes besides its sealed content: names, ids, times, earlier writes.
METADATA_BYTES: Final = 1024
# Who wrote longest ago is forgotten first, with an unfinished batch.
MAX_PEOPLE: Final = 10_000

DAILY: Final = {"writes": sentence("writes"), "bytes": sentence("bytes")}
IN_BYTES: Final = ("bytes", "totalBytes")


class WriteCount(PersonItem):
    """How much she has written: on one day, and in all."""

    NAME: Final = "writes"

    day = UnicodeAttribute()
    writes = NumberAttribute()
    bytes = NumberAttribute()
    total_writes = NumberAttribute(attr_name="totalWrites")
    total_bytes = NumberAttribute(attr_name="totalBytes")

    def spent(self) -> dict[str, int]:
        """Return how much of each budget is spent."""
        return {
            "writes": int(self.writes),
            "bytes": int(self.bytes),
            "totalWrites": int(self.total_writes),
            "totalBytes": int(self.total_bytes),
        }


@dataclass(slots=True)
class Tally:
    """What this process knows of a person's writes.

    day     the day of the daily counts, as text
    stored  by budget: the count of all processes when this one last stored its own
    writes  the writes since
    size    the bytes since
    """

    day: str
    stored: dict[str, int] = field(default_factory=lambda: dict.fromkeys(settings.WRITE_BUDGETS, 0))
    writes: int = 0
    size: int = 0

    def spent(self, budget: str) -> int:
        """Return how much of the budget is spent, as far as this process knows."""
        return self.stored[budget] + (self.size if budget in IN_BYTES else self.writes)


_tallies: OrderedDict[str, Tally] = OrderedDict()
_lock = threading.Lock()


def check(*, user_id: str) -> None:
    """Raise QuotaExceeded or TotalReached if a budget of her writes is spent."""
    tally = _tallies.get(user_id)
    if tally is None:
        return
    now = timezone.now()
    _begin_day(tally, now)
    for budget, limit in settings.WRITE_BUDGETS.items():
        if tally.spent(budget) < limit:
            continue
        if budget not in DAILY:
            raise TotalReached(budget=budget)
        raise QuotaExceeded(
            sentence(
                "You have used today's {budget}: continue when the next day begins, in UTC.",
                budget=DAILY[budget],
            ),
            budget=budget,
            retry_after=seconds_until_midnight(now),
        )


def count(*, user_id: str, sealed_bytes: int = 0) -> None:
    """Count a write of hers with that much content; store the counts if the batch is full."""
    with _lock:
        tally = _tallies.get(user_id)
        if tally is None:
            tally = _tallies[user_id] = Tally(day=day_of(timezone.now()))
        _tallies.move_to_end(user_id)
        if len(_tallies) > MAX_PEOPLE:
            _tallies.popitem(last=False)
        tally.writes += 1
        tally.size += sealed_bytes + METADATA_BYTES
        if tally.writes < BATCH_WRITES and tally.size < BATCH_BYTES:
            return
        _begin_day(tally, timezone.now())
        writes, size = tally.writes, tally.size
        tally.writes = tally.size = 0
    stored = _store(user_id, day=tally.day, writes=writes, size=size)
    if stored is not None:
        tally.day, tally.stored = stored.day, stored.spent()


def read(*, user_id: str) -> dict[str, str | int] | None:
    """Return the counts that are stored, with their day; None without any. Raise Unavailable."""
    stored = WriteCount.find(user_id, WriteCount.NAME)
    return None if stored is None else {"day": stored.day, **stored.spent()}


def forget(*, user_id: str) -> None:
    """Forget what this process counted of her writes: her history begins again."""
    with _lock:
        _tallies.pop(user_id, None)


def seconds_until_midnight(now: datetime) -> int:
    """Return the seconds until the next day begins in UTC, rounded up."""
    now = now.astimezone(UTC)
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return int((tomorrow - now) / timedelta(seconds=1)) + 1


def _store(user_id: str, *, day: str, writes: int, size: int) -> WriteCount | None:
    """Add to her counts and return the new ones; None if the store is unavailable."""
    item = WriteCount(user_id, WriteCount.NAME)
    in_all = WriteCount.total_writes.add(writes), WriteCount.total_bytes.add(size)
    same_day = (
        WriteCount.day >= day,  # a process whose clock is ahead may have begun the next one
        WriteCount.writes.add(writes),
        WriteCount.bytes.add(size),
    )
    new_day = (
        WriteCount.day.does_not_exist() | (WriteCount.day < day),
        WriteCount.day.set(day),
        WriteCount.writes.set(writes),
        WriteCount.bytes.set(size),
    )
    try:
        # The third attempt is for a process that was overtaken while it began the day.
        for attempt in (same_day, new_day, same_day):
            if stored := item.update_and_get(*attempt, *in_all):
                return stored
    except Unavailable:
        return None
    return None


def _begin_day(tally: Tally, now: datetime) -> None:
    """Set the daily counts to 0 if a new day has begun."""
    today = day_of(now)
    if tally.day < today:
        tally.day = today
        tally.stored |= {"writes": -tally.writes, "bytes": -tally.size}  # so nothing is spent


def day_of(now: datetime) -> str:
    """Return the day of the daily counts, in UTC, as text."""
    return now.astimezone(UTC).date().isoformat()
