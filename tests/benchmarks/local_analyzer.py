"""Measure the local analyzer: how it follows changes of a real face, its cost, and the targets.

python -m tests.benchmarks.local_analyzer
"""

import time
from collections.abc import Callable, Iterator
from io import BytesIO
from statistics import median

import skimage.data
from PIL import Image
from scipy.stats import spearmanr

from skin.domain.local_analyzer import measure
from skin.domain.measurement import Measurement, PoorPhoto
from skin.domain.photo import clean_photo
from tests.benchmarks.targets import Target
from tests.support.portrait import (
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
# The change, the metric that must follow it, and the direction.
CHANGES: tuple[tuple[str, Callable[[int], Image.Image], str, int], ...] = (
    ("grain", grainy, "texture", -1),
    ("blur", blurred, "texture", 1),
    ("light", brightened, "radiance", 1),
    ("dark spots", spotted, "pores", -1),
)
# Photos that scikit-image ships. The last three have the colours of skin: wood, fur and fire.
NO_SKIN = ("grass", "gravel", "brick", "coins", "camera", "page", "moon", "hubble_deep_field")
SKIN_COLOURED = ("coffee", "cat", "rocket")
SIDES = (512, 1024, 2048, 5000)
CALLS = 7


def main() -> None:
    targets = [
        *follow_changes(),
        *stay_equal_for_same_skin(),
        *refuse_photos_without_skin(),
        *take_time(),
    ]
    print()
    for target in targets:
        print(target)


def follow_changes() -> Iterator[Target]:
    print("Scores over eight steps of each change, and Spearman's rank correlation with the step")
    for name, change, metric, direction in CHANGES:
        found = [measure(photo=as_photo(change(step))) for step in STEPS]
        scores = [getattr(one.metrics, metric) for one in found]
        followed = direction * print_series(f"{name}: {metric}", scores)
        yield Target(f"{name}: {metric} follows, rank correlation", followed, at_least=0.95)
        if change is blurred:
            trust = print_series("blur: confidence", [one.confidence[metric] for one in found])
            yield Target("blur: confidence falls, rank correlation", -trust, at_least=0.95)


def stay_equal_for_same_skin() -> Iterator[Target]:
    print(f"\n{'The same skin':34}" + "".join(f"{name:>10}" for name in (*MEASURED, "largest")))
    expected = measure(photo=as_photo(portrait()))
    print_scores("the portrait itself", expected, expected)
    for name, photo in ALIKE.items():
        moved = print_scores(name, measure(photo=photo()), expected)
        yield Target(f"{name}: largest move of a score", moved, at_most=5)


def refuse_photos_without_skin() -> Iterator[Target]:
    print("\nPictures without skin")
    refused = {name: is_refused(name) for name in (*NO_SKIN, *SKIN_COLOURED)}
    for name, is_known in refused.items():
        print(
            f"{name:22}{'refused' if is_known else 'accepted as skin: a colour rule cannot tell'}"
        )
    share = 100 * sum(refused.values()) / len(refused)
    yield Target("pictures without skin refused, %", share, at_least=100)


def is_refused(name: str) -> bool:
    picture = Image.fromarray(getattr(skimage.data, name)()).convert("RGB")
    try:
        measure(photo=as_photo(picture))
    except PoorPhoto as poor:
        return poor.reasons == ("no_face",)
    return False


def take_time() -> Iterator[Target]:
    print("\nProcessor time from JPEG to scores, median of seven calls")
    slowest = 0.0
    for side in SIDES:
        sent = BytesIO()
        portrait().resize((side, side)).save(sent, "JPEG", quality=90)
        taken, megapixels = seconds(sent.getvalue()), side * side / 1e6
        slowest = max(slowest, taken / megapixels)
        print(f"{side:5} x {side:<5} {1000 * taken:6.0f} ms {taken / megapixels:8.3f} s/megapixel")
    yield Target("seconds per megapixel, at the slowest size", slowest, at_most=0.5)


def print_series(label: str, values: list[float]) -> float:
    correlation = float(spearmanr(STEPS, values).statistic)
    print(f"{label:22}" + "".join(f"{value:6}" for value in values) + f"{correlation:10.3f}")
    return correlation


def print_scores(label: str, found: Measurement, expected: Measurement) -> int:
    scores, others = (one.metrics.measured() for one in (found, expected))
    largest = max(abs(scores[name] - others[name]) for name in MEASURED)
    print(f"{label:34}" + "".join(f"{scores[name]:10}" for name in MEASURED) + f"{largest:10}")
    return largest


def seconds(photo: bytes) -> float:
    return median(timed(photo) for _ in range(CALLS))


def timed(photo: bytes) -> float:
    begin = time.process_time()
    measure(photo=clean_photo(data=photo))
    return time.process_time() - begin


if __name__ == "__main__":
    main()
