"""Why the bytes of a file cannot be used as a photo, and what she can do about it."""

from glowcycle.errors import Invalid
from glowcycle.sentences import sentence


class UnsupportedImage(Invalid):
    """The bytes are not one complete still image of an accepted format and size."""

    code = "unsupported_image"


class HeicImage(UnsupportedImage):
    """The picture is a HEIC, HEIF or AVIF, as iPhones take it by default."""

    code = "heic_image"

    def __init__(self) -> None:
        super().__init__(
            sentence(
                "This picture is a HEIC, HEIF or AVIF: export it as a JPEG. An iPhone takes JPEG "
                "with Settings, Camera, Formats, Most Compatible."
            )
        )


class TooManyPixels(UnsupportedImage):
    """The header names more pixels than the service decodes."""

    code = "too_many_pixels"

    def __init__(self) -> None:
        super().__init__(
            sentence(
                "Send a JPEG of at most 64 megapixels, or a PNG or WebP of at most 25: take the "
                "photo with a lower resolution, or export it smaller."
            )
        )


class ComplexImage(UnsupportedImage):
    """The decoding of the JPEG would take too much memory or time."""

    code = "image_too_complex"

    def __init__(self) -> None:
        super().__init__(
            sentence(
                "This JPEG takes too much memory to decode: export it as a baseline JPEG, not a "
                "progressive one, or smaller."
            )
        )
