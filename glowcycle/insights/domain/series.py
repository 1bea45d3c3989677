"""The values of one outcome in the cycles that count for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from glowcycle.insights.domain.cycles import CompleteCycle, WindowName
from glowcycle.insights.domain.residuals import Ring, without_drift, without_weekdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A ring for each cycle, oldest first; every cycle has a value.

    `steady` are the values without drift, `residuals` these without weekdays and cycle means.
    """

    cycles: Sequence[CompleteCycle]
    values: Sequence[Ring]
    steady: Sequence[Ring]
    residuals: Sequence[Ring]

    @classmethod
    def of(cls, *, cycles: Sequence[CompleteCycle], values: Sequence[Ring], least: int) -> Self:
        """Return the series of the cycles that have at least `least` values, and at least one."""
        counted = [
            (cycle, ring)
            for cycle, ring in zip(cycles, values, strict=True)
            if logged_days(ring) >= max(least, 1)
        ]
        those, rings = [cycle for cycle, _ in counted], [ring for _, ring in counted]
        steady = without_drift(cycles=those, rings=rings)
        residuals = without_weekdays(cycles=those, rings=steady)
        return cls(cycles=those, values=rings, steady=steady, residuals=residuals)

    def without(self, windows: Sequence[WindowName]) -> Self:
        """Return the series without the days inside these windows."""
        values = []
        for cycle, ring in zip(self.cycles, self.values, strict=True):
            left_out = frozenset[int]().union(*map(cycle.days_inside, windows))
            values.append([None if day in left_out else value for day, value in enumerate(ring)])
        return self.of(cycles=self.cycles, values=values, least=1)

    def days(self) -> int:
        """Return how many days have a value."""
        return sum(map(logged_days, self.values))

    def split(self, window: WindowName) -> tuple[list[float], list[float]]:
        """Return the values inside the window, and those outside of it."""
        inside: list[float] = []
        outside: list[float] = []
        for cycle, ring in zip(self.cycles, self.values, strict=True):
            days = cycle.days_inside(window)
            for day, value in enumerate(ring):
                if value is not None:
                    (inside if day in days else outside).append(value)
        return inside, outside

    def effects_of_one(self, window: WindowName) -> list[Ring]:
        """Return the residuals of the same days if there were nothing but an effect of 1."""
        effects: list[Ring] = []
        for cycle, ring in zip(self.cycles, self.values, strict=True):
            inside = cycle.days_inside(window)
            effects.append(
                [None if value is None else float(day in inside) for day, value in enumerate(ring)]
            )
        return without_weekdays(cycles=self.cycles, rings=effects)


def logged_days(ring: Ring) -> int:
    """Return how many days of the ring have a value."""
    return sum([value is not None for value in ring])
