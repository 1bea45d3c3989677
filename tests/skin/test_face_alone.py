"""What leaves for a model is the face: nothing that stands beside it in the photo."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageDraw

from tests.support.images import encoded, exif
from tests.support.model_answers import GOOD, model_answer
from tests.support.people import someone
from tests.support.photo_bucket import bucket_content, send

INK = (255, 0, 255)
TEXTS = {"top": (6, 4), "left": (4, 200), "right": (380, 180), "bottom": (330, 490)}


@pytest.fixture
def sent(bedrock):
    """Return a function that sends a photo and returns the picture in the request to the model."""
    bedrock.answers_with(model_answer(GOOD))

    def sent(photo, *, phone=None, **fields):
        bedrock.requests.clear()
        # A new person each time: the service knows a photo of hers again.
        assert send(phone or someone(), photo, **fields).status_code == 201
        [request] = bedrock.requests
        return request.params["messages"][0]["content"][0]["image"]["source"]["bytes"]

    return sent


def written(face):
    """Return the photo of the face with texts around it."""
    picture = Image.open(BytesIO(face)).convert("RGB")
    for place in TEXTS.values():
        ImageDraw.Draw(picture).text(place, "PIN 4711", fill=INK, font_size=20)
    return picture


def inked(jpeg):
    """Return how many pixels have about the colour of the texts."""
    with Image.open(BytesIO(jpeg)) as picture:
        difference = ImageChops.difference(
            picture.convert("RGB"), Image.new("RGB", picture.size, INK)
        )
    near = [
        band.point([255 * (level < 100) for level in range(256)]) for band in difference.split()
    ]
    both = ImageChops.darker(ImageChops.darker(near[0], near[1]), near[2])
    return both.histogram()[255]


def test_no_pixel_of_a_text_around_the_face_reaches_the_model(sent, alice, face):
    shown = sent(encoded(written(face)), phone=alice, keepPhoto="true")

    [kept] = [content for name, content in bucket_content(alice).items() if "kept/" in name]
    assert inked(kept) > 200  # she keeps the whole photo
    assert inked(shown) == 0
    with Image.open(BytesIO(shown)) as picture, Image.open(BytesIO(kept)) as whole:
        assert whole.size == (512, 512)
        assert max(picture.size) < 200


def test_the_model_sees_the_same_bytes_of_a_png_a_webp_and_a_turned_photo(sent, face):
    picture = Image.open(BytesIO(face)).convert("RGB")
    shown = sent(encoded(picture))
    assert sent(encoded(picture, "WEBP", lossless=True, exact=True)) == shown
    turned = picture.transpose(Image.Transpose.ROTATE_90)
    assert sent(encoded(turned, exif=exif(orientation=6))) == shown
