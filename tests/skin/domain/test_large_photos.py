"""Photos of up to 64 megapixels: accepted in bounded memory, or refused before they are decoded."""

import random
from io import BytesIO

import pytest
from PIL import Image

from skin.analyzer import find_portrait
from skin.domain.image_errors import ComplexImage, TooManyPixels
from skin.domain.image_header import MAX_SEGMENTS, read_structure
from skin.domain.local_analyzer import measure
from skin.domain.photo import LONGEST_SIDE, MAX_COEFFICIENT_BYTES, MAX_JPEG_PIXELS, clean_photo
from tests.support.images import decoded, encoded, exif, quarters
from tests.support.photo_memory import SIZES, clean_in_child, grain

TURNED = exif(orientation=6)
FRAME = {False: b"\xff\xc0", True: b"\xff\xc2"}  # by whether it is progressive


def claiming(size, **how):
    """Return a small JPEG whose header claims that size."""
    data = encoded(quarters(), "JPEG", **how)
    at = data.index(FRAME["progressive" in how]) + 5
    width, height = size
    return data[:at] + height.to_bytes(2) + width.to_bytes(2) + data[at + 4 :]


@pytest.fixture
def decodes(monkeypatch):
    """Return what was decoded; nothing is."""
    sizes = []

    def load(image):
        sizes.append(image.size)
        raise OSError

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", load)
    return sizes


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("how", [{}, {"progressive": True}], ids=["baseline", "progressive"])
def test_a_large_jpeg_is_kept_at_the_usual_size(size, how):
    photo = clean_photo(data=encoded(quarters(size), "JPEG", quality=60, **how))
    assert (photo.width, photo.height) == (2048, round(2048 * size[1] / size[0]))
    colours = decoded(photo)
    right, bottom = photo.width - 9, photo.height - 9
    corners = [colours.getpixel(at) for at in ((8, 8), (right, 8), (8, bottom), (right, bottom))]
    assert [tuple(level > 128 for level in colour) for colour in corners] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
        (True, True, True),
    ]


@pytest.mark.parametrize("size", [(8125, 8000), (9000, 9000), (65_000, 1001), (65_500, 65_500)])
def test_more_is_refused_by_the_header(size, decodes):
    assert size[0] * size[1] >= MAX_JPEG_PIXELS
    with pytest.raises(TooManyPixels, match="64 megapixels"):
        clean_photo(data=claiming((size[0] + 1, size[1])))
    assert decodes == []


@pytest.mark.parametrize(
    "size", [(8000, 8000), (9280, 6920), (31_250, 2048), (2048, 31_250), (65_000, 999)]
)
def test_a_large_jpeg_is_never_decoded_whole(size, decodes):
    with pytest.raises(Exception, match="one whole picture"):
        clean_photo(data=claiming(size))
    [(width, height)] = decodes
    assert width * height <= size[0] * size[1] / 4 + width + height
    assert max(width, height) >= LONGEST_SIDE


@pytest.mark.parametrize("size", [(5000, 5000), (4090, 4090), (12_000, 2080), (2047, 9000), (9, 9)])
@pytest.mark.parametrize("how", [{}, {"progressive": True}], ids=["baseline", "progressive"])
def test_photos_of_up_to_25_megapixels_are_cleaned_as_before(size, how):
    data = encoded(grain(size), "JPEG", quality=50, **how)
    with Image.open(BytesIO(data)) as source:
        source.draft("RGB", (2048, 2048))
        source.load()
        source.thumbnail((2048, 2048))
        before = encoded(source.convert("RGB"), "JPEG", quality=88, exif=b"", icc_profile=None)
    assert clean_photo(data=data).jpeg == before


def test_a_larger_photo_of_a_face_gets_about_the_same_scores(face):
    with Image.open(BytesIO(face)) as source:
        copies = [source.resize((side, side), Image.Resampling.BICUBIC) for side in (4200, 5600)]
    first, second = (
        measure(portrait=find_portrait(photo=clean_photo(data=encoded(copy, "JPEG", quality=85))))
        for copy in copies
    )
    scores, others = first.metrics.measured(), second.metrics.measured()
    assert scores.keys() == others.keys() >= {"dark_circles"}
    assert all(abs(scores[name] - others[name]) <= 2 for name in scores)


@pytest.mark.parametrize(
    ("size", "how"),
    [
        ((8064, 6048), {"subsampling": 0}),
        ((9280, 6920), {"subsampling": 2}),
        ((9280, 6920), {"subsampling": 1}),
        ((5000, 5000), {"subsampling": 0}),
    ],
)
def test_a_progressive_jpeg_within_the_bound_is_decoded(size, how, decodes):
    with pytest.raises(Exception, match="one whole picture"):
        clean_photo(data=claiming(size, progressive=True, **how))
    assert decodes


def test_a_progressive_jpeg_of_too_many_coefficients_is_refused_by_the_header(decodes):
    data = claiming((9280, 6920), progressive=True, subsampling=0)
    assert read_structure(data).coefficient_bytes > MAX_COEFFICIENT_BYTES
    with pytest.raises(ComplexImage, match="baseline"):
        clean_photo(data=data)
    assert decodes == []
    assert read_structure(claiming((9280, 6920), subsampling=0)).coefficient_bytes == 0


def segment(kind, content):
    return bytes([0xFF, kind]) + (len(content) + 2).to_bytes(2) + content


def test_colours_in_scans_of_their_own_are_held_in_memory_as_well():
    sides = (6000).to_bytes(2) + (8000).to_bytes(2)
    frame = segment(0xC0, b"\x08" + sides + b"\x03\x01\x22\0\x02\x11\1\x03\x11\1")
    together = segment(0xDA, b"\x03\x01\0\x02\x11\x03\x11\0\x3f\0") + b"\x12\xff\0\x34"
    alone = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\xd0\x34"
    start, end = b"\xff\xd8", b"\xff\xd9"
    for scans, expected in ((together, (1, 0)), (alone * 3, (3, 8000 * 6000 * 3))):
        structure = read_structure(start + frame + scans + end + alone * 500)
        assert (structure.scans, structure.coefficient_bytes) == expected


def test_what_a_phone_appends_to_a_jpeg_is_not_counted_as_its_scans():
    """A motion photo has a film behind the picture, and any byte may stand there."""
    film = random.Random(5).randbytes(2_000_000) + b"\xff\xda" * 200
    photo = encoded(quarters(), "JPEG")
    assert clean_photo(data=photo + film) == clean_photo(data=photo)


@pytest.mark.parametrize("kind", [0xE1, 0xE5, 0xFE, 0xDD])
def test_a_flood_of_segments_is_refused_before_pillow_keeps_them(kind, monkeypatch):
    photo, each = encoded(quarters(), "JPEG"), segment(kind, b"\0\0")
    assert clean_photo(data=photo[:2] + each * 2_000 + photo[2:]).width == 64
    monkeypatch.setattr("PIL.Image.open", lambda *_, **__: pytest.fail("read by Pillow"))
    with pytest.raises(ComplexImage):
        clean_photo(data=photo[:2] + each * (MAX_SEGMENTS + 1) + photo[2:])


def test_scans_over_many_pixels_are_counted_more_strictly(decodes):
    data = encoded(quarters((800, 800)).convert("L"), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    many = data[:last] + data[last:-2] * 60 + data[-2:]
    at = many.index(FRAME[True]) + 5
    with pytest.raises(Exception, match="one whole picture"):
        clean_photo(data=many)
    assert decodes.pop()
    with pytest.raises(ComplexImage):
        clean_photo(data=many[:at] + (8000).to_bytes(2) * 2 + many[at + 4 :])
    assert decodes == []


@pytest.mark.parametrize(
    ("name", "megabytes"),
    [
        ("baseline", 120),
        ("progressive", 280),
        ("panorama", 120),
        ("PNG", 330),
        ("WebP", 430),
        ("turned", 330),
    ],
)
def test_the_memory_of_the_largest_photos_is_bounded(name, megabytes, tmp_path):
    data = {
        "baseline": lambda: encoded(quarters((9280, 6920)), "JPEG"),
        "progressive": lambda: encoded(quarters((9280, 6920)), "JPEG", progressive=True),
        "panorama": lambda: encoded(quarters((31_250, 2070)), "JPEG"),
        "PNG": lambda: encoded(
            quarters((5000, 5000)).convert("LA"), "PNG", compress_level=1, exif=TURNED
        ),
        "WebP": lambda: encoded(
            quarters((5000, 5000)).convert("RGBA"), "WEBP", method=0, exif=TURNED
        ),
        # Nothing of it is left out by the decoder.
        "turned": lambda: encoded(quarters((4095, 6100)), "JPEG", progressive=True, exif=TURNED),
    }[name]()
    photo = tmp_path / "photo"
    photo.write_bytes(data)
    cleaning = clean_in_child(photo)
    assert "2048" in cleaning.result
    assert cleaning.megabytes <= megabytes
