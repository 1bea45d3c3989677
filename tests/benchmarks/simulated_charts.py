"""Charts of invented women: daily temperatures, mucus and ovulation tests about a known ovulation.

A cycle is that of `simulate_cohort`, with the mean luteal phase of Sympto's users. The signs are
drawn around the true day of ovulation by what is published:

- Luteal phase 12.8 days (Symul, Wac, Hillard, Salathé: Assessment of menstrual health status and
  evolution through mobile apps for fertility awareness, npj Digital Medicine 2:64, 2019).
- Temperatures: day noise 0.10 to 0.15 degrees, a shift of 0.2 to 0.5 that begins one or two days
  after ovulation and takes up to three (Barron, Fehring: Basal body temperature assessment: is it
  useful to couples seeking pregnancy?, MCN 30, 2005).
- Urine LH: positive the day before ovulation, two days before it in up to every second woman
  (Miller, Soules 1996; Kerin 1982; Leiva, Bouchard, Abdullah, Ecochard: Urinary luteinizing hormone
  tests, Front Public Health 5:320, 2017), for one to three days.
- Mucus of fertile quality: 6.4 days (Najmabadi, Schliep, Simonsen, Porucznik, Egger, Stanford:
  Cervical mucus patterns and the fertile window, Hum Reprod 36, 2021); its last day is within a day
  of ovulation in three of four cycles (Bigelow, Dunson, Stanford, Ecochard, Gnoth, Colombo: Mucus
  observations in the fertile window, Hum Reprod 19, 2004).

How each spread divides between and within women, and how often days are disturbed, is a guess. Only
this physiology is shared with the model; no formula is.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from period.domain.log.logged_day import Day, Mucus, Temperature
from tests.benchmarks.simulate_cohort import Woman, draw_woman

FIRST = date(2021, 1, 1)

LUTEAL = 12.8

MENSES = 5

DISTURBED = 0.05
"""The share of mornings after a short night, alcohol or a late waking that she did not exclude."""

_FERTILE: tuple[Mucus, ...] = ("watery", "eggWhite")
_OTHER: tuple[Mucus, ...] = ("dry", "sticky", "creamy")


@dataclass(frozen=True, slots=True)
class Charter:
    """A woman, and how her signs behave: degrees Celsius, and days about ovulation."""

    woman: Woman
    low: float
    shift: float
    noise: float
    mucus_days: float
    two_day_surge: float
    tests: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """One cycle: its first day, its true cycle day of ovulation, its length, what she logged."""

    start: date
    ovulation: int
    length: int
    days: tuple[Day, ...]


def draw_charter(rng: random.Random, *, tests: bool) -> Charter:
    """Return a woman who charts temperatures and mucus, and with `tests` also urine LH."""
    return Charter(
        woman=replace(draw_woman(rng), luteal=rng.gauss(LUTEAL, 1.2)),
        low=rng.gauss(36.45, 0.15),
        shift=rng.uniform(0.2, 0.5),
        noise=rng.uniform(0.10, 0.15),
        mucus_days=max(rng.gauss(6.4, 1.5), 2),
        two_day_surge=rng.uniform(0.1, 0.4),
        tests=tests,
    )


def draw_charts(
    rng: random.Random, charter: Charter, *, cycles: int, missing: float
) -> Iterator[Chart]:
    """Yield consecutive cycles; on a share `missing` of the days she logs no sign."""
    start = FIRST
    for _ in range(cycles):
        ovulation, length = charter.woman.cycle(rng)
        signs = _signs(rng, charter, start, ovulation, length)
        bleeding = {start + timedelta(offset) for offset in range(MENSES)}
        days = [
            replace(day, flow="medium" if day.date in bleeding else "none")
            for day in (Day(sign.date) if rng.random() < missing else sign for sign in signs)
        ]
        yield Chart(start, ovulation, length, tuple(days))
        start += timedelta(length)


def _signs(
    rng: random.Random, charter: Charter, start: date, ovulation: int, length: int
) -> list[Day]:
    low = charter.low + rng.gauss(0, 0.05)
    shift = max(charter.shift + rng.gauss(0, 0.05), 0.1)
    rise_from, rise_days = ovulation + rng.choice((1, 1, 1, 2)), rng.choice((1, 2, 3))
    first_fertile, last_fertile = _fertile_mucus(rng, charter, ovulation)
    surge = ovulation - (2 if rng.random() < charter.two_day_surge else 1)
    surge += rng.choices((0, 1, -1), (0.94, 0.04, 0.02))[0]
    surge_days = rng.choice((1, 2, 2, 3))
    tests_from = max(surge - rng.randint(3, 8), MENSES + 1)
    signs = []
    for day in range(1, length + 1):
        risen = min(max((day - rise_from + 1) / rise_days, 0.0), 1.0)
        celsius = low + shift * risen + rng.gauss(0, charter.noise)
        if rng.random() < DISTURBED:
            celsius += rng.uniform(0.2, 0.6)
        fertile = first_fertile <= day <= last_fertile
        seen = fertile if rng.random() < (0.85 if fertile else 0.97) else not fertile
        positive = surge <= day < surge + surge_days
        if rng.random() < (0.05 if positive else 0.01):
            positive = not positive
        tested = charter.tests and tests_from <= day <= surge + 3
        signs.append(
            Day(
                start + timedelta(day - 1),
                temperature=Temperature(round(celsius, 2)),
                mucus=None if day <= MENSES else rng.choice(_FERTILE if seen else _OTHER),
                ovulation_test=("positive" if positive else "negative") if tested else None,
            )
        )
    return signs


def _fertile_mucus(rng: random.Random, charter: Charter, ovulation: int) -> tuple[int, int]:
    """Return the first and the last cycle day of fertile mucus."""
    last = ovulation + rng.choices((-3, -2, -1, 0, 1, 2, 3), (3, 9, 25, 33, 18, 8, 4))[0]
    days = max(round(rng.gauss(charter.mucus_days, 1.5)), 1)
    return max(last - days + 1, 1), last
