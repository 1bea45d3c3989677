"""Invented data from which the documentation makes its examples: the same method, so true to it."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from glowcycle.insights.domain.confounders import Confounder
from glowcycle.insights.domain.cycles import CompleteCycle, FoundCycles, LeftOut
from glowcycle.insights.domain.examination import examine
from glowcycle.insights.domain.noise import Noise, NoiseFloor
from glowcycle.insights.domain.outcomes import LEAST_LOGGED_DAYS, LEAST_SCAN_DAYS, Outcome
from glowcycle.insights.domain.provenance import ComparedScans
from glowcycle.insights.reading import InsightsReading

TODAY: Final = date(2026, 3, 12)

_FIRST = date(2025, 4, 7)
_LENGTHS = (28, 27, 30, 28, 29, 26, 28, 31, 28, 28, 27, 29)
_LUTEAL = 13
_HEADACHES = 0.2
"""The share of days with a headache."""


def _cycles() -> list[CompleteCycle]:
    cycles, start = [], _FIRST
    for length in _LENGTHS:
        cycles.append(CompleteCycle(start=start, length=length, ovulation=length - _LUTEAL))
        start += timedelta(days=length)
    return cycles


CYCLES: Final = _cycles()
FOUND: Final = FoundCycles(
    complete=CYCLES,
    left_out=[LeftOut(start=date(2025, 2, 10), length=56, reason="period_not_logged")],
)


def _values(
    value: Callable[[bool, random.Random], float],
    *,
    seed: str,
    step: int = 1,
    cycles: int = len(CYCLES),
) -> dict[date, float]:
    """Return a value for each `step`th day; it is told whether the day lies around menses."""
    invented = random.Random(seed)  # noqa: S311  an invented person has no secrets
    return {
        cycle.start + timedelta(days=day): value(cycle.is_inside("perimenstrual", day), invented)
        for cycle in CYCLES[:cycles]
        for day in range(0, cycle.length, step)
    }


def _scores(metric: str, drop: float) -> dict[date, float]:
    return _values(lambda near, r: round(r.gauss(64 - drop * near, 1.6), 1), seed=metric, step=2)


def journal_example() -> InsightsReading:
    """Return a journal in which energy follows her cycle, mood does not, and a tag is too young."""
    outcomes = [
        Outcome(
            kind="energy",
            values=_values(lambda near, r: round(r.gauss(61 - 9 * near, 9)), seed="energy"),
        ),
        Outcome(
            kind="mood",
            values=_values(lambda _, r: min(max(round(r.gauss(3.6, 0.8)), 1), 5), seed="mood"),
        ),
        Outcome(
            kind="tag",
            name="headache",
            values=_values(lambda _, r: float(r.random() < _HEADACHES), seed="headache", cycles=4),
        ),
    ]
    return InsightsReading(
        as_of=TODAY,
        first=date(2023, 3, 13),
        last=TODAY,
        cycles=FOUND,
        insights=examine(outcomes=outcomes, cycles=CYCLES, least_values=LEAST_LOGGED_DAYS),
    )


def skin_example() -> InsightsReading:
    """Return scans whose texture differs around menses by less than one scan can tell."""
    floors = {"radiance": 2.1, "texture": 3.2, "pores": 2.6}
    drops = {"radiance": 0.0, "texture": 2.0, "pores": 0.0}
    outcomes = [
        Outcome(kind="metric", name=name, noise=floors[name], values=_scores(name, drop))
        for name, drop in drops.items()
    ]
    return InsightsReading(
        as_of=TODAY,
        first=date(2023, 3, 13),
        last=TODAY,
        cycles=FOUND,
        insights=examine(outcomes=outcomes, cycles=CYCLES, least_values=LEAST_SCAN_DAYS),
        noise=Noise(
            floors={
                name: NoiseFloor(deviation=floor, source="published")
                for name, floor in floors.items()
            },
            repeats=3,
            scans_needed=5,
        ),
        confounders=[Confounder(code="new_product", day=date(2025, 9, 1), name="retinol")],
        compared=ComparedScans(
            source="local", model_id=None, prompt_version=None, scans=165, other_scans=4
        ),
    )
