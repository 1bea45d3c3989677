"""Count the contradictions in twenty years of each simulated life, asked on each day.

The track record is left out: it tells of past days alone, and takes most of the time.
"""

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from unittest import mock

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from period.domain.forecast.evidence import TrackRecord
from period.domain.forecast.forecast import forecast
from period.domain.forecast.predicted_days import LEVEL
from tests.support.forecast_contradictions import contradictions
from tests.support.list_contradictions import list_contradictions
from tests.support.simulated_lives import NAMES, days_of_life, life

_NO_RECORD = TrackRecord(0, 0, None, None, None, LEVEL, ())


def found(*, name: str, seed: int, step: int) -> Iterator[str]:
    """Yield each contradiction, and a date that moves back while she logs nothing."""
    whole, before = life(name, seed=seed), None
    for today in days_of_life(step=step):
        days, stages = whole.known_on(today)
        result = forecast(days=days, today=today, stages=stages)
        yield from (f"{today}: {text}" for text in contradictions(result, stages))
        yield from (f"{today}: {text}" for text in list_contradictions(result, days, stages))
        now = (days, stages, result.next_period and result.next_period.date)
        if before and before[:2] == now[:2] and before[2] and now[2] and now[2] < before[2]:
            yield f"{today}: the date moved back"
        before = now


def main() -> None:
    """Print the number of contradictions of each life, and the first of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="ask on each n-th day")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("lives", nargs="*", default=NAMES)
    chosen = parser.parse_args()
    print("Contradictions in twenty years, by life (target 0)")
    with mock.patch("period.domain.forecast.forecast.backtest", return_value=_NO_RECORD):
        for name in chosen.lives:
            texts = [*found(name=name, seed=chosen.seed, step=chosen.step)]
            print(f"  {name:12} {len(texts):5}", flush=True)
            firsts = {text.partition(": ")[2]: text for text in reversed(texts)}
            counts = Counter(text.partition(": ")[2] for text in texts)
            for kind, text in firsts.items():
                print(f"    {counts[kind]} times, first on {text}")


if __name__ == "__main__":
    main()
