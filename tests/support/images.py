"""Small picture files, drawn and encoded here."""

import struct
import zlib
from io import BytesIO

from PIL import ExifTags, Image, ImageDraw

from skin.domain.photo import Photo, clean_photo

CANARY = b"canary-5e6f"
LATITUDE, LONGITUDE = (52, 31, 12), (13, 24, 34)


def encoded(picture: Image.Image, form: str = "PNG", **how: object) -> bytes:
    file = BytesIO()
    picture.save(file, form, **how)
    return file.getvalue()


def decoded(photo: Photo) -> Image.Image:
    picture = Image.open(BytesIO(photo.jpeg), formats=["JPEG"])
    assert (picture.mode, picture.size) == ("RGB", (photo.width, photo.height))
    return picture


def colour_kept(data: bytes) -> tuple[int, ...]:
    """Return the colour in the middle of the cleaned picture."""
    picture = decoded(clean_photo(data=data))
    return picture.getpixel((picture.width // 2, picture.height // 2))


def quarters(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Return a picture with red and green above blue and white."""
    picture = Image.new("RGB", size, "white")
    (right, bottom), draw = size, ImageDraw.Draw(picture)
    draw.rectangle((0, 0, right // 2 - 1, bottom // 2 - 1), fill=(250, 0, 0))
    draw.rectangle((right // 2, 0, right, bottom // 2 - 1), fill=(0, 250, 0))
    draw.rectangle((0, bottom // 2, right // 2 - 1, bottom), fill=(0, 0, 250))
    return picture


def exif(*, orientation: int = 1) -> Image.Exif:
    """Return EXIF data with her location and other data."""
    tags = Image.Exif()
    tags[ExifTags.Base.Orientation] = orientation
    tags[ExifTags.Base.Artist] = CANARY.decode()
    tags.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitude: LATITUDE,
            ExifTags.GPS.GPSLongitude: LONGITUDE,
            ExifTags.GPS.GPSDateStamp: CANARY.decode(),
        }
    )
    return tags


def png(*chunks: tuple[bytes, bytes], width: int, height: int, kind: bytes) -> bytes:
    """Return a PNG with these chunks between header and end, and correct checksums.

    `kind` is bit depth, colour type and the three bytes after them.
    """
    header = struct.pack(">II", width, height) + kind
    body = [(b"IHDR", header), *chunks, (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in body
    )


def jpeg_segments(data: bytes) -> list[int]:
    """Return the markers of a JPEG up to its first scan."""
    markers, at = [], 2
    while data[at + 1] != 0xDA:
        markers.append(data[at + 1])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return markers
