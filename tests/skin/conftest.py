"""What photos meet: a real face, and a model on the wire that says what a test tells it to."""

from io import BytesIO

import pytest
from PIL import ExifTags, Image

from tests.bedrock_server import BedrockServer, error
from tests.photos_stage import CANARY


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


@pytest.fixture(scope="session")
def wire():
    with BedrockServer() as server:
        yield server


@pytest.fixture
def bedrock(wire, settings):
    """Let the service ask the model on the wire, which is busy until a test gives it an answer."""
    settings.SKIN_ANALYZER = "bedrock"
    settings.AWS_ENDPOINT_URL_BEDROCK_RUNTIME = wire.url
    wire.requests.clear()
    wire.refusals.clear()
    wire.answers_with(error("ThrottlingException"))
    yield wire
    assert wire.refusals == []


@pytest.fixture
def no_waiting(monkeypatch):
    """Let botocore make its second attempt at once."""
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)
