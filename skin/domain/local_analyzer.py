"""Measure skin without a model, by classical image measures of its pixels.

Only the skin is measured, at the fixed scale of SkinRegion: one pixel is about 2 % of a face's
width, or 3 mm. Single pores and fine lines are far smaller; the measures see blemishes, patches and
spots. Brows, eyes and lips add the same amount every time. She can compare her own scores between
photos in similar light, but not with another person's. Each score is a share a / (a + b) of
MAX_SCORE, the response of Naka & Rushton (J. Physiol. 185, 1966): half where a measure equals its
HALF_... constant, and never clipped.

radiance       the light on the skin with her melanin divided out: in linear sRGB, with R and B the
               lower quartiles of the skin (so that sheen does not count), (R^2.6 / B)^(1 / 1.6) of
               full scale. Log reflectance is linear in pigment (Tsumura, Haneishi & Miyake,
               J. Opt. Soc. Am. A 16(9), 1999), and melanin absorbs MELANIN times as much blue as
               red. Lightness L* would score fair skin above dark; this removes most of the
               difference, but not all: on the darkest skin, surface reflection hides the pigment.
               Lamp, exposure and white balance affect it as much as her skin does
texture        unevenness is the mean deviation of the skin's luma from its own Gaussian of one
               pixel, after the arithmetic mean deviation Ra of ISO 21920-2, over the most even
               EVEN_SHARE of the skin, relative to its median. Camera grain counts as well
pores          dark spots of up to 4 pixels: the mean depth, beyond SHALLOW, of the black top-hat
               (closing minus image; Meyer, 1979) of the skin's luma, relative to its median
moisture       None: water in the skin changes its capacitance, not its colour in a photo
dark_circles   None: colour rules cannot find the eyes
"""

from io import BytesIO
from typing import Final

from PIL import Image, ImageChops, ImageFilter, ImageStat

from skin.domain.measurement import MAX_SCORE, Measurement, Metrics, MissingReason, PoorPhoto
from skin.domain.observation import SOFT_PHOTO, share_of_skin
from skin.domain.photo import Photo
from skin.domain.skin_region import SkinRegion, find_skin, percentile

VERSION: Final = "classical-1"  # raise it with every change that alters a score

DECODED_SIDE: Final = 1_024  # pixels: more would be scaled away again
MELANIN: Final = 2.6
"""Absorption of blue relative to red: 464 and 611 nm, sRGB's dominant wavelengths, to the power
-3.48: Jacques, "Melanosome absorption coefficient", omlc.org/spectra/melanin/mua.html, 1998."""
GAMMA: Final = 2.2  # of sRGB, nominally (IEC 61966-2-1)
EVEN_SHARE: Final = 0.75  # of the skin's pixels; edges, spots, brows and lips are in the rest
SHALLOW: Final = 0.05  # of the skin's median luma
MEDIAN: Final = 128  # level to which the skin's median luma is scaled, whatever the exposure
CLIPPED: Final = 250  # level from which red may be overexposed

HALF_LIGHT: Final = 0.25  # of full scale
HALF_UNEVENNESS: Final = 0.03  # of the skin's median luma
HALF_SPOTS: Final = 0.08  # of the skin's median luma

TOO_DARK: Final = 48  # level: a photo with 99 % of its pixels below it has too few levels
BLURRED: Final = 0.25  # sharpness below which spots vanish and any skin looks perfect
SOFT: Final = 0.4
MAX_CONFIDENCE: Final = 0.5  # these measures were never compared with a dermatologist's
RADIANCE_CONFIDENCE: Final = 0.25  # lamp, exposure and white balance are unknown


def measure(*, photo: Photo) -> Measurement:
    """Return radiance, texture and pores of the skin in a photo; the same for the same bytes.

    The confidence in texture and pores is the sharpness of the skin, at most MAX_CONFIDENCE.
    Make-up and filters are not detected. Raise PoorPhoto for a photo that is too dark, is blurred,
    or shows too little skin.
    """
    image = _decode(photo)
    if percentile(band=image.convert("L"), percent=99) < TOO_DARK:
        raise PoorPhoto(reasons=("too_dark",))
    skin = find_skin(image=image)
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
    by_sharpness = round(min(MAX_CONFIDENCE, sharpness), 2)
    confidence = {
        "radiance": RADIANCE_CONFIDENCE,
        "texture": by_sharpness,
        "pores": by_sharpness,
    }
    return Measurement(
        metrics=metrics,
        confidence={name: confidence[name] for name in metrics.measured()},
        missing=_missing(metrics),
        quality=("blurred",) if sharpness < SOFT else (),
        observations=_observations(skin, sharpness=sharpness),
        source="local",
        model_id=VERSION,
        prompt_version=None,
    )


def _missing(metrics: Metrics) -> dict[str, MissingReason]:
    missing: dict[str, MissingReason] = {
        "moisture": "not_in_a_photo",
        "dark_circles": "not_in_a_photo",
    }
    return missing if metrics.radiance is not None else {"radiance": "too_bright", **missing}


def _decode(photo: Photo) -> Image.Image:
    with Image.open(BytesIO(photo.jpeg), formats=("JPEG",)) as source:
        source.draft("RGB", (DECODED_SIDE, DECODED_SIDE))
        return source.convert("RGB")


def _score(better: float, worse: float) -> int:
    return round(MAX_SCORE * better / (better + worse))


def _radiance(skin: SkinRegion) -> int | None:
    """Return the score, or None if the skin is overexposed."""
    red, _, blue = (
        percentile(band=band, percent=25, mask=skin.mask) for band in skin.image.split()
    )
    if red >= CLIPPED:
        return None
    red_light, blue_light = ((max(level, 1) / 255) ** GAMMA for level in (red, blue))
    light: float = (red_light**MELANIN / blue_light) ** (1 / (MELANIN - 1))
    return _score(light, HALF_LIGHT)


def _levelled_luma(skin: SkinRegion) -> Image.Image:
    luma = skin.image.convert("L")
    median = max(1, percentile(band=luma, percent=50, mask=skin.mask))
    return luma.point([min(255, round(level * MEDIAN / median)) for level in range(256)])


def _unevenness(luma: Image.Image, *, skin: SkinRegion) -> float:
    """Return the mean deviation on the most even skin, relative to its median luma."""
    deviation = ImageChops.difference(luma, luma.filter(ImageFilter.GaussianBlur(1)))
    counts = deviation.histogram(skin.mask)
    even = remaining = EVEN_SHARE * sum(counts)
    total = 0.0
    for level, count in enumerate(counts):
        pixels = min(count, remaining)
        total += pixels * level
        remaining -= pixels
    return total / even / MEDIAN


def _spots(luma: Image.Image, *, skin: SkinRegion) -> float:
    """Return the mean depth of dark spots beyond SHALLOW, relative to the skin's median luma."""
    closed = luma.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MinFilter(5))
    depth = ImageChops.subtract(closed, luma, offset=-round(SHALLOW * MEDIAN))
    return ImageStat.Stat(depth, skin.mask).mean[0] / MEDIAN


def _sharpness(skin: SkinRegion) -> float:
    """Return the share of the skin's variation that a further blur removes: 0 blurred, 1 sharp.

    One minus the blur effect of Crété, Dolmiere, Ladret & Nicolas, "The blur effect: perception and
    estimation with a new no-reference perceptual blur metric", SPIE 6492, 2007, with a box of 5.
    """
    luma = skin.image.convert("L")
    blurred = luma.filter(ImageFilter.BoxBlur(2))
    variation = lost = 0.0
    for across, down in ((1, 0), (0, 1)):
        before, after = (_differences(band, across=across, down=down) for band in (luma, blurred))
        variation += ImageStat.Stat(before).sum[0]
        lost += ImageStat.Stat(ImageChops.subtract(before, after)).sum[0]
    return lost / max(variation, 1)


def _differences(band: Image.Image, *, across: int, down: int) -> Image.Image:
    """Return the difference of each pixel to its neighbour on the right, or below."""
    width, height = band.width - across, band.height - down
    cropped = band.crop((0, 0, width, height))
    return ImageChops.difference(cropped, band.crop((across, down, across + width, down + height)))


def _observations(skin: SkinRegion, *, sharpness: float) -> tuple[str, ...]:
    basis = share_of_skin(percent=round(100 * skin.share))
    if sharpness < SOFT:
        return basis, SOFT_PHOTO
    return (basis,)
