"""How the local measures follow controlled changes of a real face, and what they cost.

python -m tests.benchmarks.local_analyzer
"""

import time
from collections.abc import Callable
from statistics import median

from PIL import Image
from scipy.stats import spearmanr

from skin.domain.local_analyzer import measure
from skin.domain.measurement import Measurement
from skin.domain.photo import Photo
from tests.skin.domain.portrait import (
    ALIKE,
    STEPS,
    as_photo,
    blurred,
    brightened,
    grainy,
    portrait,
    spotted,
)

MEASURED = ("radiance", "texture", "pores")
CHANGES: tuple[tuple[str, Callable[[int], Image.Image], str], ...] = (
    ("grain", grainy, "texture"),
    ("blur", blurred, "texture"),
    ("light", brightened, "radiance"),
    ("dark spots", spotted, "pores"),
)
SIDES = (512, 1024, 2048)
CALLS = 7


def main() -> None:
    print("Scores over eight steps of each change, and Spearman's rank correlation with the step")
    for name, change, metric in CHANGES:
        found = [measure(photo=as_photo(change(step))) for step in STEPS]
        print_series(f"{name}: {metric}", [getattr(one.metrics, metric) for one in found])
        if change is blurred:
            print_series("blur: confidence", [one.confidence[metric] for one in found])
    print(f"\n{'The same skin':34}" + "".join(f"{name:>10}" for name in (*MEASURED, "largest")))
    expected = measure(photo=as_photo(portrait()))
    print_scores("the portrait itself", expected, expected)
    for name, photo in ALIKE.items():
        print_scores(name, measure(photo=photo()), expected)
    print("\nTime, median of seven calls")
    for side in SIDES:
        photo = as_photo(portrait().resize((side, side)))
        taken, megapixels = seconds(photo), side * side / 1e6
        print(f"{side:5} x {side:<5} {1000 * taken:6.0f} ms {taken / megapixels:8.3f} s/megapixel")


def print_series(label: str, values: list[float]) -> None:
    correlation = spearmanr(STEPS, values).statistic
    print(f"{label:22}" + "".join(f"{value:6}" for value in values) + f"{correlation:10.3f}")


def print_scores(label: str, found: Measurement, expected: Measurement) -> None:
    scores, others = (one.metrics.measured() for one in (found, expected))
    largest = max(abs(scores[name] - others[name]) for name in MEASURED)
    print(f"{label:34}" + "".join(f"{scores[name]:10}" for name in MEASURED) + f"{largest:10}")


def seconds(photo: Photo) -> float:
    return median(timed(photo) for _ in range(CALLS))


def timed(photo: Photo) -> float:
    begin = time.perf_counter()
    measure(photo=photo)
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
