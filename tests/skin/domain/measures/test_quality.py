"""The quality of a photo on the pixels of the face, for analyzers that measure no skin here."""

from dataclasses import replace

import pytest
from PIL import ImageFilter

from skin.domain.measures.quality import find_quality
from tests.support.painted_skin import face, sitter
from tests.support.portrait import relit


def test_a_good_photo_has_no_issue():
    assert find_quality(portrait=sitter()) == ()


@pytest.mark.parametrize(
    ("change", "issue"),
    [
        (lambda image: image.filter(ImageFilter.GaussianBlur(12)), "blurred"),
        (lambda image: relit(image, 0.4), "too_dark"),
        (lambda image: relit(image, 40), "too_bright"),
        (lambda image: relit(image, (0.5, 0.9, 1)), "colour_cast"),
    ],
    ids=["blurred", "too_dark", "too_bright", "colour_cast"],
)
def test_light_colour_and_focus_are_told(change, issue):
    sitting = sitter()
    assert issue in find_quality(portrait=replace(sitting, image=change(sitting.image)))


@pytest.mark.parametrize(
    ("held", "issue"),
    [
        ({"turned": 25.0}, "turned_away"),
        ({"nodded": -25.0}, "turned_away"),
        ({"second": 0.4}, "several_faces"),
    ],
    ids=str,
)
def test_the_head_and_a_second_face_are_told(held, issue):
    turned = replace(sitter(), face=replace(face(), **held))
    assert find_quality(portrait=turned) == (issue,)
