"""Whatever is sent, it is cleaned or refused: nothing else is ever raised."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from skin.domain.local_analyzer import measure
from skin.domain.measurement import PoorPhoto
from skin.domain.photo import UnsupportedImage, clean_photo
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
    """Draw a real picture with some bytes changed, cut out or put in."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
    return bytes(data)


@st.composite
def assembled(draw: st.DrawFn) -> bytes:
    """Draw a PNG of which every checksum is right, and little else."""
    names = st.sampled_from(CHUNKS)
    chunks = draw(st.lists(st.tuples(names, st.binary(max_size=40)), max_size=6))
    side = st.sampled_from([0, 1, 8, 4_000, 2**31 - 1])
    kind = bytes(
        [draw(st.sampled_from([1, 8, 16])), draw(st.integers(0, 7)), 0, 0, draw(st.integers(0, 1))]
    )
    return png(*chunks, width=draw(side), height=draw(side), kind=kind)


def cleaned_or_refused(data: bytes) -> None:
    try:
        photo = clean_photo(data=data)
    except UnsupportedImage:
        return
    assert photo.jpeg.startswith(b"\xff\xd8")
    assert 1 <= min(photo.width, photo.height) <= max(photo.width, photo.height) <= 2048


@FEW
@given(mutated())
def test_a_damaged_picture(data):
    cleaned_or_refused(data)


@FEW
@given(assembled())
def test_a_png_of_odd_parts(data):
    cleaned_or_refused(data)


@FEW
@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"]), st.binary())
def test_noise_that_starts_like_a_picture(start, noise):
    cleaned_or_refused(start + noise)


@pytest.mark.parametrize("seed", range(len(SEEDS)))
def test_the_pictures_that_are_damaged_are_sound(seed):
    assert clean_photo(data=SEEDS[seed]).width in (48, 64)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.binary(min_size=3, max_size=30))
def test_any_picture_is_measured_or_found_poor(width, height, pixels):
    filled = (pixels * (width * height))[: 3 * width * height]
    picture = Image.frombytes("RGB", (width, height), filled).resize((width * 9, height * 9))
    try:
        found = measure(photo=clean_photo(data=encoded(picture)))
    except PoorPhoto:
        return
    assert found.metrics.measured()
