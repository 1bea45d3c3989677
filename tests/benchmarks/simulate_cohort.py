"""Write a file of simulated cycles, to try the model on data that it was not fitted to.

    python -m tests.benchmarks.simulate_cohort --women 100 > FILE

A cycle is a follicular and a luteal phase, drawn independently; the simulation shares no formula
with the model. The means come from Bull et al. (npj Digital Medicine 2:83, 2019): follicular phase
16.9 days with 95 % from 10 to 30, luteal phase 12.4 days with 95 % from 7 to 17, cycles shorter by
0.18 days for each year from 25 to 45. How each spread divides between and within women is a guess.
"""

import argparse
import csv
import random
import sys
from dataclasses import dataclass
from math import exp

COLUMNS = ("client_id", "cycle", "length", "ovulation", "ov_quality", "menses", "age", "repro")

SHORTER_BY_YEAR = 0.19
"""Days of follicular phase a year of age takes, counted from MIDDLE_AGE."""

MIDDLE_AGE = 33

MOST_CYCLES = 30


@dataclass(frozen=True, slots=True)
class Woman:
    """The means of her follicular and luteal phase, and their variation between cycles."""

    age: int
    follicular: float
    follicular_spread: float
    luteal: float
    disturbed: float
    """The share of her cycles in which ovulation comes late, by a week on average."""

    def cycle(self, rng: random.Random) -> tuple[int, int]:
        """Return the cycle day of ovulation and the length of one cycle, in days."""
        follicular = self.follicular * exp(rng.gauss(0, self.follicular_spread))
        if rng.random() < self.disturbed:
            follicular += rng.expovariate(1 / 7)
        ovulation = max(round(follicular), 6)
        return ovulation, ovulation + max(round(rng.gauss(self.luteal, 1.4)), 6)


def draw_woman(rng: random.Random) -> Woman:
    """Return a woman of 20 to 45 years."""
    age = rng.randint(20, 45)
    median = 15.9 - SHORTER_BY_YEAR * (age - MIDDLE_AGE)
    return Woman(
        age=age,
        follicular=median * exp(rng.gauss(0, 0.16)),
        follicular_spread=0.11 * exp(rng.gauss(0, 0.4)),
        luteal=rng.gauss(12.4, 1.6),
        disturbed=rng.betavariate(1, 15),
    )


def main() -> None:
    """Write the cycles of --women women."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--women", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    table = csv.writer(sys.stdout)
    table.writerow(COLUMNS)
    for number in range(arguments.women):
        woman = draw_woman(rng)
        for cycle in range(1, rng.randint(4, MOST_CYCLES) + 1):
            ovulation, length = woman.cycle(rng)
            table.writerow((f"s{number}", cycle, length, ovulation, "ok", 5, woman.age, 0))


if __name__ == "__main__":
    main()
