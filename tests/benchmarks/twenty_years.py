"""Forecast each day of twenty years of each life, and count the answers that contradict themselves.

python -m tests.benchmarks.twenty_years [every so many days]
"""

import os
import sys
from collections.abc import Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from tqdm import tqdm

from period.domain.forecast.forecast import forecast
from tests.support.forecast_contradictions import contradictions
from tests.support.simulated_lives import NAMES, days_of_life, life

SEEDS = (1, 2)


def found_in(name: str, *, seed: int, step: int) -> Iterator[list[str]]:
    """Yield the contradictions of each day's answer."""
    whole = life(name, seed=seed)
    for today in days_of_life(step=step):
        days, stages = whole.known_on(today)
        result = forecast(days=days, today=today, stages=stages)
        yield [f"{name}, seed {seed}, {today}: {text}" for text in contradictions(result, stages)]


def main(step: int) -> None:
    print(f"Twenty years of each life, every {step} days: answers, and contradictions (target 0)")
    for name in NAMES:
        found = [
            texts
            for seed in SEEDS
            for texts in tqdm(found_in(name, seed=seed, step=step), leave=False)
        ]
        wrong = [text for texts in found for text in texts]
        print(f"  {name:12} {len(found):6} {len(wrong):4}")
        print("".join(f"    {text}\n" for text in wrong[:3]), end="")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
