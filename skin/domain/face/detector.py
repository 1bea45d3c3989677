"""Find faces in a photo: MediaPipe's BlazeFace for short range."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from PIL import Image

from skin.domain.face.layers import Array
from skin.domain.face.network import Network
from skin.domain.face.portrait import Box

SIDE: Final = 128  # pixels of what the network sees
# The grids of anchors: pixels of a cell, and anchors in its middle.
GRIDS: Final = ((8, 2), (16, 6))
LEAST_SCORE: Final = 0.5
SAME_FACE: Final = 0.3  # of their area: boxes that share it show one face


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """A face as the detector sees it, in pixels of the image.

    score      0..1
    box        from the brows to the chin
    keypoints  (6, 2): x and y of her right eye, left eye, nose, mouth, right ear, left ear
    """

    score: float
    box: Box
    keypoints: Array


def detect(image: Image.Image, *, side: int = SIDE) -> list[Detection]:
    """Return the faces in an RGB image, best first. Raise NetworkDamaged.

    The network sees the image `side` pixels long, a multiple of SIDE; with more it finds smaller
    faces, and may miss large ones.
    """
    shrink = side / max(image.size)
    width, height = (max(1, round(length * shrink)) for length in image.size)
    left, top = (side - width) // 2, (side - height) // 2
    seen = Image.new("RGB", (side, side))
    small = image.resize((width, height), Image.Resampling.BILINEAR, reducing_gap=2.0)
    seen.paste(small, (left, top))
    pixels = np.asarray(seen, np.float32) / np.float32(127.5) - np.float32(1)
    regressors, scores = Network.load("detector").run(pixels)
    likely = _sigmoid(scores[:, 0])
    found = np.flatnonzero(likely >= LEAST_SCORE)
    # Pairs of x and y: the middle of the box, its sides, then the keypoints.
    pairs = regressors[found].reshape(-1, 8, 2)
    pairs[:, [0, 2, 3, 4, 5, 6, 7]] += _anchors(side)[found, None]
    pairs[:, [0, 2, 3, 4, 5, 6, 7]] -= (left, top)
    pairs *= (image.width / width, image.height / height)
    return [*_merged(pairs, likely[found])]


def _sigmoid(values: Array) -> Array:
    result: Array = 1 / (1 + np.exp(-values.clip(-80, 80)))
    return result


@cache
def _anchors(side: int) -> Array:
    """Return the middle of each anchor, (number, 2), in pixels of what the network sees."""
    rows = []
    for stride, anchors in GRIDS:
        middles = np.arange(stride / 2, side, stride, dtype=np.float32)
        y, x = np.meshgrid(middles, middles, indexing="ij")
        rows.append(np.stack((x, y), axis=-1).reshape(-1, 2).repeat(anchors, axis=0))
    return np.concatenate(rows)


def _merged(pairs: Array, scores: Array) -> Iterator[Detection]:
    """Yield one detection for each face: the mean of its boxes, weighted by their scores."""
    corners: Array = np.concatenate(
        (pairs[:, 0] - pairs[:, 1] / 2, pairs[:, 0] + pairs[:, 1] / 2), axis=1
    )
    waiting = np.argsort(-scores, kind="stable")
    while waiting.size:
        best = waiting[0]
        is_same = _overlap(corners[best], corners[waiting]) > SAME_FACE
        is_same[0] = True
        same, waiting = waiting[is_same], waiting[~is_same]
        weights = scores[same] / scores[same].sum()
        left, top, right, bottom = (float(edge) for edge in weights @ corners[same])
        yield Detection(
            score=float(scores[best]),
            box=Box(left=left, top=top, right=right, bottom=bottom),
            keypoints=np.tensordot(weights, pairs[same, 2:], axes=1),
        )


def _overlap(box: Array, others: Array) -> Array:
    """Return the area that the box shares with each of the others, by the area of both."""
    sides = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
    shared = sides.clip(0).prod(axis=1)
    area, areas = (box[2:] - box[:2]).prod(), (others[:, 2:] - others[:, :2]).prod(axis=1)
    result: Array = shared / np.maximum(area + areas - shared, 1e-9)
    return result
