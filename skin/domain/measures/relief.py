"""Light and dark on the skin by their size: what texture, pores and radiance are measured of.

All of it is of the logarithm of light: exposure, white balance and complexion only add constants to
that. Green shows blood and melanin best.
"""

from collections.abc import Iterable, Mapping
from math import pi, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skin.domain.face.outlines import RegionName, filled
from skin.domain.face.regions import EYES_APART, FLOOR, Regions, SkinView

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

LEAST_AREA: Final = 250.0  # square millimetres of bare skin that a measure needs: half a cheek
LIT: Final = 0.4  # of the light on the brightest region: darker ones lie in shadow
BRIGHT: Final = 0.9  # of full light of green: from there on cameras compress it
MOST_BRIGHT: Final = 0.1
"""Of the face: none of 74 had more. Beyond it only the darkest skin is left to measure, and 0.7 EV
more light would move texture by 11, not by 3."""
WHITE: Final = 98  # per cent of the face's pixels have less light than the whites of eyes and teeth
NOISE_KERNEL: Final = np.array(((1, -2, 1), (-2, 4, -2), (1, -2, 1))) / 6
"""The response to noise is its own deviation, to light that changes evenly it is 0: Immerkær, "Fast
noise variance estimation", Computer Vision and Image Understanding 64(2), 1996."""
MAD: Final = 1.4826  # times the median deviation is the standard deviation, where it is normal
NORMAL: Final = 1.2533  # times the mean deviation is the standard deviation, where it is normal
FAR: Final = 3.0
SHARP: Final = 0.43
"""The least `sharpness`: 50 of 60 faces were sharper, and none after a blur of a millimetre.
Lowered lids hide edges, so that a face that looks down may be taken for blurred."""
FILED: Final = 8.0
"""Times the variance that the kernel tells: a JPEG file drops the finest noise first. The median of
faces with noise of 5 levels, saved at quality 90, which range from 5 to 23."""
MOST_GRAIN: Final = 0.4
"""Of the variance: skin is not told from more noise. This, FILED and the sizes of texture were
chosen on one half of 47 persons; on the other half, that noise moves nine in ten by at most 2."""
EYES: Final = (
    (70, 63, 105, 66, 107, 133, 155, 154, 153, 145, 144, 163, 7, 33),
    (300, 293, 334, 296, 336, 362, 382, 381, 380, 374, 373, 390, 249, 263),
)
"""The outlines of eye and brow, by points of the face mesh."""
SHARP_APART: Final = 48.0  # pixels between the eyes, times the millimetres that are told apart
HAZE: Final = 0.02  # of full light, added so that black lashes do not outweigh everything


def lit_skin(view: SkinView) -> Mapping[RegionName, Mask]:
    """Return the masks of forehead and cheeks that are not in shadow."""
    medians = {name: float(np.median(view.light[mask, 1])) for name, mask in view.masks.items()}
    least = LIT * max(medians.values(), default=0.0)
    return {name: mask for name, mask in view.masks.items() if medians[name] >= least}


def joined(view: SkinView, masks: Mapping[RegionName, Mask]) -> Mask:
    """Return the mask of all the regions together."""
    skin: Mask = np.any([np.zeros_like(view.face), *masks.values()], axis=0)
    return skin


def whites(view: SkinView) -> float:
    """Return the green light of the whites of the face: eyes, teeth, or what is brightest."""
    return float(np.percentile(view.light[view.face, 1], WHITE))


def overexposed(view: SkinView) -> bool:
    """Return whether too much of the face is overexposed to judge its skin."""
    return bool((view.light[view.face, 1] > BRIGHT).mean() > MOST_BRIGHT)


def flattened(values: Values, masks: Mapping[RegionName, Mask]) -> Values:
    """Return the values of each region less the plane that fits them; 0 outside the masks.

    The plane is how light falls off over the region.
    """
    rest = np.zeros_like(values)
    for mask in masks.values():
        rows, columns = np.nonzero(mask)
        plane = np.stack((rows, columns, np.ones_like(rows)), axis=1).astype(np.float64)
        rest[mask] = values[mask] - plane @ np.linalg.lstsq(plane, values[mask], rcond=None)[0]
    return rest


def mean_deviation(values: Values) -> float:
    """Return the mean deviation from the median, as the standard deviation of a normal law.

    None counts for more than FAR standard deviations, which the median deviation estimates.
    """
    deviation = np.abs(values - np.median(values))
    return NORMAL * float(np.minimum(deviation, FAR * MAD * np.median(deviation)).mean())


def blurred(values: Values, deviation: float) -> Values:
    """Return the values under a Gaussian of that deviation in pixels; they are 0 outside."""
    reach = max(1, round(4 * deviation))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / deviation) ** 2)
    weights /= weights.sum()
    for _ in range(2):  # down each column, then along each row
        padded, rows = np.pad(values, ((reach, reach), (0, 0))), len(values)
        values = np.zeros_like(values)
        for at, weight in enumerate(weights):
            values += weight * padded[at : at + rows]
        values = values.T
    return values


def between(values: Values, mask: Mask, *, fine: float, coarse: float) -> Values:
    """Return what in the mask is larger than `fine` and smaller than `coarse`, both in pixels.

    It is the difference of two Gaussians; what lies outside the mask does not count.
    """
    inside = mask.astype(np.float64)
    smooth, smoother = (
        blurred(values * inside, size) / np.maximum(blurred(inside, size), 1e-3)
        for size in (fine, coarse)
    )
    return smooth - smoother


def grain(regions: Regions, names: Iterable[RegionName], *, tone: bool = False) -> float:
    """Return the standard deviation of the camera's noise in one pixel of the photo.

    It is that of the log of green light, or, as `tone`, of red by green.
    """
    weights = np.array((1, -1) if tone else (0, 1))  # of red and green
    found = [_responses(regions, name, weights) for name in names]
    return MAD * float(np.median(np.concatenate(found))) if found else 0.0


def _responses(regions: Regions, name: RegionName, weights: NDArray[np.int_]) -> Values:
    """Return the sizes of the response to NOISE_KERNEL within a region, in pixels of the photo."""
    corners = regions.corners(name)
    height, width = regions.told.shape
    left, top = (max(0, int(edge)) for edge in corners[:, :2].min(axis=0))
    right, bottom = (int(edge) + 1 for edge in corners[:, :2].max(axis=0))
    part = regions.light[top : min(bottom, height), left : min(right, width), :2]
    light = np.log(part.clip(FLOOR, 1).astype(np.float64)) @ weights
    inside = filled(corners - (left, top, 0), light.shape)[1:-1, 1:-1]
    response = sum(
        weight * light[row : row + inside.shape[0], column : column + inside.shape[1]]
        for (row, column), weight in np.ndenumerate(NOISE_KERNEL)
    )
    found: Values = np.abs(response)[inside]
    return found


def grain_between(regions: Regions, deviation: float, *, fine: float, coarse: float) -> float:
    """Return what is left of a grain of that deviation between two sizes in millimetres.

    It is that of white noise, which shrinks with the pixels that a millimetre has.
    """
    share = (fine**-2 + coarse**-2 - 4 / (fine**2 + coarse**2)) / (4 * pi)
    return deviation * EYES_APART / regions.eye_distance * sqrt(share)


def sharpness(regions: Regions, *, fine: float, coarse: float) -> float:
    """Return how much finer contrast eyes and brows have than coarser, by sizes in millimetres.

    They have edges on every face, however smooth its skin: only a blur takes the finer ones.
    """
    view = regions.view(eye_distance=SHARP_APART / fine, least=0)
    if view is None:
        return 0.0
    light = np.log(view.light[..., 1].astype(np.float64) + HAZE)
    eyes = [filled(view.points[list(points)], light.shape) for points in EYES]
    inside = eyes[0] | eyes[1]
    rows, columns = (np.flatnonzero(inside.any(axis=axis)) for axis in (1, 0))
    if not rows.size:
        return 0.0
    box = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    light, inside = light[box], inside[box]
    everywhere = np.ones(light.shape, np.bool_)
    finer, coarser = (
        between(light, everywhere, fine=size * view.millimetre, coarse=2 * size * view.millimetre)[
            inside
        ].std()
        for size in (fine, coarse)
    )
    return float(finer / max(coarser, 1e-9))
