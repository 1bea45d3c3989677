"""A photo without measurable skin is 422 with advice, and nothing is stored."""

from io import BytesIO

import pytest
from PIL import Image

from skin.domain.measurement import QUALITY_ISSUES, SMALLEST_SIDE
from tests.support.images import encoded
from tests.support.photo_bucket import (
    WAYS,
    blank,
    bucket_content,
    dim,
    face_alone,
    history,
    request,
)
from tests.support.portrait import side_by_side
from tests.support.problems import assert_problem

every_way = pytest.mark.parametrize("way", WAYS)


def animation():
    file = BytesIO()
    frames = [Image.new("P", (32, 32), colour) for colour in (1, 2)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    return file.getvalue()


UNSUPPORTED = {
    "no bytes": b"",
    "an animated GIF": animation(),
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>',
    "HTML": b"<html><body onload=alert(1)></body></html>",
    "a cut JPEG": blank()[:-200],
    "HEIC": b"\x00\x00\x00\x18ftypheic" + bytes(4) + b"mif1heic" + bytes(60),
    "a bomb": None,
}
POOR = {
    "no_face": lambda: blank("#3060c0", side=256),
    "too_dark": dim,
    "several_faces": lambda: encoded(side_by_side(face_alone(), face_alone())),
    "face_too_small": lambda: encoded(face_alone().resize((100, 100))),
}
CODES = {"a bomb": "too_many_pixels", "HEIC": "heic_image"}


def bomb():
    file = BytesIO()
    Image.new("1", (14_000, 14_000)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("name", UNSUPPORTED)
@every_way
def test_a_file_that_is_not_a_photo_is_422_and_not_stored(alice, way, name):
    photo = bomb() if name == "a bomb" else UNSUPPORTED[name]
    answer = request(alice, photo, way, keepPhoto="true")()
    assert_problem(answer, 422, CODES.get(name, "unsupported_image"))
    assert (history(alice), bucket_content(alice)) == ([], {})


@pytest.mark.parametrize("reason", POOR)
@every_way
def test_a_poor_photo_is_422_with_advice_and_sent_nowhere(alice, bedrock, settings, way, reason):
    settings.DAILY_LIMITS = settings.DAILY_LIMITS | {"analyses": 0}
    answer = request(alice, POOR[reason](), way, keepPhoto="true")()
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "poor_photo")
    assert problem["reasons"] == [reason]
    assert QUALITY_ISSUES[reason] in problem["detail"]
    assert "photoId" not in problem
    assert (history(alice), bucket_content(alice), bedrock.requests) == ([], {}, [])


@every_way
def test_a_photo_that_is_too_small_is_422_before_a_model_is_asked(alice, bedrock, way):
    answer = request(alice, blank(side=SMALLEST_SIDE - 1), way, keepPhoto="true")()
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "poor_photo")
    assert (problem["reasons"], "small copy" in problem["detail"]) == (["too_small"], True)
    assert (history(alice), bucket_content(alice), bedrock.requests) == ([], {}, [])
