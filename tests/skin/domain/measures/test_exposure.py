"""The quality of a photo is told on the pixels of the face, on skin of every tone alike."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageFilter

from skin.domain.face.gate import find_face
from skin.domain.face.portrait import Portrait
from skin.domain.face.regions import find_regions
from skin.domain.measures.exposure import find_exposure
from tests.support.portrait import portrait, relit

TONES = {"fair": (1.0, 1.0, 1.0), "medium": (0.7, 0.5, 0.38), "dark": (0.4, 0.24, 0.16)}


@pytest.fixture(scope="module")
def sitter() -> Portrait:
    image = portrait().resize((1024, 1024), Image.Resampling.BICUBIC)
    return Portrait(image=image, face=find_face(image=image))


def lit(sitter: Portrait, light) -> Portrait:
    """Scale the linear light of the photo, of each channel or of all."""
    return replace(sitter, image=relit(sitter.image, light))


def issues(sitter: Portrait) -> tuple[str, ...]:
    return find_exposure(portrait=sitter, regions=find_regions(portrait=sitter)).issues()


def test_a_good_photo_has_no_issue(sitter):
    assert issues(sitter) == ()


@pytest.mark.parametrize("tone", TONES)
def test_a_complexion_is_neither_too_dark_nor_a_colour_of_the_lamp(tone, sitter):
    """Gloss, teeth and the whites of the eyes stay as they are; all else is her skin."""
    levels = np.asarray(sitter.image)
    skin = (levels.max(axis=2) < 238)[..., None]
    assert issues(lit(sitter, np.where(skin, TONES[tone], 1))) == ()


@pytest.mark.parametrize("stops", [-1.5, -2, -3])
def test_too_little_light_is_told(stops, sitter):
    assert "too_dark" in issues(lit(sitter, 2.0**stops))


@pytest.mark.parametrize("stops", [1, 2])
def test_too_much_light_is_told(stops, sitter):
    assert "too_bright" in issues(lit(sitter, 2.0**stops))


@pytest.mark.parametrize(
    "lamp", [(1, 0.6, 0.2), (0.5, 0.9, 1), (0.55, 1, 0.6), (1, 0.45, 0.7)], ids=str
)
def test_a_coloured_lamp_is_told(lamp, sitter):
    assert "colour_cast" in issues(lit(sitter, lamp))


@pytest.mark.parametrize("lamp", [(1, 0.9, 0.8), (0.9, 0.95, 1)], ids=str)
def test_a_lamp_of_the_house_and_a_cloudy_day_are_none(lamp, sitter):
    assert issues(lit(sitter, lamp)) == ()


def test_a_coloured_light_on_one_side_is_none(sitter):
    lamp = np.ones((1, 1024, 1))
    lamp = np.where(np.arange(1024)[None, :, None] < 460, (0.5, 0.9, 1), lamp)
    assert "colour_cast" not in issues(lit(sitter, lamp))


def test_blur_is_told_by_the_size_of_the_face(sitter):
    soft = [0.0, 2.0, 4.0, 8.0]
    found = [
        find_exposure(portrait=blurred, regions=find_regions(portrait=blurred))
        for blurred in (
            replace(sitter, image=sitter.image.filter(ImageFilter.GaussianBlur(pixels)))
            for pixels in soft
        )
    ]
    widths = [exposure.softness for exposure in found]
    assert widths == sorted(widths)
    assert "blurred" not in found[0].issues()
    assert "blurred" in found[2].issues()


def test_the_number_of_pixels_alone_is_no_blur(sitter):
    large = Portrait(
        image=sitter.image.resize((2048, 2048), Image.Resampling.BICUBIC),
        face=replace(
            sitter.face,
            points=sitter.face.points * np.float32(2),
            eye_distance=2 * sitter.face.eye_distance,
        ),
    )
    assert "blurred" not in issues(large)
