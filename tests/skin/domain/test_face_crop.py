"""The face alone leaves for a model: nothing of the photo from outside its box."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from PIL.Image import Transpose

from skin.domain.face_crop import LONGEST_SIDE, MARGIN, face_alone
from skin.domain.photo import clean_photo
from tests.support.drawn_face import portrait_of
from tests.support.images import decoded, encoded, exif, jpeg_segments
from tests.support.photo_memory import grain

BOX = {"left": 700, "top": 400, "right": 1200, "bottom": 1000}
CUT = (650, 340, 1250, 1060)  # with the margin
SKIN = grain((500, 600))
BLUR = 16  # pixels over which JPEG compression mixes neighbours


def opened(jpeg):
    return Image.open(BytesIO(jpeg), formats=["JPEG"])


def photo_with(texts=(), size=(2048, 1536)):
    """Return a picture of skin with black texts, each at its place."""
    picture = Image.new("RGB", size, "peru")
    picture.paste(SKIN, (700, 400))
    draw = ImageDraw.Draw(picture)
    for place, text in texts:
        draw.text(place, text, fill="black", font_size=60)
    return picture


def sent_of(upload):
    return face_alone(portrait=portrait_of(decoded(clean_photo(data=upload)), **BOX))


def test_the_face_is_cut_out_with_a_margin():
    sent = opened(sent_of(encoded(photo_with())))
    assert sent.size == (600, 720)
    assert sent.size == (500 * (1 + 2 * MARGIN), 600 * (1 + 2 * MARGIN))


def test_no_pixel_of_a_text_beside_the_face_is_sent():
    left, top, right, bottom = CUT
    texts = [
        ((0, 0), "PIN 4711"),
        ((left - BLUR - 300, 500), "PIN 4711"),
        ((right + BLUR, 700), "PIN 4711"),
        ((800, top - BLUR - 75), "PIN 4711"),
        ((800, bottom + BLUR), "PIN 4711"),
    ]
    written = photo_with(texts)
    assert clean_photo(data=encoded(written)) != clean_photo(data=encoded(photo_with()))

    assert sent_of(encoded(written)) == sent_of(encoded(photo_with()))


def test_a_text_on_the_face_is_part_of_what_is_sent():
    assert sent_of(encoded(photo_with([((800, 600), "PIN")]))) != sent_of(encoded(photo_with()))


def test_the_bytes_are_the_same_from_every_format_and_orientation():
    picture = photo_with(size=(2601, 1401))
    as_png = sent_of(encoded(picture, compress_level=1))
    webp = {"lossless": True, "quality": 0, "method": 0, "exact": True}
    assert sent_of(encoded(picture, "WEBP", **webp)) == as_png
    # Two stand for all: test_photo_kept.py compares the pixels of each orientation.
    for orientation, turn in {3: Transpose.ROTATE_180, 6: Transpose.ROTATE_90}.items():
        how = {"exif": exif(orientation=orientation), "compress_level": 1}
        assert sent_of(encoded(picture.transpose(turn), **how)) == as_png


@pytest.mark.parametrize(
    ("box", "size"),
    [
        ((100, 100, 1900, 2000), (LONGEST_SIDE, LONGEST_SIDE)),
        ((-40, -10, 60, 90), (70, 100)),
        ((1990, 1990, 2060, 2070), (65, 66)),
        ((500, 500, 1806, 1500), (LONGEST_SIDE, 1200)),
    ],
)
def test_the_cut_stays_in_the_photo_and_within_what_models_read(box, size):
    left, top, right, bottom = box
    picture = Image.new("RGB", (2048, 2048), "peru")
    portrait = portrait_of(picture, left=left, top=top, right=right, bottom=bottom)
    sent = opened(face_alone(portrait=portrait))
    assert sent.size == size
    assert sent.getpixel((0, 0)) == pytest.approx((205, 133, 63), abs=3)


def test_what_is_sent_has_no_metadata():
    marked = Image.new("RGB", (64, 64), "peru")
    marked.info |= {"comment": b"canary", "dpi": (300, 300), "exif": exif().tobytes()}
    sent = face_alone(portrait=portrait_of(marked, left=8, top=8, right=56, bottom=56))
    assert b"canary" not in sent
    assert {marker for marker in jpeg_segments(sent) if 0xE0 <= marker <= 0xFE} == {0xE0}
    assert opened(sent).info["jfif_density"] == (1, 1)


def test_the_largest_face_of_noise_stays_below_the_limit_of_bedrock():
    noise = Image.effect_noise((2048, 2048), 127)
    colours = Image.merge("RGB", [noise, *(noise.rotate(turn) for turn in (90, 180))])
    sent = face_alone(portrait=portrait_of(colours, left=0, top=0, right=2048, bottom=2048))
    assert len(sent) < 3_750_000
