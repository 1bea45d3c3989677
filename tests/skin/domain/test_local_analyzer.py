"""The local measures together, on her face as it is painted and as it was photographed."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageFilter

from skin.analyzer import find_portrait
from skin.domain.face.portrait import Portrait
from skin.domain.local_analyzer import MAX_CONFIDENCE, VERSION, measure
from skin.domain.measurement import METRICS, Measurement, PoorPhoto
from skin.domain.observation import LIGHT_FROM_ABOVE, as_sentence
from tests.support.painted_skin import face, filed, levels, painted, sitter
from tests.support.portrait import as_photo, portrait, relit

MELANIN = {"medium": (0.6, 0.42, 0.3), "dark": (0.36, 0.2, 0.13)}
"""The light that skin of a tone gives back, by that of fair skin: red, green, blue."""
WHITE = 215  # level
TIMES = 5


@cache
def sitting() -> Portrait:
    """Return her portrait with rough and patchy skin, large enough to tell pores."""
    pixels = levels(TIMES)
    pixels *= np.exp(patches(pixels.shape, wide=4, high=0.03))[..., None]
    pixels[..., 1:] *= np.exp(patches(pixels.shape, wide=16, high=0.03))[..., None]
    return sitter(painted(pixels), times=TIMES)


@cache
def usual() -> Measurement:
    """Return the measurement of that portrait."""
    return measure(portrait=sitting())


def patches(shape, *, wide, high) -> np.ndarray:
    """Return bumps and hollows of that many pixels, in the logarithm of light."""
    draw = np.random.default_rng(wide)
    rough = draw.normal(0, high, (shape[0] // wide, shape[1] // wide)).astype("float32")
    return np.asarray(Image.fromarray(rough).resize(shape[1::-1], Image.Resampling.BICUBIC))


def of_tone(image: Image.Image, tone: str) -> Image.Image:
    """Return her with skin of that tone; the whites of her eyes stay as they are."""
    skin = np.asarray(image).min(axis=2, keepdims=True) < WHITE
    return relit(image, np.where(skin, MELANIN[tone], 1))


def changed(change) -> Portrait:
    return replace(sitting(), image=change(sitting().image))


def moves(portrait: Portrait) -> dict[str, int]:
    """Return how far each score lies from that of the unchanged portrait, where both have one."""
    expected = usual().metrics.measured()
    found = measure(portrait=portrait).metrics.measured()
    return {name: abs(found[name] - expected[name]) for name in expected if name in found}


def grainy(levels):
    def change(image):
        noise = np.random.default_rng(1).normal(0, levels, (image.height, image.width, 3))
        return Image.fromarray((np.asarray(image) + noise).clip(0, 255).astype("uint8"))

    return change


def test_four_metrics_are_measured_and_moisture_is_not():
    measurement = usual()
    assert measurement.metrics.measured().keys() == set(METRICS) - {"moisture"}
    assert measurement.missing == {"moisture": "not_in_a_photo"}


def test_the_measurement_names_its_source():
    measurement = usual()
    assert (
        (measurement.source, measurement.model_id) == ("local", VERSION) == ("local", "classical-2")
    )
    assert measurement.prompt_version is None
    assert measurement.quality == ()
    assert all(0 < value <= MAX_CONFIDENCE for value in measurement.confidence.values())


def test_the_same_portrait_gives_the_same_measurement():
    assert measure(portrait=sitting()) == usual()


@pytest.mark.parametrize("tone", MELANIN)
def test_skin_of_every_tone_scores_alike(tone):
    dark = changed(lambda image: of_tone(image, tone))
    assert max(moves(dark).values()) <= 5
    assert "too_dark" not in measure(portrait=dark).quality


@pytest.mark.parametrize("light", [0.81, 1.23, (1.1, 1, 0.9), (0.9, 1, 1.1)], ids=str)
def test_light_and_white_balance_move_no_score(light):
    found = moves(changed(lambda image: relit(image, light)))
    assert found
    assert max(found.values()) <= 3


@pytest.mark.parametrize(
    "change",
    [grainy(3), grainy(6), grainy(12), *(ImageFilter.GaussianBlur(by) for by in (1, 2, 4))],
)
def test_grain_and_blur_move_no_score_or_leave_none(change):
    apply = change if callable(change) else lambda image: image.filter(change)
    try:
        found = moves(changed(lambda image: filed(apply(image))))
    except PoorPhoto:
        return
    assert max(found.values(), default=0) <= 4


def test_a_blurred_photo_says_so_in_place_of_scores():
    blurred = changed(lambda image: image.filter(ImageFilter.GaussianBlur(14)))
    with pytest.raises(PoorPhoto) as raised:
        measure(portrait=blurred)
    assert raised.value.reasons == ("blurred",)


def test_a_photo_of_lower_quality_has_less_confidence():
    good = usual().confidence
    lamp = measure(portrait=changed(lambda image: relit(image, (0.5, 0.9, 1))))
    assert lamp.quality == ("colour_cast",)
    assert all(lamp.confidence[name] < good[name] for name in lamp.confidence)


def test_a_score_of_dark_circles_comes_with_what_it_cannot_tell():
    assert usual().observations == (LIGHT_FROM_ABOVE,)
    assert as_sentence(str(LIGHT_FROM_ABOVE)) is LIGHT_FROM_ABOVE


def test_a_head_that_is_turned_and_a_second_face_are_told():
    turned = replace(sitting(), face=replace(face(TIMES), turned=25.0, second=0.4))
    measurement = measure(portrait=turned)
    assert measurement.quality == ("several_faces", "turned_away")
    assert measurement.missing["dark_circles"] == "turned_away"
    assert measurement.observations == ()


def test_a_photo_that_tells_nothing_is_refused():
    glaring = changed(lambda image: relit(image, 40))
    with pytest.raises(PoorPhoto) as raised:
        measure(portrait=glaring)
    assert "too_bright" in raised.value.reasons


def test_a_real_photo_with_few_pixels_says_what_it_cannot_tell():
    """Her eyes are 43 pixels apart."""
    measurement = measure(portrait=find_portrait(photo=as_photo(portrait())))
    assert "dark_circles" in measurement.metrics.measured()
    assert measurement.missing["texture"] == measurement.missing["pores"] == "too_coarse"
