"""A portrait whose face lies where the tests say, so that they need no networks to find one."""

import numpy as np
from PIL import Image

from skin.domain.face.portrait import Box, Face, Portrait


def portrait_of(image: Image.Image, *, left: int, top: int, right: int, bottom: int) -> Portrait:
    """Return the picture with a frontal face in this box of it."""
    across = np.linspace(left, right, 468, dtype=np.float32)
    down = np.linspace(top, bottom, 468, dtype=np.float32)
    face = Face(
        points=np.stack([across, down, np.zeros_like(across)], axis=1),
        box=Box(left=left, top=top, right=right, bottom=bottom),
        eye_distance=0.45 * (right - left),
        turned=0,
        nodded=0,
        tilted=0,
        second=0,
    )
    return Portrait(image=image, face=face)


def plain_portrait(colour: str = "peru", *, side: int = 64) -> Portrait:
    """Return a picture of one colour with a face in its middle."""
    quarter = side // 4
    image = Image.new("RGB", (side, side), colour)
    return portrait_of(image, left=quarter, top=quarter, right=3 * quarter, bottom=3 * quarter)
