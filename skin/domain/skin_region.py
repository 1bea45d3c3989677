"""Where the skin is in a photo: published rules of colour, the same for every complexion.

The picture is first scaled to one brightness, so that neither its exposure nor a dark complexion
decides; then skin is what has the hue of blood and melanin. What no rule of colour can do: tell a
face from an arm, or skin from wood, fur or sand of its colour; find skin under coloured light; or
see skin with next to no colour left, be it overexposed or very dark in weak light. Of the ten
swatches of the Monk Skin Tone scale, as they stand, it finds 4 to 9.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from PIL import Image, ImageChops, ImageFilter, ImageOps

SEARCH_SIDE: Final = 192  # pixels: the longest side on which skin is looked for
SKIN_SIDE: Final = 48  # pixels: the skin found is scaled to the area of a square of this side
MARGIN: Final = 4  # pixels of SEARCH_SIDE: what is kept around the skin
SMALLEST_SHARE: Final = 0.015  # of the picture: below it, skin is a detail and not the subject

BLUE_DIFFERENCE: Final = (77, 127)
RED_DIFFERENCE: Final = (133, 173)
"""Cb and Cr of skin, with no floor under its brightness: Chai & Ngan, "Face segmentation using
skin-color map in videophone applications", IEEE Trans. Circuits Syst. Video Technol. 9(4), 1999."""
RED_OVER_GREEN: Final = 15
"""R - G lies above it: Kovač, Peer & Solina, "Human skin color clustering for face detection",
EUROCON 2003; keeps out beige walls. Their floors under R, G and B shut out dark skin: left out."""
RED_SHARE: Final = 0.12  # of G: enough where that is less than 15, more colour than dark skin has
SATURATION: Final = (0, 173)
"""S <= 0.68, from Sobottka & Pitas, "A novel method for automatic face segmentation", Signal
Processing: Image Communication 12(3), 1998: keeps out fair hair, leather and varnished wood."""
LIT: Final = 0.7
"""Of the upper-quartile luma of the skin: what is darker is hair, or skin too shaded to be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinRegion:
    """The largest patch of skin in a photo, cut out and scaled.

    picture   RGB: the patch and a margin, at the size at which the patch covers about SKIN_SIDE²
              pixels, so that resolution, framing and distance make no difference
    mask      L, of the same size: 255 on the patch, else 0. Eyes, lips and spots that lie within
              the skin belong to it
    share     of the photo that the patch covers, SMALLEST_SHARE..1
    """

    picture: Image.Image
    mask: Image.Image
    share: float


def find_skin(*, picture: Image.Image) -> SkinRegion | None:
    """Return the largest patch of skin in an RGB picture, or None when there is none to speak of.

    The rough place is found on a small copy; the mask is then drawn again at the final scale,
    where the sizes in pixels below mean the same on every photo: about 2 % of a face's width each.
    """
    shrink = SEARCH_SIDE / max(picture.size)
    width, height = (max(1, round(side * shrink)) for side in picture.size)
    small = picture.resize((width, height), Image.Resampling.BILINEAR)
    white = max(1, percentile(band=small.convert("HSV").getchannel("V"), percent=99))
    rough = _patch(small, white=white)
    found, box = _area(rough), rough.getbbox()
    if box is None or found < SMALLEST_SHARE * width * height:
        return None
    left, top = max(0, box[0] - MARGIN), max(0, box[1] - MARGIN)
    right, bottom = min(width, box[2] + MARGIN), min(height, box[3] + MARGIN)
    scale = SKIN_SIDE / found**0.5
    across, down = picture.width / width, picture.height / height
    region = picture.resize(
        (round((right - left) * scale), round((bottom - top) * scale)),
        Image.Resampling.BILINEAR,
        box=(left * across, top * down, right * across, bottom * down),
    )
    mask = _patch(region, white=white)
    share = found / (width * height)
    return SkinRegion(picture=region, mask=mask, share=share) if mask.getbbox() else None


def percentile(*, band: Image.Image, percent: float, mask: Image.Image | None = None) -> int:
    """Return the smallest level 0-255 that `percent` of the band's pixels do not exceed.

    Only pixels where the mask is set count; 0 when there are none.
    """
    totals = list(accumulate(band.histogram(mask)))
    return bisect_left(totals, totals[-1] * percent / 100)


def _patch(picture: Image.Image, *, white: int) -> Image.Image:
    """Return the mask of the largest evenly lit patch of skin, what it encloses included."""
    # Grain and spots are smoothed away: they are what is measured, and must not decide where.
    smooth = picture.filter(ImageFilter.MedianFilter(5)).filter(ImageFilter.GaussianBlur(1))
    mask = _largest(_skin_coloured(smooth, white=white))
    luma = smooth.convert("L")
    # Hair and shadow pull the quartile down; once they are gone, it tells what the first pass left.
    for _ in range(2):
        lit = round(LIT * percentile(band=luma, percent=75, mask=mask))
        mask = ImageChops.darker(mask, _within(luma, (lit, 255)))
    return _shrunk(_grown(_largest(mask), 6), 6)


def _skin_coloured(picture: Image.Image, *, white: int) -> Image.Image:
    bright = picture.point([min(255, round(level * 255 / white)) for level in range(256)] * 3)
    red, green, _ = bright.split()
    _, blue_difference, red_difference = bright.convert("YCbCr").split()
    least = green.point([min(RED_OVER_GREEN, round(level * RED_SHARE)) for level in range(256)])
    mask = _within(ImageChops.subtract(ImageChops.subtract(red, green), least), (1, 255))
    mask = ImageChops.darker(mask, _within(blue_difference, BLUE_DIFFERENCE))
    mask = ImageChops.darker(mask, _within(red_difference, RED_DIFFERENCE))
    return ImageChops.darker(mask, _within(bright.convert("HSV").getchannel("S"), SATURATION))


def _largest(mask: Image.Image) -> Image.Image:
    """Return the mask without its specks, and without all but its largest connected part.

    Every pixel is visited once, so that no pattern of dots costs more than a plain face.
    """
    core = ImageOps.expand(_shrunk(mask, 1), border=1)
    left = bytearray(core.tobytes())
    largest: list[int] = []
    while (seed := left.find(255)) >= 0:
        left[seed] = 0
        part = [seed]
        for place in part:  # grows while it is walked
            for neighbour in (place - 1, place + 1, place - core.width, place + core.width):
                if left[neighbour]:
                    left[neighbour] = 0
                    part.append(neighbour)
        largest = max(largest, part, key=len)
    for place in largest:
        left[place] = 255
    kept = Image.frombytes("L", core.size, bytes(left))
    return _grown(ImageOps.crop(kept, border=1), 1)


def _grown(mask: Image.Image, pixels: int) -> Image.Image:
    return _within(mask.filter(ImageFilter.BoxBlur(pixels)), (1, 255))


def _shrunk(mask: Image.Image, pixels: int) -> Image.Image:
    return _within(mask.filter(ImageFilter.BoxBlur(pixels)), (255, 255))


def _within(band: Image.Image, bounds: tuple[int, int]) -> Image.Image:
    lowest, highest = bounds
    return band.point([255 * (lowest <= level <= highest) for level in range(256)])


def _area(mask: Image.Image) -> int:
    return mask.histogram()[255]
