"""Measure the noise of the local analyzer: how its scores differ between repeats of one photo.

python -m tests.benchmarks.analyzer_noise

The repeats are made of photos of faces that public packages ship, by what differs between two
photos of the same skin: framing, white balance, exposure, grain and compression. They are no
repeats of one face: her angle, her expression, another lamp and another phone are not in them. So
these deviations are the least that her own repeats will show, and `skin/domain/noise.py` takes them
only until she has some.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from statistics import fmean, pvariance

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in Lambda; read when NumPy is loaded
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import numpy as np
from PIL import Image

from skin.analyzer import find_portrait
from skin.domain.local_analyzer import VERSION, measure
from skin.domain.measurement import PoorPhoto
from skin.domain.noise import PUBLISHED
from skin.domain.photo import Photo, clean_photo
from skin.domain.scans import SCORES, Provenance
from tests.benchmarks.skin_photos import fetch
from tests.benchmarks.skin_photos.disturbances import exposed, grainy, warmed
from tests.benchmarks.skin_photos.manifest import photos
from tests.benchmarks.skin_photos.trials import open_photo
from tests.benchmarks.targets import Target

REPEATS = 6  # of each photo
LEAST_REPEATS = 4  # with a score, for a deviation of a photo
METRICS = ("radiance", "texture", "pores", "dark_circles")

Change = Callable[[Image.Image, np.random.Generator], Image.Image]


def framed(picture: Image.Image, draw: np.random.Generator) -> Image.Image:
    """Cut off up to a twentieth of the picture at each side."""
    left, top, right, bottom = draw.uniform(0, 0.05, 4)
    width, height = picture.size
    box = (left * width, top * height, (1 - right) * width, (1 - bottom) * height)
    return picture.crop(tuple(round(edge) for edge in box))


CHANGES: Mapping[str, Change] = {
    "framing": framed,
    "white balance": lambda picture, draw: warmed(picture, by=draw.uniform(-0.05, 0.05)),
    "exposure": lambda picture, draw: exposed(picture, ev=draw.uniform(-0.3, 0.3)),
    "grain": lambda picture, draw: grainy(picture, levels=draw.uniform(0, 4)),
    "compression": lambda picture, _: picture,  # each repeat is compressed, see `repeat`
}


def main() -> None:
    fetch.main()
    faces = [*_faces()]
    print(f"Deviation of a score between {REPEATS} repeats of one photo, over {len(faces)} photos")
    print(f"{'':20}" + "".join(f"{name:>14}" for name in METRICS))
    for name, change in CHANGES.items():
        print_deviations(name, deviations(faces, [change]))
    found = deviations(faces, [*CHANGES.values()])
    print_deviations("all together", found)
    print()
    for name in METRICS:
        published = PUBLISHED[Provenance("local", VERSION)][SCORES[name]]
        label = f"{name}: measured less published deviation"
        print(Target(label, found[name] - published, at_least=-0.3, at_most=0.3))


def deviations(faces: Sequence[Image.Image], changes: Sequence[Change]) -> dict[str, float]:
    """Return the deviation of each metric between repeats of a photo, pooled over the photos."""
    draw = np.random.default_rng(1)
    variances: dict[str, list[float]] = defaultdict(list)
    for face in faces:
        repeats = [scores(repeat(face, changes, draw)) for _ in range(REPEATS)]
        for name in METRICS:
            told = [one[name] for one in repeats if name in one]
            if len(told) >= LEAST_REPEATS:
                variances[name].append(pvariance(told) * len(told) / (len(told) - 1))
    return {name: fmean(found) ** 0.5 for name, found in variances.items()}


def repeat(face: Image.Image, changes: Sequence[Change], draw: np.random.Generator) -> Photo:
    """Return the face as another photo of it, compressed as phones do."""
    for change in changes:
        face = change(face, draw)
    file = BytesIO()
    face.save(file, "JPEG", quality=int(draw.integers(75, 96)))
    return clean_photo(data=file.getvalue())


def scores(photo: Photo) -> dict[str, int]:
    """Return the scores of a photo; none where it is refused."""
    try:
        return measure(portrait=find_portrait(photo=photo)).metrics.measured()
    except PoorPhoto:
        return {}


def print_deviations(label: str, found: Mapping[str, float]) -> None:
    print(f"{label:20}" + "".join(f"{found.get(name, float('nan')):14.2f}" for name in METRICS))


def _faces() -> Iterator[Image.Image]:
    """Yield the photos of faces that the gate lets pass."""
    for labelled in photos("face", "repeat"):
        try:
            yield find_portrait(photo=open_photo(labelled)).image
        except PoorPhoto:
            continue


if __name__ == "__main__":
    main()
