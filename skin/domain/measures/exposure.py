"""Tell the quality of a photo on the pixels of the face: its light, its colour, its focus."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from skin.domain.face.light import CLIPPED, LINEAR, find_light
from skin.domain.face.portrait import Portrait, pixels_around
from skin.domain.face.regions import Regions, SkinView
from skin.domain.measurement import QualityIssue

SCALE: Final = 48  # pixels between the eyes, at most, for light and colour

DIM: Final = 0.4
"""The light of a face (see light.py): 1.5 stops below a well lit one, grain begins to count."""
GLARING: Final = 0.3  # of the face's pixels, with a clipped channel
SOFT: Final = 0.1
"""The width of the sharpest edges around the eyes, by the distance between the eyes: 0.03 to 0.09
on photos in focus. Beyond, lashes and lids run into the skin below them."""

BLUEST, YELLOWEST = 0.12, 1.95  # natural logarithms of red by blue
GREENEST, PINKEST = -0.25, 0.65  # of red by green, less green by blue
"""The colour of skin of every tone in white light: melanin and blood both take more green than red,
and more blue than green. Of 52 faces of three groups of tone, 0.15..1.76 and -0.16..0.53."""

EYES: Final = (70, 63, 105, 66, 107, 336, 296, 334, 293, 300, 117, 119, 346, 348)
"""Points on the brows and below the eyes: lashes, iris and brows between them are always sharp."""
EYE_SCALE: Final = 192  # pixels between the eyes, at most, for the focus
DARKEST, LIGHTEST = 2, 98  # percentiles of luma around the eyes
STEEPEST: Final = 99.5  # percentile of its differences between neighbours


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """How a face was photographed.

    light       of its brightest parts, 0..1 of full scale
    clipped     the share of its pixels with a channel that is overexposed
    softness    the width of the sharpest edges around its eyes, by the distance between the eyes
    tinted      whether all of its skin has a colour that skin has not in white light
    """

    light: float
    clipped: float
    softness: float
    tinted: bool

    def issues(self) -> tuple[QualityIssue, ...]:
        """Return what lowers the quality of the photo."""
        found: dict[QualityIssue, bool] = {
            "blurred": self.softness > SOFT,
            "too_dark": self.light < DIM,
            "too_bright": self.clipped > GLARING,
            "colour_cast": self.tinted,
        }
        return tuple(issue for issue, is_found in found.items() if is_found)


def find_exposure(*, portrait: Portrait, regions: Regions) -> Exposure:
    """Return how the face of a portrait was photographed."""
    view = regions.view(eye_distance=min(SCALE, regions.eye_distance))
    return Exposure(
        light=find_light(image=portrait.image, outline=portrait.face.outline),
        clipped=_clipped(view) if view else 0.0,
        softness=_softness(portrait),
        tinted=bool(view and _is_tinted(view)),
    )


def _clipped(view: SkinView) -> float:
    face = view.light[view.face]
    return float((face.max(axis=-1) >= LINEAR[CLIPPED]).mean()) if face.size else 0.0


def _is_tinted(view: SkinView) -> bool:
    """Return whether every region has a colour that is none of skin."""
    if not view.masks:
        return False
    return all(_is_off(np.median(view.light[mask], axis=0)) for mask in view.masks.values())


def _is_off(colour: NDArray[np.float32]) -> bool:
    red, green, blue = (float(part) for part in np.log(colour))
    yellow, pink = red - blue, (red - green) - (green - blue)
    return not (BLUEST <= yellow <= YELLOWEST and GREENEST <= pink <= PINKEST)


def _softness(portrait: Portrait) -> float:
    """Return the width of an edge as steep as the steepest, over all levels around the eyes."""
    points = portrait.face.points[EYES, :2]
    left, top, right, bottom = box = pixels_around(points, portrait.image)
    shrink = min(1.0, EYE_SCALE / portrait.face.eye_distance)
    size = round((right - left) * shrink), round((bottom - top) * shrink)
    if min(size) <= 1:
        return 1.0
    part = portrait.image.resize(size, Image.Resampling.BOX, box)
    luma = np.asarray(part.convert("L"), np.float32)
    steps = np.concatenate([np.abs(np.diff(luma, axis=axis)).ravel() for axis in (0, 1)])
    darkest, lightest = np.percentile(luma, (DARKEST, LIGHTEST))
    steepest = max(float(np.percentile(steps, STEEPEST)), 1.0)
    return float(lightest - darkest) / steepest / (portrait.face.eye_distance * shrink)
