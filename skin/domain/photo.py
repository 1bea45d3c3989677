"""A photo as it may be kept and measured: the pixels of what was sent, and nothing else of it.

Pillow is imported when the first photo comes: most requests never need it.
"""

from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, ClassVar, Final

from glowcycle.errors import Invalid

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

FORMATS: Final = ("JPEG", "PNG", "WEBP")  # no other decoder ever sees the bytes
LARGEST: Final = 25_000_000  # pixels, as the header declares them
LONGEST_SIDE: Final = 2_048  # pixels of what is kept
QUALITY: Final = 88  # of the JPEG: pure noise of LONGEST_SIDE squared then takes 3.5 MB
MOST_SCANS: Final = 100  # in a JPEG: a dozen is usual, and each costs one pass over every pixel
START_OF_SCAN: Final = b"\xff\xda"

TOO_LARGE: Final = "Send a picture of at most 25 megapixels."


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """An upright sRGB JPEG made here, without metadata; width and height in pixels."""

    jpeg: bytes
    width: int
    height: int


class UnsupportedImage(Invalid):
    """These bytes are not one whole still picture of an accepted kind and size."""

    code: ClassVar[str] = "unsupported_image"


def clean_photo(*, data: bytes) -> Photo:
    """Return the picture in `data` as a new JPEG, which holds none of the bytes it came in.

    It stands as its EXIF orientation says, its colours are sRGB, what was transparent is white,
    and its longest side is at most LONGEST_SIDE.

    Raise UnsupportedImage for anything but a whole JPEG, PNG or WebP of one frame and at most
    LARGEST pixels; size and frames are judged by the header, before a pixel is decoded.
    """
    from PIL import Image

    try:
        picture, orientation = _decoded(data)
    except UnsupportedImage:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnsupportedImage(TOO_LARGE) from error
    # Pillow's parsers let through whatever they trip over (OSError, SyntaxError, struct.error,
    # zlib.error, its own warnings ...), and promise no list of it.
    except Exception as error:
        raise UnsupportedImage("Send one whole picture: a JPEG, PNG or WebP.") from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    sheet = Image.new("RGB", picture.size, "white")
    sheet.paste(_srgb(picture), mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    upright = _upright(sheet, orientation=orientation)
    jpeg = BytesIO()
    upright.save(jpeg, "JPEG", quality=QUALITY)
    return Photo(jpeg=jpeg.getvalue(), width=upright.width, height=upright.height)


def _decoded(data: bytes) -> "tuple[Image, int]":
    """Return the picture in mode L, RGB, RGBA or CMYK, and its EXIF orientation 1-8."""
    from PIL import ExifTags, Image

    with Image.open(BytesIO(data), formats=FORMATS) as source:
        _refuse_excess(source, data=data)
        orientation = source.getexif().get(ExifTags.Base.Orientation, 1)
        # A JPEG of twice the size or more is decoded at half of it, in a quarter of the time.
        source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        source.load()
        if source.mode.startswith("I"):  # grey of 16 bits, which convert() would clip to white
            return source.point(lambda level: level / 256).convert("L"), orientation
        if source.has_transparency_data:
            return source.convert("RGBA"), orientation
        if source.mode in ("L", "RGB", "CMYK"):
            return source, orientation
        return source.convert("RGB"), orientation


def _refuse_excess(source: "ImageFile", *, data: bytes) -> None:
    if source.width * source.height > LARGEST:
        raise UnsupportedImage(TOO_LARGE)
    if source.format in ("PNG", "WEBP"):
        if getattr(source, "is_animated", False):
            raise UnsupportedImage("Send a still picture, not an animation.")
    # A JPEG has no frames. What follows the first picture in its file is the depth or brightness
    # map that phones add, and is left behind like everything else.
    elif data.count(START_OF_SCAN) > MOST_SCANS:
        raise UnsupportedImage("Send a JPEG that is stored in fewer scans.")


def _srgb(picture: "Image") -> "Image":
    """Return the colours in RGB as the embedded profile means them; sRGB where it fits nothing."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if profile:
        srgb = ImageCms.createProfile("sRGB")
        with suppress(ImageCms.PyCMSError):
            meant = ImageCms.buildTransform(BytesIO(profile), srgb, picture.mode, "RGB")
            return meant.apply(picture)
    return picture.convert("RGB")


def _upright(picture: "Image", *, orientation: int) -> "Image":
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    turn = turns.get(orientation)
    return picture if turn is None else picture.transpose(turn)
