"""The outlines of the regions of a face, by the points of MediaPipe's face mesh."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

RegionName = Literal["forehead", "left_cheek", "right_cheek"]
Corner = tuple[int, ...]  # the middle of these points of the mesh

CHEEK: Final[tuple[Corner, ...]] = (
    *((116, 123), (117,), (118,), (101, 119), (101, 142)),
    *((36,), (205,), (187,), (123, 147)),
)
BROW_EDGE: Final[tuple[Corner, ...]] = ((66, 69), (105, 104), (63, 104))
HAIR_EDGE: Final[tuple[Corner, ...]] = ((103, 104), (67, 69))
MIRRORED: Final[Mapping[int, int]] = dict(
    (
        *((22, 252), (23, 253), (24, 254), (26, 256), (36, 266), (63, 293), (66, 296), (67, 297)),
        *((69, 299), (101, 330), (103, 332), (104, 333), (105, 334), (107, 336), (108, 337)),
        *((109, 338), (110, 339), (116, 345), (117, 346), (118, 347), (119, 348), (120, 349)),
        *((123, 352), (142, 371), (147, 376), (187, 411), (205, 425), (228, 448), (229, 449)),
        *((50, 280), (100, 329), (121, 350), (230, 450), (231, 451), (232, 452)),
    )
)
"""Points of the left half of the picture, each with its mirror image."""


def mirrored(corners: Sequence[Corner]) -> tuple[Corner, ...]:
    """Return the corners on the other side of the face."""
    return tuple(tuple(MIRRORED[point] for point in corner) for corner in corners)


def _forehead() -> tuple[Corner, ...]:
    brow, hair = ((107, 108), *BROW_EDGE), (*HAIR_EDGE, (108, 109))
    right = (*mirrored(hair[::-1]), *mirrored(brow[::-1]))
    return ((9, 151), *brow, *hair, (10, 151), *right)


OUTLINES: Final[Mapping[RegionName, tuple[Corner, ...]]] = {
    "forehead": _forehead(),
    "left_cheek": CHEEK,
    "right_cheek": mirrored(CHEEK),
}
"""`left` and `right` are those of the picture."""

OVAL: Final = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
"""The points of the mesh around the face, in order."""


def filled(outline: NDArray[np.float32], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return the mask (height, width) of what lies inside the outline: points (n, 2) or (n, 3)."""
    mask = Image.new("L", (shape[1], shape[0]))
    ImageDraw.Draw(mask).polygon([(float(x), float(y)) for x, y in outline[:, :2]], fill=255)
    return np.asarray(mask) > 0
