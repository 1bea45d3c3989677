"""What a file is by its first bytes, and what its decoding costs, before anything decodes it."""

import re
from dataclasses import dataclass
from typing import Final

from glowcycle.sentences import sentence
from skin.domain.image_errors import HeicImage, UnsupportedImage

JPEG: Final = b"\xff\xd8\xff"
PNG: Final = b"\x89PNG\r\n\x1a\n"
RIFF, WEBP = b"RIFF", b"WEBP"
# The brands of ISO 23008-12 (HEIF, HEIC), of AVIF, and of sequences of such images.
HEIF_BRANDS: Final = frozenset(
    (
        *(b"mif1", b"mif2", b"msf1", b"miaf", b"MiHE", b"MiHB", b"avif", b"avis"),
        *(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"),
    )
)
MAX_BRANDS: Final = 64  # of a file: a dozen is usual

# Markers of a JPEG: all but those without a segment, of which some also stand within a scan's data,
# and those whose segment Pillow does not skip as one.
MARKER: Final = re.compile(rb"\xff([^\x00\x01\xff\xc8\xd0-\xd8\xf0-\xfd])", re.DOTALL)
END, SCAN = 0xD9, 0xDA
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
PROGRESSIVE: Final = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
BLOCK: Final = 8  # pixels on a side
BLOCK_BYTES: Final = 128  # libjpeg keeps 64 coefficients of 16 bits
# Of a JPEG, or chunks of a PNG: a photo has some hundred, a large PNG some thousand. Pillow takes
# several microseconds for each, and keeps those of a JPEG before the first scan.
MAX_SEGMENTS: Final = 10_000
# Before the first scan, outside of segments: a photo has none. Pillow takes a microsecond for each.
MAX_STRAY_BYTES: Final = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class JpegStructure:
    """What the decoding of a JPEG costs.

    segments           counted up to one more than MAX_SEGMENTS
    stray_bytes        before the first scan, outside of segments
    scans              each is a pass over all pixels
    coefficient_bytes  libjpeg's memory for the whole image; 0 where it decodes line by line
    """

    segments: int
    stray_bytes: int
    scans: int
    coefficient_bytes: int


def check_format(data: bytes) -> None:
    """Raise UnsupportedImage for the bytes of anything but a JPEG, PNG or WebP."""
    if not data:
        raise UnsupportedImage(sentence("Send one whole picture: this file is empty."))
    if _brands(data) & HEIF_BRANDS:
        raise HeicImage
    is_webp = data.startswith(RIFF) and data[8:12] == WEBP
    if not is_webp and not data.startswith((JPEG, PNG)):
        raise UnsupportedImage(sentence("Send one whole picture: a JPEG, PNG or WebP."))


def read_structure(data: bytes) -> JpegStructure:
    """Return the structure of a JPEG, read from marker to marker as libjpeg does."""
    segments = stray_bytes = scans = coefficient_bytes = 0
    components = frame_bytes = 0
    is_progressive = False
    at = len(JPEG) - 1
    while segments <= MAX_SEGMENTS and (found := MARKER.search(data, at)):
        kind, start = found[1][0], found.end()
        if kind == END:
            break
        if not scans:
            stray_bytes += found.start() - at
        length = int.from_bytes(data[start : start + 2])
        content = data[start + 2 : start + length]
        if kind in FRAMES:
            components, frame_bytes = _frame(content)
            is_progressive = kind in PROGRESSIVE
        elif kind == SCAN:
            scans += 1
            # Where a scan has only some of the colours, libjpeg collects all of them first.
            if is_progressive or content[:1] < bytes([components]):
                coefficient_bytes = max(coefficient_bytes, frame_bytes)
        segments += 1
        at = start + max(2, length)
    return JpegStructure(
        segments=segments,
        stray_bytes=stray_bytes,
        scans=scans,
        coefficient_bytes=coefficient_bytes,
    )


def count_chunks(data: bytes) -> int:
    """Return how many chunks a PNG has, counted up to one more than MAX_SEGMENTS."""
    chunks, at = 0, len(PNG)
    while chunks <= MAX_SEGMENTS and at < len(data) and data[at + 4 : at + 8] != b"IEND":
        at += 12 + int.from_bytes(data[at : at + 4])
        chunks += 1
    return chunks


def _frame(content: bytes) -> tuple[int, int]:
    """Return how many components the frame has, and the bytes of all their coefficients."""
    height, width = int.from_bytes(content[1:3]), int.from_bytes(content[3:5])
    factors = [(factor >> 4, factor & 15) for factor in content[7::3]]
    across, down = (max((1, *sides)) for sides in zip(*factors, strict=True)) if factors else (1, 1)
    columns, rows = -(-width // (BLOCK * across)), -(-height // (BLOCK * down))
    blocks = columns * rows * sum(x * y for x, y in factors)
    return len(factors), blocks * BLOCK_BYTES


def _brands(data: bytes) -> set[bytes]:
    """Return the brands of an ISO media file: of its first box, `ftyp`; none for other files."""
    if data[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(data[:4]), 16 + 4 * MAX_BRANDS)
    return {data[8:12], *(data[at : at + 4] for at in range(16, end, 4))}
