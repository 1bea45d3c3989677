"""The parts of a face whose skin is measured: forehead and cheeks.

Their outlines are corners that the face mesh gives; brows, eyes, nose, lips, beard and the edge of
the face lie outside. Hair, glasses and glare inside them are left out by their light: they are far
darker or brighter than the plane that fits the light on the region, whatever its complexion.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from skin.domain.face.light import CLIPPED, LINEAR
from skin.domain.face.outlines import OUTLINES, OVAL, RegionName, filled
from skin.domain.face.portrait import Portrait, pixels_around

EYES_APART: Final = 63.0
"""Millimetres between the pupils of an adult: the mean of 3,976 in Dodgson, "Variation and extrema
of human interpupillary distance", SPIE 5291, 2004. Half of them lie within 2.4 mm of it."""

LEAST_FACING: Final = 0.35
"""The share of its area that the camera sees of a region: below it, skin is too foreshortened."""
LEAST_BARE: Final = 0.4  # of a region: less bare skin, and it is left out
DARKER: Final = 0.5
BRIGHTER: Final = 0.4
"""Natural logarithms of light: hair and frames are darker than the skin around them by more, glare
is brighter. Moles are left out as well; the relief of skin stays within 0.2."""
FITS: Final = 4  # of the plane: each leaves out what the one before found
DARK_FOREHEAD: Final = 0.4  # of the light of the brighter cheek
RIM: Final = 1.0  # millimetres around hair and glare that are left out with it
BLACK: Final = 4  # level up to which a camera tells no differences
TOLD: Final = 0.9  # of a scaled pixel: the others border on what a camera does not tell
FLOOR: Final = 1e-4  # of full light, so that black has a logarithm


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinView:
    """A face at a fixed scale.

    light    float32 (height, width, 3): linear red, green and blue, FLOOR..1
    masks    bool (height, width) of the bare skin of each region that can be measured; a region
             that is turned away or covered is not in it
    face     bool (height, width): the face, with eyes and mouth, without hair
    points   (468, 3): the face mesh, in pixels of the view
    millimetre   pixels of the view, where the eyes are EYES_APART
    """

    light: NDArray[np.float32]
    masks: Mapping[RegionName, NDArray[np.bool_]]
    face: NDArray[np.bool_]
    points: NDArray[np.float32]
    millimetre: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """The face, cut out of its photo.

    light         float32 (height, width, 3): linear red, green and blue, 0..1
    told          float32 (height, width): 1 where the camera tells differences of green, else 0
    points        (468, 3): the face mesh, in pixels of `light`
    eye_distance  pixels of `light`
    """

    light: NDArray[np.float32]
    told: NDArray[np.float32]
    points: NDArray[np.float32]
    eye_distance: float
    _views: dict[float, SkinView] = field(default_factory=dict, init=False, repr=False)

    def corners(self, name: RegionName) -> NDArray[np.float32]:
        """Return the corners of a region, (n, 3), in pixels of `light`."""
        return np.stack([self.points[list(corner)].mean(axis=0) for corner in OUTLINES[name]])

    def view(self, *, eye_distance: float, least: float | None = None) -> SkinView | None:
        """Return the face scaled to `eye_distance` pixels between the eyes.

        None if it has fewer than `least` of its own, by default `eye_distance`: what has more than
        those is enlarged.
        """
        if self.eye_distance < (eye_distance if least is None else least):
            return None
        if eye_distance not in self._views:
            self._views[eye_distance] = self._view(eye_distance)
        return self._views[eye_distance]

    def _view(self, eye_distance: float) -> SkinView:
        scale = eye_distance / self.eye_distance
        height, width = (max(1, round(side * scale)) for side in self.told.shape)
        light = np.stack(
            [_resized(self.light[..., band], width, height) for band in range(3)], axis=-1
        ).clip(FLOOR, 1)
        told = _resized(self.told, width, height) > TOLD
        points = self.points * np.float32(scale)
        millimetre = eye_distance / EYES_APART
        masks: dict[RegionName, NDArray[np.bool_]] = {}
        for name in OUTLINES:
            corners = self.corners(name) * np.float32(scale)
            region = filled(corners, told.shape)
            if _facing(corners) < LEAST_FACING:
                continue
            bare = _bare(region & told, np.log(light[..., 1]), rim=round(RIM * millimetre))
            if bare.sum() >= max(LEAST_BARE * region.sum(), 1):
                masks[name] = bare
        _leave_out_cap(masks, light)
        return SkinView(
            light=light,
            masks=masks,
            face=filled(points[list(OVAL)], told.shape),
            points=points,
            millimetre=millimetre,
        )


def find_regions(*, portrait: Portrait) -> Regions:
    """Return the face of a portrait, ready to be viewed at any scale up to its own."""
    points = portrait.face.points
    left, top, *_ = box = pixels_around(points[:, :2], portrait.image)
    # Each band lies in one piece of memory, so that the views read it in order.
    bands = np.ascontiguousarray(np.asarray(portrait.image.crop(box)).transpose(2, 0, 1))
    told = (bands[1] < CLIPPED) & (bands.max(axis=0) > BLACK)
    return Regions(
        light=LINEAR[bands].transpose(1, 2, 0),
        told=told.astype(np.float32),
        points=points - np.array((left, top, 0), np.float32),
        eye_distance=portrait.face.eye_distance,
    )


def _resized(band: NDArray[np.float32], width: int, height: int) -> NDArray[np.float32]:
    picture = Image.fromarray(np.ascontiguousarray(band))
    return np.asarray(picture.resize((width, height), Image.Resampling.BICUBIC))


def _facing(corners: NDArray[np.float32]) -> float:
    """Return the area between the corners as the camera sees it, by its area in depth, 0..1."""
    arms = corners - corners.mean(axis=0)
    normal = np.cross(arms, np.roll(arms, -1, axis=0)).sum(axis=0)
    return float(abs(normal[2]) / max(np.linalg.norm(normal), 1e-9))


def _bare(region: NDArray[np.bool_], light: NDArray[np.float32], *, rim: int) -> NDArray[np.bool_]:
    """Return the region without what is too dark or too bright for skin in this light.

    `light` is its natural logarithm.
    """
    rows, columns = np.nonzero(region)
    if not rows.size:
        return region
    plane = np.stack((rows, columns, np.ones_like(rows)), axis=1).astype(np.float32)
    values = light[rows, columns]
    rest = values - np.median(values)
    for _ in range(FITS):
        skin = (rest > -DARKER) & (rest < BRIGHTER)
        fit = np.linalg.lstsq(plane[skin], values[skin], rcond=None)[0]
        rest = values - plane @ fit
    strange = np.zeros_like(region)
    strange[rows, columns] = (rest <= -DARKER) | (rest >= BRIGHTER)
    return region & ~_grown(strange, rim)


def _leave_out_cap(masks: dict[RegionName, NDArray[np.bool_]], light: NDArray[np.float32]) -> None:
    """Leave out a forehead far darker than the cheeks: hair or a cap covers or shades it."""
    medians = {name: float(np.median(light[mask, 1])) for name, mask in masks.items()}
    cheeks = [median for name, median in medians.items() if name.endswith("cheek")]
    if cheeks and medians.get("forehead", 1.0) < DARK_FOREHEAD * max(cheeks):
        del masks["forehead"]


def _grown(mask: NDArray[np.bool_], pixels: int) -> NDArray[np.bool_]:
    """Return the mask with that many pixels around it."""
    rows, columns = np.nonzero(mask)
    if not pixels or not rows.size:
        return mask
    near = tuple(  # the rest of a view is much larger, and nothing grows into it
        slice(max(0, places.min() - pixels), places.max() + pixels + 1)
        for places in (rows, columns)
    )
    picture = Image.fromarray(np.where(mask[near], 255, 0).astype(np.uint8))
    grown = np.zeros_like(mask)
    grown[near] = np.asarray(picture.filter(ImageFilter.MaxFilter(2 * pixels + 1))) > 0
    return grown
