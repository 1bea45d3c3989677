"""Where the skin is in a photo: colour rules that are published, simple, and the same for every tone.

The picture is first scaled to one brightness, so that neither exposure nor a dark complexion
decides; then a pixel is skin when its hue is that of blood and melanin. What no rule of colour can
do: tell a face from an arm, or skin from wood, fur or sand of the same colour; find skin under
strongly coloured light; or see the very darkest skin in weak light, which has next to no colour.
"""

from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

SEARCH_SIDE: Final = 256  # pixels: the longest side on which skin is looked for
SKIN_SIDE: Final = 64  # pixels: the skin found is scaled to the area of a square of this side
SMALLEST_SHARE: Final = 0.02  # of the picture: below it, skin is a detail and not the subject

BLUE_DIFFERENCE: Final = (77, 127)
RED_DIFFERENCE: Final = (133, 173)
"""Cb and Cr of skin: Chai & Ngan, "Face segmentation using skin-color map in videophone
applications", IEEE Trans. Circuits Syst. Video Technol. 9(4), 1999; found alike for all peoples."""
RED_OVER_GREEN: Final = (16, 255)
"""R - G > 15, from Kovač, Peer & Solina, "Human skin color clustering for face detection", EUROCON
2003: keeps out beige walls. Their floors under R, G and B are left out: they shut out dark skin."""
SATURATION: Final = (0, 173)
"""S <= 0.68, from Sobottka & Pitas, "A novel method for automatic face segmentation", Signal
Processing: Image Communication 12(3), 1998: keeps out fair hair, leather and varnished wood."""
LIT: Final = 0.7
"""Of the skin's upper-quartile luma: what lies below is hair or shadow, where nothing is seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinRegion:
    """The largest patch of skin in a photo, cut out and scaled.

    picture   RGB, the patch and what lies within its bounds, at the size at which the patch covers
              SKIN_SIDE² pixels, whatever the photo's resolution, framing or distance
    mask      L, of the same size: 255 on skin, else 0
    share     of the photo that the patch covers, SMALLEST_SHARE..1
    """

    picture: Image.Image
    mask: Image.Image
    share: float


def find_skin(*, picture: Image.Image) -> SkinRegion | None:
    """Return the largest patch of evenly lit skin in an RGB picture; None when there is none."""
    shrink = SEARCH_SIDE / max(picture.size)
    width, height = (max(1, round(side * shrink)) for side in picture.size)
    small = picture.resize((width, height), Image.Resampling.BILINEAR)
    mask = largest_patch(skin_coloured(small))
    if area(mask) == 0:
        return None
    luma = small.convert("L").filter(ImageFilter.GaussianBlur(3))
    lit = LIT * percentile(luma, 75, mask=mask)
    mask = largest_patch(ImageChops.darker(mask, within(luma, (round(lit), 255))))
    share = area(mask) / (width * height)
    box = mask.getbbox()
    if share < SMALLEST_SHARE or box is None:
        return None
    scale = SKIN_SIDE / area(mask) ** 0.5
    size = (round((box[2] - box[0]) * scale), round((box[3] - box[1]) * scale))
    across, down = picture.width / width, picture.height / height
    source = (box[0] * across, box[1] * down, box[2] * across, box[3] * down)
    return SkinRegion(
        picture=picture.resize(size, Image.Resampling.BILINEAR, box=source),
        mask=within(mask.resize(size, Image.Resampling.BILINEAR, box=box), (128, 255)),
        share=share,
    )


def skin_coloured(picture):
    white = max(1, percentile(picture.convert("L"), 99))
    picture = picture.point([min(255, round(v * 255 / white)) for v in range(256)] * 3)
    red, green, _ = picture.split()
    _, blue_difference, red_difference = picture.convert("YCbCr").split()
    _, saturation, _ = picture.convert("HSV").split()
    mask = within(ImageChops.subtract(red, green), RED_OVER_GREEN)
    for band, bounds in ((blue_difference, BLUE_DIFFERENCE), (red_difference, RED_DIFFERENCE), (saturation, SATURATION)):
        mask = ImageChops.darker(mask, within(band, bounds))
    return mask


def largest_patch(mask):
    core = mask.filter(ImageFilter.MinFilter(5))
    density = ImageChops.darker(core.filter(ImageFilter.BoxBlur(12)), core)
    top = density.getextrema()[1]
    if top == 0:
        return Image.new("L", mask.size)
    row, column = divmod(density.tobytes().index(top), mask.width)
    ImageDraw.floodfill(core, (column, row), 128)
    return within(core, (128, 128)).filter(ImageFilter.MaxFilter(5))


def within(band, bounds):
    lowest, highest = bounds
    return band.point([255 * (lowest <= v <= highest) for v in range(256)])

def area(mask): return mask.histogram()[255]

def percentile(band, percent, mask=None):
    counts = band.histogram(mask)
    wanted = sum(counts) * percent / 100
    total = 0
    for value, count in enumerate(counts):
        total += count
        if total >= wanted and total: return value
    return 0
