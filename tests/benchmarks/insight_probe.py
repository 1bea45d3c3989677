"""One answer about three years of daily entries, examined as often as asked.

    python -m tests.benchmarks.insight_probe [ROUNDS]

It prints the CPU of each round in seconds as JSON. The system call `getsid` after each stretch
tells callgrind to write its count.
"""

import json
import os
import random
import sys
import time
from datetime import date, timedelta

from glowcycle.insights.domain.cycles import CompleteCycle
from glowcycle.insights.domain.examination import examine
from glowcycle.insights.domain.outcomes import Outcome

FIRST = date(2023, 1, 1)
YEARS_IN_DAYS = 1_096
LENGTHS = (25, 33)
TAGS = 9


def three_years() -> tuple[list[Outcome], list[CompleteCycle]]:
    """Return twelve outcomes, which make 36 tests, of women who log each day for three years."""
    rng = random.Random(1)
    cycles, start, last = [], FIRST, FIRST + timedelta(days=YEARS_IN_DAYS)
    while start + timedelta(days=(length := rng.randint(*LENGTHS))) <= last:
        cycles.append(CompleteCycle(start=start, length=length, ovulation=length - 13))
        start += timedelta(days=length)
    days = [FIRST + timedelta(days=day) for day in range(YEARS_IN_DAYS)]
    numbers = [
        Outcome(kind="energy", values={day: rng.randrange(0, 101) for day in days}),
        Outcome(kind="mood", values={day: rng.randint(1, 5) for day in days}),
        Outcome(kind="pain", values={day: rng.randint(0, 10) for day in days}),
    ]
    tags = [
        Outcome(kind="tag", name=f"{tag}", values={day: rng.random() < 0.2 for day in days})
        for tag in range(TAGS)
    ]
    return [*numbers, *tags], cycles


def main() -> None:
    """Examine, and print the CPU of each round."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    outcomes, cycles = three_years()
    seconds = []
    for _ in range(rounds):
        os.getsid(0)
        began = time.process_time()
        insights = examine(outcomes=outcomes, cycles=cycles, least_values=8)
        seconds.append(time.process_time() - began)
    os.getsid(0)
    assert insights.tests == 36
    print(json.dumps(seconds))


if __name__ == "__main__":
    main()
