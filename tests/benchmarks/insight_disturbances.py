"""What moves a woman's values besides her cycle: each function returns what it adds to her days.

The unit is the standard deviation of her day-to-day noise. One column is one outcome.
"""

import numpy as np

from tests.benchmarks.insight_days import Days, Numbers

SATURDAY = 5


def nothing(rng: np.random.Generator, days: Days, count: int) -> Numbers:
    """Nothing."""
    return np.zeros((len(days), count))


def weekends(rng: np.random.Generator, days: Days, count: int) -> Numbers:
    """Saturdays and Sundays are 1 higher."""
    return np.repeat((days.weekday >= SATURDAY)[:, None], count, axis=1).astype(float)


def drift(rng: np.random.Generator, days: Days, count: int) -> Numbers:
    """Up or down by 3 from the first to the last day."""
    return np.linspace(-1.5, 1.5, len(days))[:, None] * rng.choice([-1.0, 1.0], size=count)


def season(rng: np.random.Generator, days: Days, count: int) -> Numbers:
    """A year's wave, 1 up and 1 down, with its own top."""
    ordinal = np.array([day.toordinal() for day in days.dates])[:, None]
    return np.sin(2 * np.pi * (ordinal / 365.25 + rng.random(count)))


def spells(rng: np.random.Generator, days: Days, count: int) -> Numbers:
    """Moods that last, sick spells and single extreme days.

    Good and bad times, 1.6 apart, change after 12 days on average. About every 40 days a sick spell
    of 3 to 8 days takes 3 away. Each day differs by Student's t with three degrees of freedom.
    """
    flips = rng.random((len(days), count)) < 1 / 12
    times = 0.8 * np.where(np.cumsum(flips, axis=0) % 2, 1.0, -1.0)
    sick = np.zeros((len(days), count))
    for day, outcome in zip(*np.nonzero(rng.random((len(days), count)) < 1 / 40), strict=True):
        sick[day : day + rng.integers(3, 9), outcome] = -3.0
    return times + sick + 0.5 * rng.standard_t(3, size=(len(days), count))


def shifts(rng: np.random.Generator, days: Days, count: int) -> Numbers:
    """A rota of eight days: two early, two late, two nights, two free, each with its own effect."""
    ordinal = np.array([day.toordinal() for day in days.dates])
    kind = (ordinal + rng.integers(8)) % 8 // 2
    return rng.normal(size=(4, count))[kind]


def pay_day(rng: np.random.Generator, days: Days, count: int) -> Numbers:
    """The last week of each month is 1 lower, the day after pay day 2 higher."""
    effect = np.where(days.of_month >= 24, -1.0, np.where(days.of_month == 1, 2.0, 0.0))
    return np.repeat(effect[:, None], count, axis=1)


def wandering(rng: np.random.Generator, days: Days, count: int) -> Numbers:
    """A random walk of 0.15 a day, which never comes back."""
    return np.cumsum(rng.normal(scale=0.15, size=(len(days), count)), axis=0)
