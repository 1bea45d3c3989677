"""What the people of the sandbox logged: cycles with a journal, skin scans, signs and a stage."""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from glowcycle.sandbox.diary import Diary, Logged

FLOWS = ("light", "heavy", "heavy", "medium", "light")
MUCUS = {-5: "sticky", -4: "creamy", -3: "watery", -2: "eggWhite", -1: "eggWhite", 0: "watery"}
"""The mucus of a day, by its distance from ovulation."""

TESTS = {-4: "low", -3: "low", -2: "high", -1: "peak"}
RISE = (0.12, 0.25, 0.35)
"""By how many degrees the temperature is higher on the day of ovulation, and on those after it."""

FEVER = 8
SHORTEST_CYCLE, USUAL_CYCLE, LUTEAL_DAYS = 21, 28, 13
SEED = 28
DAYS_LATE = 7


class History(Protocol):
    """What a person logged up to a day."""

    @property
    def late_in(self) -> int | None:
        """In how many days her period will be late; None where none is expected."""

    def records(self, today: date) -> Iterable[Logged]:
        """Return each record, the oldest first. The same day has the same records."""


class Nothing:
    """The history of a person who has logged nothing."""

    late_in = None

    def records(self, today: date) -> Iterable[Logged]:  # noqa: ARG002  of the protocol
        """Return no record."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycles:
    """A history of cycles.

    lengths   of her complete cycles in days, the oldest first
    days_in   the day of the running cycle on which today lies
    unlogged  the numbers of the complete cycles in which she logged nothing, from 0
    tests     whether she tests for ovulation, two weeks before each period
    charts    whether she logs temperatures, mucus and tests, in the running cycle, too
    stage     the life stage that began with the cycle of the number `stage_from`, and goes on
    """

    lengths: tuple[int, ...]
    days_in: int
    unlogged: frozenset[int] = frozenset()
    tests: bool = False
    charts: bool = False
    stage: Mapping[str, Any] | None = None
    stage_from: int = 0

    @property
    def late_in(self) -> int | None:
        """In how many days a period is late even after the longest time that her log shows."""
        longest = max(self._logged_lengths())
        days = longest + max(DAYS_LATE, longest // 4) - self.days_in
        return days if days > 0 else None

    def _logged_lengths(self) -> list[int]:
        """Return the days from each logged period to the next, as if nothing were left out."""
        logged: list[int] = []
        for number, length in enumerate(self.lengths):
            if number in self.unlogged:
                logged[-1] += length
            else:
                logged.append(length)
        return logged

    def records(self, today: date) -> Iterator[Logged]:
        """Yield her log with a diary."""
        dice, diary = random.Random(SEED), Diary()  # noqa: S311  the same history every day
        start = today - timedelta(days=sum(self.lengths) + self.days_in - 1)
        for number, length in enumerate((*self.lengths, self.days_in)):
            if number not in self.unlogged:
                is_over = number < len(self.lengths)
                yield from self._cycle(start, length, dice, is_over=is_over)
                whole = length if is_over else None
                yield from diary.write(start=start, days=length, length=whole)
            if self.stage and number == self.stage_from:
                yield "stage", {**self.stage, "start": str(start)}
            start += timedelta(days=length)

    def _cycle(
        self, start: date, length: int, dice: random.Random, *, is_over: bool
    ) -> Iterator[Logged]:
        if self.charts:
            yield from _chart(start, length, dice)
        else:
            yield from bleeding(start=start, days=length)
        for offset, result in ((length - 16, "negative"), (length - 15, "positive")):
            if self.tests and is_over and offset >= len(FLOWS):
                yield "period", day_log(start, offset, flow="none", ovulationTest=result)


def _chart(start: date, length: int, dice: random.Random) -> Iterator[Logged]:
    """Yield each day of a cycle with its signs. Ovulation is a luteal phase before its end.

    A cycle that runs for less than a whole one gets its ovulation on the usual day.
    """
    ovulation = (length if length >= SHORTEST_CYCLE else USUAL_CYCLE) - LUTEAL_DAYS
    for offset in range(length):
        flow = FLOWS[offset] if offset < len(FLOWS) else "none"
        since = offset - ovulation
        rise = RISE[min(since, len(RISE) - 1)] if since >= 0 else 0
        celsius = round(36.4 + rise + dice.gauss(0, 0.06), 2)
        signs: dict[str, Any] = {"temperature": {"celsius": celsius}}
        if offset == FEVER:
            signs = {"temperature": {"celsius": 37.6, "excluded": True}}
        if offset >= len(FLOWS):
            signs["mucus"] = MUCUS.get(since, "dry")
        if since in TESTS:
            signs["ovulationTest"] = TESTS[since]
        yield "period", day_log(start, offset, flow=flow, **signs)


def bleeding(*, start: date, days: int = len(FLOWS)) -> Iterator[Logged]:
    """Yield the first `days` days of a period."""
    for offset, flow in enumerate(FLOWS[:days]):
        symptoms = ["cramps"] if flow == "heavy" else []
        yield "period", day_log(start, offset, flow=flow, symptoms=symptoms)


def day_log(start: date, offset: int, **log: Any) -> dict[str, Any]:
    """Return the log of the day that is `offset` days after the start."""
    return {"date": str(start + timedelta(days=offset)), **log}
