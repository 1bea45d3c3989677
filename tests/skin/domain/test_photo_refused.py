"""Files that are refused as photos, whatever they claim to be."""

import zlib

import pytest
from PIL import Image

from glowcycle.errors import Invalid
from skin.domain.image_errors import ComplexImage, TooManyPixels, UnsupportedImage
from skin.domain.photo import MAX_PIXELS, clean_photo
from tests.support.images import encoded, png, quarters

GREY, RGB = b"\x01\x00\x00\x00\x00", b"\x08\x02\x00\x00\x00"


def blank(width: int, height: int) -> bytes:
    """Return a valid PNG of one bit per pixel: 196 megapixels take 24 KB."""
    rows = zlib.compress(bytes((width // 8 + 1) * height), 9)
    return png((b"IDAT", rows), width=width, height=height, kind=GREY)


def frames(form: str) -> bytes:
    first, second = quarters(), quarters().transpose(Image.Transpose.ROTATE_180)
    return encoded(first, form, save_all=True, append_images=[second], duration=100)


def refusal(data: bytes, kind: type[UnsupportedImage] = UnsupportedImage) -> UnsupportedImage:
    with pytest.raises(kind) as raised:
        clean_photo(data=data)
    assert isinstance(raised.value, Invalid)
    assert (raised.value.code == "unsupported_image") == (type(raised.value) is UnsupportedImage)
    return raised.value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"\xff\xd8\xff",
        bytes(1000),
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<!doctype html><img src=x onerror=alert(1)>",
        b"%PDF-1.7\n%%EOF",
        b"PK\x03\x04" + bytes(30),
        b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    ],
)
def test_other_files_are_refused(data):
    refusal(data)


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "ICO", "PPM", "TGA", "JPEG2000", "AVIF"])
def test_only_three_decoders_are_used(form, monkeypatch):
    decoded = []
    data = encoded(quarters(), form)
    monkeypatch.setitem(Image.OPEN, form, (lambda *_: decoded.append(form), None))
    refusal(data)
    assert not decoded


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_an_animation_is_refused(form):
    refusal(frames(form))


def test_only_the_first_image_of_a_multi_picture_jpeg_is_kept():
    first = clean_photo(data=encoded(quarters(), "JPEG"))
    assert clean_photo(data=frames("MPO")) == first


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_picture_is_refused(form, share):
    data = encoded(quarters((200, 150)), form)
    refusal(data[: int(len(data) * share)])


@pytest.mark.parametrize("size", [(14_000, 14_000), (10_000, 10_000), (5_001, 5_000)])
def test_too_many_pixels_are_refused_before_any_is_decoded(size, monkeypatch):
    data = blank(*size)
    assert len(data) < 30_000
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda _: pytest.fail("decoded"))
    error = refusal(data, TooManyPixels)
    assert (error.code, "at most 25" in str(error)) == ("too_many_pixels", True)


def test_25_megapixels_are_accepted():
    assert MAX_PIXELS == 5_000 * 5_000
    photo = clean_photo(data=blank(5_000, 5_000))
    assert (photo.width, photo.height) == (2048, 2048)


def test_a_header_larger_than_the_data_is_refused():
    rows = zlib.compress(bytes(100))
    refusal(png((b"IDAT", rows), width=5_000, height=5_000, kind=RGB))


def test_a_decompression_bomb_in_a_comment_is_refused():
    bomb = b"Comment\x00\x00" + zlib.compress(bytes(100_000_000), 9)
    rows = zlib.compress(bytes(16))
    refusal(png((b"zTXt", bomb), (b"IDAT", rows), width=8, height=8, kind=GREY))


def test_a_jpeg_of_too_many_scans_is_refused_before_any_is_decoded(monkeypatch):
    """A scan can take 12 bytes of the file and still cost a pass over 25 megapixels."""
    data = encoded(Image.new("L", (512, 512)), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    scan, end = data[last:-2], data[-2:]
    assert clean_photo(data=data[:last] + scan * 50 + end).width == 512
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda _: pytest.fail("decoded"))
    error = refusal(data[:last] + scan * 1_000 + end, ComplexImage)
    assert error.code == "image_too_complex"


def test_the_message_reveals_nothing_of_the_file_or_the_decoder():
    message = str(refusal(b"\xff\xd8secret"))
    assert message == "Send one whole picture: a JPEG, PNG or WebP."


def test_a_bug_of_ours_is_not_reported_as_a_bad_image(monkeypatch):
    def broken(_):
        raise ZeroDivisionError

    monkeypatch.setattr("skin.domain.photo._to_srgb", broken)
    with pytest.raises(ZeroDivisionError):
        clean_photo(data=encoded(quarters()))
