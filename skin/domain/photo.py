"""A photo as it may be kept and measured: pixels alone."""

from dataclasses import dataclass

from glowcycle.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A JPEG made here, without metadata; width and height in pixels."""

    jpeg: bytes
    width: int
    height: int


class UnsupportedImage(Invalid):
    """These bytes are not one still picture of a kind that is accepted."""

    code = "unsupported_image"


def clean_photo(*, data: bytes) -> Photo:
    raise NotImplementedError
