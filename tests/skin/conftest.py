"""What photos meet: a real face, and no waiting."""

from io import BytesIO

import pytest
from PIL import ExifTags, Image

from tests.support.photo_bucket import CANARY


@pytest.fixture(scope="session")
def face():
    """Return a real face as a phone sends it: a JPEG that also tells where it was taken."""
    from skimage.data import astronaut

    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = CANARY
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSDateStamp] = CANARY
    file = BytesIO()
    Image.fromarray(astronaut()).save(file, "JPEG", quality=92, exif=exif)
    return file.getvalue()
