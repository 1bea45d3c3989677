"""People of the sandbox whose life has no cycles now: one who takes a pill, one who is pregnant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from glowcycle.sandbox.diary import Diary, Logged
from glowcycle.sandbox.histories import bleeding, day_log

ACTIVE, PAUSE = 21, 7
PACK = ACTIVE + PAUSE
WITHDRAWAL = ("light", "medium", "medium", "light")
BEFORE_WITHDRAWAL = 2
"""Days without hormones before the bleed of a pack."""

SPOTTING = (11, 12)
"""The days of a pack on which she once spotted, from 0."""

TERM = 280
TESTED, TOLD = 32, 40
"""The days after the last period on which a test was positive, and on which she said it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pill:
    """A history of cycles, and then of packs of 21 days with hormones and 7 without.

    lengths   of her cycles before the pill, in days, the oldest first
    packs     that she has finished
    days_in   the day of the running pack on which today lies
    """

    lengths: tuple[int, ...]
    packs: int
    days_in: int
    late_in = None

    def records(self, today: date) -> Iterator[Logged]:
        """Yield her log; in the last finished pack but one she also bled between two bleeds."""
        diary = Diary()
        begins = today - timedelta(days=self.packs * PACK + self.days_in - 1)
        start = begins - timedelta(days=sum(self.lengths))
        for length in self.lengths:
            yield from bleeding(start=start)
            yield from diary.write(start=start, days=length, length=length)
            start += timedelta(days=length)
        yield from bleeding(start=begins)  # she began on the first day of a period
        pack = {"active": ACTIVE, "pause": PAUSE, "begins": str(begins)}
        stage = {"kind": "contraception", "method": "combinedPill", "pack": pack}
        yield "stage", {**stage, "start": str(begins)}
        for number in range(self.packs + 1):
            start = begins + timedelta(days=number * PACK)
            days = PACK if number < self.packs else self.days_in
            for offset, flow in enumerate(WITHDRAWAL, ACTIVE + BEFORE_WITHDRAWAL):
                if offset < days:
                    yield "period", day_log(start, offset, flow=flow)
            if number == self.packs - 2:
                for offset in SPOTTING:
                    yield "period", day_log(start, offset, flow="light")
            yield from diary.write(start=start, days=days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pregnant:
    """A history of cycles that ends in a pregnancy, after a positive test.

    lengths   of her cycles before it, in days, the oldest first
    days_in   the days since the first day of the last period
    """

    lengths: tuple[int, ...]
    days_in: int
    late_in = None

    def records(self, today: date) -> Iterator[Logged]:
        """Yield her log, with a due date counted from the last period."""
        diary = Diary()
        last = today - timedelta(days=self.days_in)
        start = last - timedelta(days=sum(self.lengths))
        for length in self.lengths:
            yield from bleeding(start=start)
            yield from diary.write(start=start, days=length, length=length)
            start += timedelta(days=length)
        yield from bleeding(start=last)
        yield from diary.write(start=last, days=self.days_in + 1)
        yield "period", day_log(last, TESTED, flow="none", pregnancyTest="positive")
        due = last + timedelta(days=TERM)
        stage = {"kind": "pregnancy", "dueDate": str(due), "basis": "lastPeriod"}
        yield "stage", {**stage, "start": str(last + timedelta(days=TOLD))}
