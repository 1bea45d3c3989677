"""The local measures on a real face, and on controlled changes of it."""

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter
from scipy.stats import spearmanr

from skin.domain.local_analyzer import measure
from skin.domain.measurement import Measurement, PoorPhoto
from tests.support.portrait import (
    ALIKE,
    STEPS,
    as_photo,
    blurred,
    brightened,
    grainy,
    portrait,
    spotted,
)

FAIR, DARK = (188, 156, 136), (107, 77, 65)
"""sRGB of L*a*b* (66.6, 9, 15) and (35.7, 10.5, 12): typological angles of 48° and -50°."""


def measure_steps(change) -> list[Measurement]:
    return [measure(photo=as_photo(change(step))) for step in STEPS]


def correlation(values) -> float:
    return spearmanr(STEPS, list(values)).statistic


def painted_face(colour) -> Image.Image:
    """Return a shaded oval with eyes and lips, in grey surroundings, with a little grain."""
    picture = Image.new("RGB", (400, 400), (150, 150, 150))
    draw = ImageDraw.Draw(picture)
    for ring in range(20):
        shaded = tuple(round(level * (0.8 + ring / 100)) for level in colour)
        draw.ellipse((90 + ring, 60 + ring, 310 - ring, 340 - ring), fill=shaded)
    for eye in (160, 240):
        draw.ellipse((eye - 16, 150, eye + 16, 165), fill=tuple(level // 4 for level in colour))
    draw.ellipse((165, 270, 235, 290), fill=(colour[0], colour[1] // 2, colour[2] // 2))
    return picture


def refusal_reasons(picture) -> tuple[str, ...]:
    with pytest.raises(PoorPhoto) as raised:
        measure(photo=as_photo(picture))
    return raised.value.reasons


def test_more_grain_lowers_texture():
    assert correlation(step.metrics.texture for step in measure_steps(grainy)) <= -0.95


def test_more_dark_spots_lower_pores():
    assert correlation(step.metrics.pores for step in measure_steps(spotted)) <= -0.95


def test_more_light_raises_radiance_and_nothing_else():
    steps = measure_steps(brightened)
    assert correlation(step.metrics.radiance for step in steps) >= 0.95
    for name in ("texture", "pores"):
        scores = [getattr(step.metrics, name) for step in steps]
        assert max(scores) - min(scores) <= 5


def test_more_blur_raises_scores_and_lowers_confidence():
    steps = measure_steps(blurred)
    for name in ("texture", "pores"):
        assert correlation(getattr(step.metrics, name) for step in steps) >= 0.95
        assert correlation(step.confidence[name] for step in steps) <= -0.95
    assert steps[-1].quality == ("blurred",)
    assert "look better than they are" in steps[-1].observations[-1]


def test_a_strongly_blurred_photo_is_refused():
    assert refusal_reasons(portrait().filter(ImageFilter.GaussianBlur(4))) == ("blurred",)


@pytest.mark.parametrize("change", ALIKE)
def test_resolution_compression_and_framing_move_no_score(change):
    expected = measure(photo=as_photo(portrait())).metrics.measured()
    for name, score in measure(photo=ALIKE[change]()).metrics.measured().items():
        assert abs(score - expected[name]) <= 5, name


def test_the_same_photo_gives_the_same_measurement():
    photo = as_photo(portrait())
    assert measure(photo=photo) == measure(photo=photo)


def test_moisture_and_dark_circles_are_not_measured():
    measurement = measure(photo=as_photo(portrait()))
    assert measurement.metrics.measured().keys() == {"radiance", "texture", "pores"}
    assert measurement.metrics.moisture is None
    assert measurement.metrics.dark_circles is None


def test_the_measurement_names_its_source():
    measurement = measure(photo=as_photo(portrait()))
    assert measurement.source == "local"
    assert measurement.model_id == "classical-1"
    assert measurement.prompt_version is None
    assert measurement.quality == ()
    assert measurement.observations == (
        "The scores rest on the 3% of the photo that looks like skin.",
    )
    assert all(confidence <= 0.5 for confidence in measurement.confidence.values())


def test_overexposed_skin_has_no_radiance():
    glaring = Image.new("RGB", (400, 400), "white")
    ImageDraw.Draw(glaring).ellipse((50, 50, 350, 350), fill=(255, 214, 190))
    for spot in range(100, 300, 20):
        ImageDraw.Draw(glaring).line((spot, 100, spot, 300), fill=(255, 190, 160), width=4)
    measurement = measure(photo=as_photo(glaring))
    assert measurement.metrics.radiance is None
    assert "radiance" not in measurement.confidence


def test_dark_and_fair_skin_in_the_same_light_score_alike():
    fair, dark = (measure(photo=as_photo(painted_face(skin))) for skin in (FAIR, DARK))
    assert fair.metrics.texture - dark.metrics.texture <= 10
    assert abs(fair.metrics.pores - dark.metrics.pores) <= 10


def test_radiance_divides_out_most_of_the_complexion():
    """In linear light the fair skin is four times as bright, which alone would be 39 points."""
    fair, dark = (measure(photo=as_photo(painted_face(skin))) for skin in (FAIR, DARK))
    assert 0 <= fair.metrics.radiance - dark.metrics.radiance <= 25


@pytest.mark.parametrize("colour", [(90, 140, 90), (80, 120, 200), (128, 128, 128), "white"])
def test_a_picture_without_skin_is_refused(colour):
    assert refusal_reasons(Image.new("RGB", (300, 200), colour)) == ("no_face",)


def test_skin_that_is_only_a_detail_is_refused():
    far = Image.new("RGB", (512, 512), (90, 140, 90))
    far.paste(portrait().crop((170, 60, 280, 190)).resize((55, 65)), (200, 200))
    assert refusal_reasons(far) == ("no_face",)


def test_a_photo_that_is_too_dark_is_refused():
    assert refusal_reasons(ImageEnhance.Brightness(portrait()).enhance(0.1)) == ("too_dark",)


@pytest.mark.parametrize("size", [(1, 1), (2048, 1), (1, 2048), (3, 5)])
def test_a_sliver_of_skin_is_refused(size):
    assert refusal_reasons(Image.new("RGB", size, FAIR)) == ("blurred",)
