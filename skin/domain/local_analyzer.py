"""Classical measures of skin."""

from skin.domain.measurement import Measurement
from skin.domain.photo import Photo


def measure(*, photo: Photo) -> Measurement:
    raise NotImplementedError
