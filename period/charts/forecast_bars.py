"""The probability of each day of the next period as bars, beside a scale of percentages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any, Literal

from glowcycle.api.languages import say
from glowcycle.charts.layout import parse_day, short_date
from glowcycle.charts.time_axis import TimeAxis
from glowcycle.sentences import percent
from period.domain.model.distribution import Distribution

SHARES_WIDTH = 44.0
"""The room for the percentages, left of the days."""

BARS_HEIGHT = 84.0
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)
MOST_STEPS = 3


@dataclass(frozen=True, slots=True)
class ProbabilityBar:
    """The probability that the period begins on a day; the height is proportional to it."""

    day: date
    x: float
    width: float
    y: float
    height: float
    kind: Literal["likeliest", "inside", "outside"]
    label: str


@dataclass(frozen=True, slots=True)
class ShareTick:
    """A percentage beside the bars; `y` is the line that it names."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class ProbabilityBars:
    """The bars, and the percentages from 0 up."""

    bars: Sequence[ProbabilityBar] = ()
    shares: Sequence[ShareTick] = ()


def compose_bars(
    *, next_period: Mapping[str, Any], axis: TimeAxis, bottom: float
) -> ProbabilityBars:
    """Return the bars of the next period; `bottom` is where they stand."""
    highest = max(day["probability"] for day in next_period["distribution"])
    step = next(step for step in STEPS if step * MOST_STEPS >= highest)
    steps = ceil(highest / step)
    height = BARS_HEIGHT / (steps * step)
    return ProbabilityBars(
        bars=[*_bars(next_period, axis, bottom, height)],
        shares=[
            ShareTick(round(bottom - n * step * height, 2), percent(n * step))
            for n in range(steps + 1)
        ],
    )


def likeliest_days(*, next_period: Mapping[str, Any]) -> tuple[date, date]:
    """Return the first and the last of the days on which the next period most likely begins."""
    distribution = next_period["distribution"]
    first, last = Distribution(0, [day["probability"] for day in distribution]).likeliest()
    return parse_day(distribution[first]["date"]), parse_day(distribution[last]["date"])


def _bars(
    next_period: Mapping[str, Any], axis: TimeAxis, bottom: float, height: float
) -> Iterator[ProbabilityBar]:
    """Yield a bar for each day; a probability of 1 would be `height` high."""
    earliest, latest = parse_day(next_period["earliest"]), parse_day(next_period["latest"])
    first, last = likeliest_days(next_period=next_period)
    for entry in next_period["distribution"]:
        day, probability = parse_day(entry["date"]), entry["probability"]
        yield ProbabilityBar(
            day=day,
            x=axis.left_edge(day),
            width=axis.width(day, day),
            y=round(bottom - probability * height, 2),
            height=round(probability * height, 2),
            kind="likeliest"
            if first <= day <= last
            else "inside"
            if earliest <= day <= latest
            else "outside",
            label=say("{day}: {share}", day=short_date(day=day), share=percent(probability)),
        )
