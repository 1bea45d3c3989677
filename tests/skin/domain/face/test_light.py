"""How much light lies on a face: as the exposure goes, and not by her complexion."""

import numpy as np
import pytest
from PIL import Image

from skin.domain.face.gate import find_face
from skin.domain.face.light import TOO_DARK, find_light
from skin.domain.measurement import PoorPhoto
from tests.support.portrait import portrait, relit


@pytest.fixture(scope="module")
def outline():
    return find_face(image=portrait()).outline


@pytest.mark.parametrize("stops", [-1, -2, -3])
def test_it_follows_the_exposure(stops, outline):
    light = find_light(image=portrait(), outline=outline)
    darker = find_light(image=relit(portrait(), 2.0**stops), outline=outline)
    assert darker == pytest.approx(light * 2**stops, rel=0.05)


@pytest.mark.parametrize("stops", [-2, -3])
def test_a_face_two_stops_too_dark_is_refused(stops):
    with pytest.raises(PoorPhoto) as raised:
        find_face(image=relit(portrait(), 2.0**stops))
    assert raised.value.reasons == ("too_dark",)


@pytest.mark.parametrize("stops", [-1, -0.7, 0.7])
def test_a_face_within_a_stop_passes(stops):
    assert find_face(image=relit(portrait(), 2.0**stops)).eye_distance > 40


def test_a_colour_of_the_lamp_and_the_size_hardly_matter(outline):
    light = find_light(image=portrait(), outline=outline)
    warm = Image.fromarray((np.asarray(portrait()) * [1, 0.9, 0.7]).astype("uint8"))
    large = portrait().resize((2048, 2048))
    assert find_light(image=warm, outline=outline) == pytest.approx(light, abs=0.02)
    assert find_light(image=large, outline=outline * 4) == pytest.approx(light, abs=0.05)


def test_dark_skin_in_good_light_is_not_a_dark_photo(outline):
    """A skin that gives back a fifth of the light, with gloss on a few parts of it."""
    skin = np.zeros((512, 512, 3), np.uint8) + np.uint8([122, 85, 66])
    skin[::7, ::7] = (235, 220, 210)
    assert find_light(image=Image.fromarray(skin), outline=outline) > TOO_DARK


@pytest.mark.parametrize("place", [(-900, 0), (0, 900), (5000, 5000)])
def test_an_outline_outside_of_the_photo_has_no_light(place, outline):
    assert find_light(image=portrait(), outline=outline + place) == 0


def test_an_outline_over_the_edge_counts_what_is_inside(outline):
    assert 0 < find_light(image=portrait(), outline=outline - (220, 0)) <= 1
