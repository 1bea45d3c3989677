"""Skin is found in every complexion and light, and nothing else is."""

import pytest
from PIL import Image, ImageDraw

from skin.domain.skin_region import SKIN_SIDE, find_skin, percentile
from tests.support.portrait import portrait

MONK = {
    4: "#eadaba",
    5: "#d7bd96",
    6: "#a07e56",
    7: "#825c43",
    8: "#604134",
    9: "#3a312a",
}
"""The Monk Skin Tone scale without its palest three swatches and its darkest."""


def patches(*boxes, colour) -> Image.Image:
    picture = Image.new("RGB", (256, 256), (150, 150, 150))
    for box in boxes:
        ImageDraw.Draw(picture).ellipse(box, fill=colour)
    return picture


@pytest.mark.parametrize("tone", MONK)
def test_skin_of_every_tone_is_found(tone):
    region = find_skin(image=patches((60, 60, 200, 200), colour=MONK[tone]))
    assert region.share == pytest.approx(0.235, abs=0.015)


@pytest.mark.parametrize("light", [1, 0.7, 0.4])
def test_the_face_is_found_in_weaker_light_too(light):
    dimmed = portrait().point(lambda level: level * light)
    assert find_skin(image=dimmed).share == pytest.approx(0.029, abs=0.002)


def test_the_hair_the_suit_and_the_wall_are_not_skin():
    region = find_skin(image=portrait())
    mean = [percentile(band=band, percent=50, mask=region.mask) for band in region.image.split()]
    assert mean == pytest.approx([208, 176, 149], abs=10)


@pytest.mark.parametrize("side", [256, 512, 1024])
def test_the_skin_covers_the_same_number_of_pixels_at_every_size(side):
    region = find_skin(image=portrait().resize((side, side)))
    assert region.mask.histogram()[255] == pytest.approx(SKIN_SIDE**2, rel=0.15)


def test_only_the_largest_patch_counts():
    two = patches((10, 10, 60, 60), (100, 100, 240, 240), colour=MONK[5])
    one = patches((100, 100, 240, 240), colour=MONK[5])
    assert find_skin(image=two).share == find_skin(image=one).share


def test_spots_within_the_skin_belong_to_it():
    face = patches((60, 60, 200, 200), colour=MONK[5])
    spotted = face.copy()
    for x in range(90, 180, 12):
        ImageDraw.Draw(spotted).ellipse((x, 120, x + 3, 123), fill=(70, 50, 40))
    assert find_skin(image=spotted).share == find_skin(image=face).share


def test_dots_in_the_colour_of_skin_are_not_skin():
    dots = Image.new("RGB", (256, 256), (150, 150, 150))
    for x in range(0, 256, 4):
        for y in range(0, 256, 4):
            dots.putpixel((x, y), (215, 189, 150))
    assert find_skin(image=dots) is None


@pytest.mark.parametrize(("percent", "level"), [(1, 10), (50, 10), (51, 200), (100, 200)])
def test_a_percentile_is_the_smallest_level_not_exceeded(percent, level):
    band = Image.new("L", (2, 1), 10)
    band.putpixel((1, 0), 200)
    assert percentile(band=band, percent=percent) == level


def test_a_percentile_of_nothing_is_zero():
    band = Image.new("L", (2, 1), 10)
    assert percentile(band=band, percent=50, mask=Image.new("L", (2, 1))) == 0
