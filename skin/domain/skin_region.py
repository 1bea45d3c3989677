"""Find the skin in a photo by published colour rules, the same for every complexion.

The image is first scaled to a fixed brightness, so that exposure and complexion do not decide;
skin is then what has the hue of blood and melanin. Colour rules have limits: they cannot tell a
face from an arm, or skin from wood, fur or sand of the same colour; they fail under coloured light,
and on skin with almost no colour left, overexposed or very dark in weak light. Of the ten swatches
of the Monk Skin Tone scale these rules find 4 to 9.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from PIL import Image, ImageChops, ImageFilter, ImageOps

SEARCH_SIDE: Final = 192  # pixels: the longest side of the copy that is searched
SKIN_SIDE: Final = 48  # pixels: the skin is scaled to the area of a square of this side
MARGIN: Final = 4  # pixels of the searched copy, kept around the skin
SMALLEST_SHARE: Final = 0.015  # of the image: below it, skin is a detail and not the subject

BLUE_DIFFERENCE: Final = (77, 127)
RED_DIFFERENCE: Final = (133, 173)
"""Cb and Cr of skin, without a minimum brightness: Chai & Ngan, "Face segmentation using
skin-color map in videophone applications", IEEE Trans. Circuits Syst. Video Technol. 9(4), 1999."""
RED_OVER_GREEN: Final = 15
"""The minimum of R - G: Kovač, Peer & Solina, "Human skin color clustering for face detection",
EUROCON 2003; excludes beige walls. Their minima of R, G and B exclude dark skin, so they are not
used."""
RED_SHARE: Final = 0.12  # of G: the minimum of R - G on dark skin, where it is below 15
SATURATION: Final = (0, 173)
"""S <= 0.68, from Sobottka & Pitas, "A novel method for automatic face segmentation", Signal
Processing: Image Communication 12(3), 1998: excludes fair hair, leather and varnished wood."""
LIT_SHARE: Final = 0.7
"""Of the upper-quartile luma of the skin: darker pixels are hair, or skin in deep shadow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinRegion:
    """The largest patch of skin in a photo, cut out and scaled.

    image   RGB: the patch and a margin, scaled so that the patch covers about SKIN_SIDE² pixels
            whatever the resolution, framing and distance
    mask    L, of the same size: 255 on the patch, else 0. Eyes, lips and spots within the skin
            belong to it
    share   the share of the photo that the patch covers, SMALLEST_SHARE..1
    """

    image: Image.Image
    mask: Image.Image
    share: float


def find_skin(*, image: Image.Image) -> SkinRegion | None:
    """Return the largest patch of skin in an RGB image, or None if its share is too small.

    The patch is first found on a small copy. The mask is then made at the final scale, where one
    pixel is about 2 % of a face's width on every photo.
    """
    shrink = SEARCH_SIDE / max(image.size)
    width, height = (max(1, round(side * shrink)) for side in image.size)
    small = image.resize((width, height), Image.Resampling.BILINEAR)
    white = max(1, percentile(band=small.convert("HSV").getchannel("V"), percent=99))
    small_mask = _largest_patch(small, white=white)
    area, box = _area(small_mask), small_mask.getbbox()
    if box is None or area < SMALLEST_SHARE * width * height:
        return None
    left, top = max(0, box[0] - MARGIN), max(0, box[1] - MARGIN)
    right, bottom = min(width, box[2] + MARGIN), min(height, box[3] + MARGIN)
    scale = SKIN_SIDE / area**0.5
    x_ratio, y_ratio = image.width / width, image.height / height
    region = image.resize(
        (round((right - left) * scale), round((bottom - top) * scale)),
        Image.Resampling.BILINEAR,
        box=(left * x_ratio, top * y_ratio, right * x_ratio, bottom * y_ratio),
    )
    mask = _largest_patch(region, white=white)
    share = area / (width * height)
    return SkinRegion(image=region, mask=mask, share=share) if mask.getbbox() else None


def percentile(*, band: Image.Image, percent: float, mask: Image.Image | None = None) -> int:
    """Return the smallest level 0-255 that `percent` of the band's pixels do not exceed.

    Only pixels in the mask count; without any, the percentile is 0.
    """
    totals = list(accumulate(band.histogram(mask)))
    return bisect_left(totals, totals[-1] * percent / 100)


def _largest_patch(image: Image.Image, *, white: int) -> Image.Image:
    """Return the mask of the largest evenly lit patch of skin, including what it encloses."""
    # Smooth away grain and spots: they are measured later, and must not change the patch.
    smooth = image.filter(ImageFilter.MedianFilter(5)).filter(ImageFilter.GaussianBlur(1))
    mask = _largest_part(_skin_coloured(smooth, white=white))
    luma = smooth.convert("L")
    # Hair and shadow lower the quartile. The second pass removes what the first one missed.
    for _ in range(2):
        lit = round(LIT_SHARE * percentile(band=luma, percent=75, mask=mask))
        mask = ImageChops.darker(mask, _within(luma, (lit, 255)))
    return _shrunk(_grown(_largest_part(mask), 6), 6)


def _skin_coloured(image: Image.Image, *, white: int) -> Image.Image:
    bright = image.point([min(255, round(level * 255 / white)) for level in range(256)] * 3)
    red, green, _ = bright.split()
    _, blue_difference, red_difference = bright.convert("YCbCr").split()
    minimum = green.point([min(RED_OVER_GREEN, round(level * RED_SHARE)) for level in range(256)])
    mask = _within(ImageChops.subtract(ImageChops.subtract(red, green), minimum), (1, 255))
    mask = ImageChops.darker(mask, _within(blue_difference, BLUE_DIFFERENCE))
    mask = ImageChops.darker(mask, _within(red_difference, RED_DIFFERENCE))
    return ImageChops.darker(mask, _within(bright.convert("HSV").getchannel("S"), SATURATION))


def _largest_part(mask: Image.Image) -> Image.Image:
    """Return only the largest connected part of the mask, without its specks.

    It visits every pixel once, so no pattern of dots takes longer than a plain face.
    """
    core = ImageOps.expand(_shrunk(mask, 1), border=1)
    pixels = bytearray(core.tobytes())
    largest: list[int] = []
    while (seed := pixels.find(255)) >= 0:
        pixels[seed] = 0
        part = [seed]
        for index in part:  # the loop also visits the pixels that it appends
            for neighbour in (index - 1, index + 1, index - core.width, index + core.width):
                if pixels[neighbour]:
                    pixels[neighbour] = 0
                    part.append(neighbour)
        largest = max(largest, part, key=len)
    for index in largest:
        pixels[index] = 255
    kept = Image.frombytes("L", core.size, bytes(pixels))
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
