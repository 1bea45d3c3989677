"""Measure the noise of the local analyzer: how its scores differ between repeats of one photo.

python -m tests.benchmarks.analyzer_noise

The repeats are made of one portrait, by what differs between two photos of the same skin: framing,
white balance, exposure, grain and compression. They are no repeats of one face: her angle, her
expression, another lamp and another phone are not in them. So these deviations are the least that
her own repeats will show, and `skin/domain/noise.py` takes them only until she has some.
"""

from collections.abc import Callable, Sequence
from statistics import pstdev

import numpy as np
from PIL import Image

from skin.domain.local_analyzer import GAMMA, VERSION, measure
from skin.domain.noise import PUBLISHED
from skin.domain.scans import Provenance
from tests.benchmarks.targets import Target
from tests.support.portrait import as_photo, portrait

REPEATS = 100
SIDE = 640  # pixels of each repeat
CLOSE = (167, 60, 287, 180)  # of the portrait, in pixels: skin fills most of it, as the app asks
METRICS = ("radiance", "texture", "pores")

Change = Callable[[Image.Image, np.random.Generator], Image.Image]


def framed(picture: Image.Image, draw: np.random.Generator) -> Image.Image:
    """Cut off up to a tenth of the picture at each side."""
    left, top, right, bottom = draw.uniform(0, 0.1, 4) * picture.width
    box = (left, top, picture.width - right, picture.height - bottom)
    return picture.resize((SIDE, SIDE), Image.Resampling.BICUBIC, box=box)


def balanced(picture: Image.Image, draw: np.random.Generator) -> Image.Image:
    """Scale red and blue by up to 5 %, in opposite directions."""
    warmth = draw.uniform(-0.05, 0.05)
    return _scaled(picture, (1 + warmth, 1, 1 - warmth))


def exposed(picture: Image.Image, draw: np.random.Generator) -> Image.Image:
    """Scale the light by up to 0.3 EV."""
    return _scaled(picture, (2 ** draw.uniform(-0.3, 0.3),) * 3)


def grainy(picture: Image.Image, draw: np.random.Generator) -> Image.Image:
    """Add grain with a standard deviation of up to six levels."""
    pixels = np.asarray(picture, dtype=float)
    grain = draw.normal(0, draw.uniform(0, 6), (*pixels.shape[:2], 1))
    return Image.fromarray((pixels + grain).clip(0, 255).astype("uint8"))


def _scaled(picture: Image.Image, gains: Sequence[float]) -> Image.Image:
    """Scale the linear light of each band."""
    light = (np.asarray(picture, dtype=float) / 255) ** GAMMA * gains
    return Image.fromarray((255 * light.clip(0, 1) ** (1 / GAMMA)).round().astype("uint8"))


CHANGES: dict[str, Change] = {
    "framing": framed,
    "white balance": balanced,
    "exposure": exposed,
    "grain": grainy,
    "compression": lambda picture, _: picture,  # each repeat is compressed, see `scores`
}


def main() -> None:
    print(f"Standard deviation of a score between {REPEATS} repeats of one photo")
    print(f"{'':20}" + "".join(f"{name:>10}" for name in METRICS))
    for name, change in CHANGES.items():
        print_deviations(name, deviations([change]))
    found = deviations([*CHANGES.values()])
    print_deviations("all together", found)
    print()
    for name, published in PUBLISHED[Provenance("local", VERSION)].items():
        label = f"{name}: measured less published deviation"
        print(Target(label, found[name] - published, at_least=-0.3, at_most=0.3))


def deviations(changes: Sequence[Change]) -> dict[str, float]:
    """Return the standard deviation of each metric between repeats with all these changes."""
    draw = np.random.default_rng(1)
    found = [scores(changes, draw) for _ in range(REPEATS)]
    return {name: pstdev(one[name] for one in found) for name in METRICS}


def scores(changes: Sequence[Change], draw: np.random.Generator) -> dict[str, int]:
    """Return the scores of one repeat, compressed as phones do."""
    picture = _close_up()
    for change in changes:
        picture = change(picture, draw)
    photo = as_photo(picture, format="JPEG", quality=int(draw.integers(75, 96)))
    return measure(photo=photo).metrics.measured()


def print_deviations(label: str, found: dict[str, float]) -> None:
    print(f"{label:20}" + "".join(f"{found[name]:10.2f}" for name in METRICS))


def _close_up() -> Image.Image:
    return portrait().resize((SIDE, SIDE), Image.Resampling.BICUBIC, box=CLOSE)


if __name__ == "__main__":
    main()
