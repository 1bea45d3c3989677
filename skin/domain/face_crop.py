"""The face alone, cut out of a photo: all that a model outside sees of it.

Pillow is imported with the first photo, because most requests do not need it.
"""

from io import BytesIO
from math import ceil, floor
from typing import Final

from skin.domain.face.portrait import Portrait
from skin.domain.photo import JPEG_QUALITY

MARGIN: Final = 0.1  # of the face's width or height, on each side: hairline, ears and chin
LONGEST_SIDE: Final = 1_568  # pixels: models on Bedrock scale larger pictures down


def face_alone(*, portrait: Portrait) -> bytes:
    """Return the face with a margin as a JPEG without metadata, the same for the same pixels.

    Its longest side is at most LONGEST_SIDE; nothing is enlarged. It holds no pixel from outside
    the box, into which the photo's own JPEG compression blurs at most 16 pixels of what lies next
    to it.
    """
    from PIL import Image

    cut = portrait.image.crop(_box(portrait))
    cut.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", cut.size)  # has no comment, profile or resolution to save
    bare.paste(cut)
    jpeg = BytesIO()
    bare.save(jpeg, "JPEG", quality=JPEG_QUALITY)
    return jpeg.getvalue()


def _box(portrait: Portrait) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of the face with its margin, inside the photo."""
    face, (width, height) = portrait.face.box, portrait.image.size
    across, down = MARGIN * face.width, MARGIN * face.height
    return (
        max(0, floor(face.left - across)),
        max(0, floor(face.top - down)),
        min(width, ceil(face.right + across)),
        min(height, ceil(face.bottom + down)),
    )
