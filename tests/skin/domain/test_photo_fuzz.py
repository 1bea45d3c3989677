"""Any bytes are cleaned or refused; no other error is raised."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from skin.analyzer import find_portrait
from skin.domain.image_errors import UnsupportedImage
from skin.domain.local_analyzer import measure
from skin.domain.measurement import PoorPhoto, SmallPhoto
from skin.domain.photo import clean_photo
from tests.support.images import encoded, exif, png, quarters

SEEDS = (
    encoded(quarters(), "JPEG", exif=exif(orientation=6)),
    encoded(quarters(), "JPEG", progressive=True, icc_profile=bytes(200)),
    encoded(quarters().convert("CMYK"), "JPEG"),
    encoded(quarters(), "PNG", exif=exif(orientation=6)),
    encoded(quarters().convert("P"), "PNG", transparency=1),
    encoded(quarters(), "WEBP", exif=exif(orientation=6)),
    encoded(quarters().convert("RGBA"), "WEBP", lossless=True),
)
FEW = settings(max_examples=200, deadline=None)
CHUNKS = (b"IDAT", b"PLTE", b"tRNS", b"gAMA", b"iCCP", b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"acTL")


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Draw a real image with some bytes changed, removed or inserted."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
    return bytes(data)


@st.composite
def assembled(draw: st.DrawFn) -> bytes:
    """Draw a PNG with random chunks and correct checksums."""
    names = st.sampled_from(CHUNKS)
    chunks = draw(st.lists(st.tuples(names, st.binary(max_size=40)), max_size=6))
    side = st.sampled_from([0, 1, 8, 4_000, 2**31 - 1])
    kind = bytes(
        [draw(st.sampled_from([1, 8, 16])), draw(st.integers(0, 7)), 0, 0, draw(st.integers(0, 1))]
    )
    return png(*chunks, width=draw(side), height=draw(side), kind=kind)


def clean_or_refuse(data: bytes) -> None:
    try:
        photo = clean_photo(data=data)
    except UnsupportedImage:
        return
    assert photo.jpeg.startswith(b"\xff\xd8")
    assert 1 <= min(photo.width, photo.height) <= max(photo.width, photo.height) <= 2048


@FEW
@given(mutated())
def test_a_damaged_image(data):
    clean_or_refuse(data)


@FEW
@given(assembled())
def test_a_png_of_odd_parts(data):
    clean_or_refuse(data)


@FEW
@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"]), st.binary())
def test_noise_that_starts_like_an_image(start, noise):
    clean_or_refuse(start + noise)


@pytest.mark.parametrize("seed", range(len(SEEDS)))
def test_the_images_that_are_damaged_above_are_valid(seed):
    assert clean_photo(data=SEEDS[seed]).width in (48, 64)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.binary(min_size=3, max_size=30))
def test_any_image_is_measured_or_refused(width, height, pixels):
    filled = (pixels * (width * height))[: 3 * width * height]
    picture = Image.frombytes("RGB", (width, height), filled).resize((width * 9, height * 9))
    try:
        portrait = find_portrait(photo=clean_photo(data=encoded(picture)))
    except (PoorPhoto, SmallPhoto):
        return
    assert measure(portrait=portrait).metrics.measured()
