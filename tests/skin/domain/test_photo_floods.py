"""Files that Pillow would read byte by byte, or piece by piece, are refused before it does."""

import pytest

from skin.domain.image_errors import UnsupportedImage
from skin.domain.image_header import MAX_SEGMENTS, MAX_STRAY_BYTES
from skin.domain.photo import MAX_BYTES, clean_photo
from tests.support.images import encoded, quarters

START = b"\xff\xd8"
JPEG = encoded(quarters(), "JPEG")


def jpeg_with(junk):
    """Return a photo with the junk repeated before its first segment, as large as may be."""
    return START + junk * ((MAX_BYTES - len(JPEG)) // len(junk)) + JPEG[2:]


def png_with(chunk, count, *, before):
    """Return a photo with that many chunks before its pixels, or behind them."""
    photo = encoded(quarters(), "PNG")
    at = photo.index(before) - 4
    return photo[:at] + chunk * count + photo[at:]


@pytest.fixture
def unread(monkeypatch):
    monkeypatch.setattr("PIL.Image.open", lambda *_, **__: pytest.fail("read by Pillow"))


@pytest.mark.parametrize(
    "junk",
    [
        b"\xff",
        b"\x00",
        b"\xff\x00",
        START,
        b"\xff\xd0",
        b"\xff\xd9",
        b"\xff\xc8" + bytes.fromhex("ffff") + bytes(65_533),
        b"\xff\xf0" + bytes.fromhex("ffff") + bytes(65_533),
        b"\xff\xfd\x00\x02",
    ],
)
def test_a_jpeg_of_junk_before_its_scan_is_refused(junk, unread):
    with pytest.raises(UnsupportedImage):
        clean_photo(data=jpeg_with(junk))


@pytest.mark.parametrize("rest", [b"", b"\xff" * MAX_BYTES, START * 1_000_000, b"\xff\xd9" * 99])
def test_a_jpeg_without_a_scan_is_refused(rest, unread):
    with pytest.raises(UnsupportedImage):
        clean_photo(data=JPEG[: JPEG.index(b"\xff\xda")] + rest)


def test_a_little_padding_is_read():
    photo = START + b"\xff" * MAX_STRAY_BYTES + JPEG[2:]
    assert clean_photo(data=photo) == clean_photo(data=JPEG)


@pytest.mark.parametrize("before", [b"IDAT", b"IEND"])
@pytest.mark.parametrize("chunk", ["0000000061614161dd5f7a13", "0000000049444154" + "35af061e"])
def test_a_png_of_too_many_chunks_is_refused(chunk, before, unread):
    with pytest.raises(UnsupportedImage):
        clean_photo(data=png_with(bytes.fromhex(chunk), MAX_SEGMENTS, before=before))


def test_what_follows_the_end_of_a_png_is_not_counted():
    photo = encoded(quarters(), "PNG")
    assert clean_photo(data=photo + bytes(12) * 2 * MAX_SEGMENTS) == clean_photo(data=photo)
