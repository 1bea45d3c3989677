"""HEIC, too many pixels and a broken file have codes of their own, and advice."""

import pytest

from skin.domain.image_errors import HeicImage, UnsupportedImage
from skin.domain.photo import clean_photo
from tests.support.images import encoded, quarters


def box(brand, *compatible, kind=b"ftyp"):
    """Return the first bytes of an ISO media file."""
    content = kind + brand + bytes(4) + b"".join(compatible)
    return (len(content) + 4).to_bytes(4) + content + bytes(60)


def refusal(data):
    with pytest.raises(UnsupportedImage) as raised:
        clean_photo(data=data)
    return raised.value


@pytest.mark.parametrize(
    "data",
    [
        box(b"heic", b"mif1", b"heic"),
        box(b"heix", b"mif1"),
        box(b"mif1", b"MiHE", b"miaf", b"heic"),
        box(b"msf1", b"hevc"),
        box(b"avif", b"mif1"),
        box(b"avis"),
        box(b"1234", b"abcd", b"heic"),
        encoded(quarters(), "AVIF"),
    ],
)
def test_a_heic_or_avif_is_told_apart(data):
    error = refusal(data)
    assert (type(error), error.code) == (HeicImage, "heic_image")
    assert "JPEG" in str(error)
    assert "Most Compatible" in str(error)


@pytest.mark.parametrize(
    "data",
    [
        box(b"isom", b"iso2", b"mp41"),
        box(b"qt  "),
        box(b"heic", kind=b"moov"),
        b"heic" * 20,
        b"\0\0\0\x18ftyp",
        b"\xff\xff\xff\xffftypisom" + bytes(4_000_000) + b"heic",
        encoded(quarters(), "GIF"),
        b"%PDF-1.7",
    ],
)
def test_other_files_are_asked_for_as_pictures(data):
    error = refusal(data)
    assert (type(error), error.code) == (UnsupportedImage, "unsupported_image")
    assert str(error) == "Send one whole picture: a JPEG, PNG or WebP."


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_cut_picture_says_that_it_is_not_complete(form, share):
    data = encoded(quarters((200, 150)), form)
    error = refusal(data[: int(len(data) * share)])
    assert (error.code, "not complete" in str(error)) == ("unsupported_image", True)


def test_an_empty_file_says_that_it_is_empty():
    error = refusal(b"")
    assert (error.code, "empty" in str(error)) == ("unsupported_image", True)


@pytest.mark.filterwarnings("ignore:.*EXIF.*", "ignore:.*Skipping tag")
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    "damage",
    [b"", b"X", b"XX\x2a\x00", b"II*\x00\xff\xff\xff\xff", b"II*\x00\x08\0\0\0\xff\xff\x12"],
)
def test_damaged_exif_data_do_not_make_a_photo_useless(form, damage):
    whole = clean_photo(data=encoded(quarters(), form))
    assert clean_photo(data=encoded(quarters(), form, exif=b"Exif\0\0" + damage)) == whole
