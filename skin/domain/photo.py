"""Clean a photo before it is stored or measured: keep its pixels, drop all other data.

Pillow is imported with the first photo, because most requests do not need it.
"""

from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from glowcycle.sentences import sentence
from skin.domain import image_header
from skin.domain.image_errors import (
    ComplexImage,
    TooManyPixels,
    UnsupportedImage,
)

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

FORMATS: Final = ("JPEG", "PNG", "WEBP")  # no other decoder reads the bytes
MAX_BYTES: Final = 15 * 1024 * 1024  # of an uploaded file
MAX_PIXELS: Final = 25_000_000  # by the size in the header
# A JPEG of more is decoded at half its size or less. Phones of 64 megapixels take up to 64.4.
MAX_JPEG_PIXELS: Final = 65_000_000
# Of a progressive JPEG: 65 megapixels in the usual 4:2:0 are 195 MB, 58 in 4:4:4 are 350. Decoding
# then takes as much memory as that of a WebP of MAX_PIXELS.
MAX_COEFFICIENT_BYTES: Final = 350_000_000
LONGEST_SIDE: Final = 2_048  # of the cleaned photo, in pixels
JPEG_QUALITY: Final = 88  # pure noise of LONGEST_SIDE squared then takes 3.5 MB
# In a JPEG of MAX_PIXELS, in a larger one fewer: a dozen is usual; each is a pass over all pixels.
MAX_SCANS: Final = 100

BROKEN: Final = sentence("Send one whole picture: this one is damaged or not complete.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """An upright sRGB JPEG without metadata; width and height in pixels."""

    jpeg: bytes
    width: int
    height: int


def clean_photo(*, data: bytes) -> Photo:
    """Return the image in `data` as a new JPEG that keeps none of the original bytes.

    It is upright by its EXIF orientation, its colours are sRGB, transparent pixels become white,
    and its longest side is at most LONGEST_SIDE.

    Raise UnsupportedImage for anything but a complete JPEG, PNG or WebP of one frame and at most
    MAX_PIXELS, or MAX_JPEG_PIXELS. The header gives size and frames, so they are checked before
    decoding.
    """
    from PIL import Image

    image_header.check_format(data)
    try:
        image, orientation = _decode(data)
    except UnsupportedImage:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    # Pillow's parsers raise many kinds of error on bad data (OSError, SyntaxError, struct.error,
    # zlib.error, its own warnings), and document no complete list.
    except Exception as error:
        raise UnsupportedImage(BROKEN) from error
    # Scaling rounds between rows and columns, and at two of the edges. So the picture is turned
    # before: then it has the same pixels by every orientation.
    image = _upright(image, orientation=orientation)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    opaque = Image.new("RGB", image.size, "white")
    opaque.paste(_to_srgb(image), mask=image.getchannel("A") if image.mode == "RGBA" else None)
    jpeg = BytesIO()
    opaque.save(jpeg, "JPEG", quality=JPEG_QUALITY)
    return Photo(jpeg=jpeg.getvalue(), width=opaque.width, height=opaque.height)


def cleaned_before(*, data: bytes) -> Photo:
    """Return as a photo the JPEG that `clean_photo` made. Raise UnsupportedImage."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("JPEG",)) as source:
            return Photo(jpeg=data, width=source.width, height=source.height)
    except OSError as error:
        raise UnsupportedImage(BROKEN) from error


def _decode(data: bytes) -> "tuple[Image, int]":
    """Return the image in mode L, RGB, RGBA or CMYK, and its EXIF orientation 1-8."""
    from PIL import Image

    structure = _read_structure(data) if data.startswith(image_header.JPEG) else None
    is_png = data.startswith(image_header.PNG)
    if is_png and image_header.count_chunks(data) > image_header.MAX_SEGMENTS:
        raise UnsupportedImage(BROKEN)
    with Image.open(BytesIO(data), formats=FORMATS) as source:
        _check_header(source, structure)
        # Decode a JPEG of twice the size or more at half its size, in a quarter of the time.
        source.draft("RGB", _least_size(source))
        source.load()
        orientation = _orientation(source)
        if source.mode.startswith("I"):  # 16-bit grey, which convert() would clip to white
            return source.point(lambda level: level / 256).convert("L"), orientation
        if source.has_transparency_data:
            return source.convert("RGBA"), orientation
        if source.mode in ("L", "RGB", "CMYK"):
            return source, orientation
        return source.convert("RGB"), orientation


def _read_structure(data: bytes) -> image_header.JpegStructure:
    """Return the structure of a JPEG that Pillow can read quickly. Raise UnsupportedImage."""
    structure = image_header.read_structure(data)
    if structure.segments > image_header.MAX_SEGMENTS:
        raise ComplexImage
    if not structure.scans or structure.stray_bytes > image_header.MAX_STRAY_BYTES:
        raise UnsupportedImage(BROKEN)
    return structure


def _check_header(source: "ImageFile", structure: image_header.JpegStructure | None) -> None:
    """Raise UnsupportedImage for too many pixels, frames, scans or coefficients."""
    pixels = source.width * source.height
    if pixels > (MAX_JPEG_PIXELS if structure else MAX_PIXELS):
        raise TooManyPixels
    # A JPEG has no frames. Phones add a depth or brightness map after the first image of the file;
    # it is dropped with all other data.
    if structure is None:
        if getattr(source, "is_animated", False):
            raise UnsupportedImage(sentence("Send a still picture, not an animation."))
    elif (
        structure.scans * max(1, pixels / MAX_PIXELS) > MAX_SCANS
        or structure.coefficient_bytes > MAX_COEFFICIENT_BYTES
    ):
        raise ComplexImage


def _least_size(source: "ImageFile") -> tuple[int, int]:
    """Return the size that a JPEG is decoded to at least.

    Above MAX_PIXELS only the longest side has to stay as it is kept. So a narrow panorama takes no
    more memory than a square.
    """
    if source.width * source.height <= MAX_PIXELS:
        return LONGEST_SIDE, LONGEST_SIDE
    shrink = LONGEST_SIDE / max(source.size)
    return max(1, round(source.width * shrink)), max(1, round(source.height * shrink))


def _orientation(source: "ImageFile") -> int:
    """Return the EXIF orientation, 1 where the EXIF data are damaged: the pixels are not."""
    from PIL import ExifTags

    with suppress(Exception):
        return int(source.getexif().get(ExifTags.Base.Orientation, 1))
    return 1


def _to_srgb(image: "Image") -> "Image":
    """Return the image in sRGB by its embedded profile; without a valid one it counts as sRGB."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile:
        srgb = ImageCms.createProfile("sRGB")
        with suppress(ImageCms.PyCMSError):
            transform = ImageCms.buildTransform(BytesIO(profile), srgb, image.mode, "RGB")
            return transform.apply(image)
    return image.convert("RGB")


def _upright(image: "Image", *, orientation: int) -> "Image":
    from PIL.Image import Transpose

    transposes = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    transpose = transposes.get(orientation)
    return image if transpose is None else image.transpose(transpose)
