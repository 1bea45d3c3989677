"""Skin measured without a model: three classical measures of its pixels, and two silences.

Everything is measured on the skin alone, at the one size of SkinRegion, where a pixel is some 2 %
of a face's width, about 3 mm. Single pores and fine lines are far below that. What is seen are
blemishes, patches and spots; brows, eyes and lips add a part of their own, the same every time. So
the scores are hers to follow from photo to photo in like light, and say nothing beside another
person's. Each lies on Naka & Rushton's scale of response (J. Physiol. 185, 1966), the share
a / (a + b) of BEST: half where a measure equals its constant HALF_..., and never clipped.

radiance       the light on the skin, as the photo shows it, with her melanin divided out: in linear
               sRGB (R^2.6 / B)^(1 / 1.6) of full scale, R and B being the lower quartiles of the
               skin, so that sheen does not count. Log reflectance is linear in pigment (Tsumura,
               Haneishi & Miyake, J. Opt. Soc. Am. A 16(9), 1999), and melanin absorbs MELANIN times
               as much blue as red. Lightness L* would score fair skin above dark; this divides out
               most of that difference, not all: on the darkest skin the reflection of the surface
               hides the pigment. It depends on lamp, exposure and white balance as much as on her
texture        its unevenness is the mean deviation of the skin's luma from its own Gaussian of one
               pixel, after the arithmetic mean deviation Ra of ISO 21920-2, over the most even
               EVEN_SHARE of the skin, relative to its median. Grain of the camera counts as well
pores          dark spots of up to 4 pixels: the mean depth, beyond SHALLOW, of the black top-hat
               (closing minus picture; Meyer, 1979) of the skin's luma, relative to its median
moisture       None: water in the skin changes its capacitance, not its colour in a photo
dark_circles   None: it takes to know where the eyes are, and a rule of colour does not
"""

from io import BytesIO
from typing import Final

from PIL import Image, ImageChops, ImageFilter, ImageStat

from skin.domain.measurement import BEST, Measurement, Metrics, PoorPhoto
from skin.domain.photo import Photo
from skin.domain.skin_region import SkinRegion, find_skin, percentile

VERSION: Final = "classical-1"  # to be raised with every change that moves a score

DECODED_SIDE: Final = 1_024  # pixels: more than that of a photo would be scaled away again
MELANIN: Final = 2.6
"""Absorption of blue over red, 464 and 611 nm (sRGB's dominant wavelengths) to the power -3.48:
Jacques, "Melanosome absorption coefficient", omlc.org/spectra/melanin/mua.html, 1998."""
GAMMA: Final = 2.2  # of sRGB, nominally (IEC 61966-2-1)
EVEN_SHARE: Final = 0.75  # of the skin's pixels: edges, spots, brows and lips lie in the rest
SHALLOW: Final = 0.05  # of the skin's median luma
MEDIAN: Final = 128  # level to which the skin's median luma is brought, whatever the exposure
CLIPPED: Final = 250  # level from which red may mean any brighter one

HALF_LIGHT: Final = 0.25  # of full scale
HALF_UNEVENNESS: Final = 0.03  # of the skin's median luma
HALF_SPOTS: Final = 0.08  # of the skin's median luma

TOO_DARK: Final = 48  # level: with 99 % of a photo below it, too few levels are left to measure
BLURRED: Final = 0.25  # sharpness: below it spots are gone, and any skin looks perfect
SOFT: Final = 0.4
CEILING: Final = 0.5  # of confidence: these measures were never held against a dermatologist's eye
LIGHT_UNKNOWN: Final = 0.25  # confidence in radiance: lamp, exposure and white balance are anyone's


def measure(*, photo: Photo) -> Measurement:
    """Return radiance, texture and pores of the skin in a photo; the same for the same bytes.

    Confidence in texture and pores is the sharpness of the skin, at most CEILING. Make-up and
    filters pass unnoticed. Raise PoorPhoto for a photo that is too dark, shows hardly any skin, or
    is blurred.
    """
    picture = _decoded(photo)
    if percentile(band=picture.convert("L"), percent=99) < TOO_DARK:
        raise PoorPhoto(reasons=("too_dark",))
    skin = find_skin(picture=picture)
    if skin is None:
        raise PoorPhoto(reasons=("no_face",))
    sharpness = _sharpness(skin)
    if sharpness < BLURRED:
        raise PoorPhoto(reasons=("blurred",))
    luma = _levelled_luma(skin)
    metrics = Metrics(
        radiance=_radiance(skin),
        texture=_score(HALF_UNEVENNESS, _unevenness(luma, skin=skin)),
        pores=_score(HALF_SPOTS, _spots(luma, skin=skin)),
    )
    seen = round(min(CEILING, sharpness), 2)
    confidence = {"radiance": LIGHT_UNKNOWN, "texture": seen, "pores": seen}
    return Measurement(
        metrics=metrics,
        confidence={name: confidence[name] for name in metrics.measured()},
        quality=("blurred",) if sharpness < SOFT else (),
        observations=_observations(skin, sharpness=sharpness),
        source="local",
        model_id=VERSION,
        prompt_version=None,
    )


def _decoded(photo: Photo) -> Image.Image:
    with Image.open(BytesIO(photo.jpeg), formats=("JPEG",)) as source:
        source.draft("RGB", (DECODED_SIDE, DECODED_SIDE))
        return source.convert("RGB")


def _score(better: float, worse: float) -> int:
    return round(BEST * better / (better + worse))


def _radiance(skin: SkinRegion) -> int | None:
    """Return the score, or None where the skin is overexposed: its light can no longer be told."""
    red, _, blue = (
        percentile(band=band, percent=25, mask=skin.mask) for band in skin.picture.split()
    )
    if red >= CLIPPED:
        return None
    red_light, blue_light = ((max(level, 1) / 255) ** GAMMA for level in (red, blue))
    light: float = (red_light**MELANIN / blue_light) ** (1 / (MELANIN - 1))
    return _score(light, HALF_LIGHT)


def _levelled_luma(skin: SkinRegion) -> Image.Image:
    luma = skin.picture.convert("L")
    median = max(1, percentile(band=luma, percent=50, mask=skin.mask))
    return luma.point([min(255, round(level * MEDIAN / median)) for level in range(256)])


def _unevenness(luma: Image.Image, *, skin: SkinRegion) -> float:
    """Return the mean deviation on the most even skin, of its median luma."""
    deviation = ImageChops.difference(luma, luma.filter(ImageFilter.GaussianBlur(1)))
    counts = deviation.histogram(skin.mask)
    even = left = EVEN_SHARE * sum(counts)
    total = 0.0
    for level, count in enumerate(counts):
        taken = min(count, left)
        total += taken * level
        left -= taken
    return total / even / MEDIAN


def _spots(luma: Image.Image, *, skin: SkinRegion) -> float:
    """Return the depth of dark spots beyond SHALLOW, mean over the skin, of its median luma."""
    closed = luma.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MinFilter(5))
    depth = ImageChops.subtract(closed, luma, offset=-round(SHALLOW * MEDIAN))
    return ImageStat.Stat(depth, skin.mask).mean[0] / MEDIAN


def _sharpness(skin: SkinRegion) -> float:
    """Return how much of the skin's variation a further blur takes away: 0 blurred .. 1 sharp.

    One minus the blur effect of Crété, Dolmiere, Ladret & Nicolas, "The blur effect: perception and
    estimation with a new no-reference perceptual blur metric", SPIE 6492, 2007, with a box of 5.
    """
    luma = skin.picture.convert("L")
    blurred = luma.filter(ImageFilter.BoxBlur(2))
    there = lost = 0.0
    for across, down in ((1, 0), (0, 1)):
        before, after = (_steps(band, across=across, down=down) for band in (luma, blurred))
        there += ImageStat.Stat(before).sum[0]
        lost += ImageStat.Stat(ImageChops.subtract(before, after)).sum[0]
    return lost / max(there, 1)


def _steps(band: Image.Image, *, across: int, down: int) -> Image.Image:
    """Return the difference of each pixel to its neighbour."""
    width, height = band.width - across, band.height - down
    here = band.crop((0, 0, width, height))
    return ImageChops.difference(here, band.crop((across, down, across + width, down + height)))


def _observations(skin: SkinRegion, *, sharpness: float) -> tuple[str, ...]:
    basis = f"The scores rest on the {skin.share:.0%} of the photo that looks like skin."
    if sharpness < SOFT:
        return basis, "In a soft photo texture and pores look better than they are."
    return (basis,)
