"""Runs: days of bleeding in a row, as far as they are of one kind."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from period.domain.log.life_stages import LifeStage
from period.domain.periods.bleeding_stages import NoPeriodStage, no_period_stage

REACH = timedelta(days=9)
"""What she says of a day of bleeding settles the bleeding right before it, up to this many days."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row of bleeding, or the one day without on which she says that a period began.

    `says` is what she says of it: a period begins with it, it is no period, or nothing. `stage` is
    the one in which it is no period whatever she says.
    """

    start: date
    end: date
    bleeding_days: int
    says: bool | None
    stage: NoPeriodStage | None


def find_runs(
    *, bleeding: Set[date], begun: Set[date], denied: Set[date], stages: Sequence[LifeStage]
) -> list[Run]:
    """Return the runs of these days of bleeding or of the beginning of a period, oldest first.

    A new one starts on a day on which a period began, where she denies what began as a period or
    long before, and where a stage without periods begins or ends.
    """
    runs: list[Run] = []
    for day in sorted(bleeding | begun):
        count = int(day in bleeding)
        stage = no_period_stage(stages=stages, day=day) if stages else None
        run = runs[-1] if runs else None
        says = True if day in begun else False if day in denied else None
        if run and day - run.end == _DAY and stage == run.stage and _is_one(run, day, says):
            says = run.says if says is None else says
            runs[-1] = Run(run.start, day, run.bleeding_days + count, says, stage)
        else:
            runs.append(Run(day, day, count, says, stage))
    return runs


def _is_one(run: Run, day: date, says: bool | None) -> bool:
    """Return whether what she says of the day leaves it in the run before it."""
    return says is None or (says is False and not run.says and day - run.start <= REACH)
