"""Fixtures of all tests: alice, a stranger, and an engine that behaves like DynamoDB.

Each test has new persons, so tests share the tables and run in any order.
"""

import gc
import hashlib
import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import moto.core  # noqa: F401  before any client is made: moto hooks into botocore on import
import pytest
from PIL import ExifTags, Image

from glowcycle.api.log_formatters import JSONLines
from glowcycle.aws import request_context
from skin.domain.face import gate
from tests.support.bedrock_server import BedrockServer, error
from tests.support.engine import stage
from tests.support.least_privilege import least_privilege
from tests.support.people import someone
from tests.support.phone import Phone
from tests.support.photo_bucket import CANARY
from tests.support.second_engine import second_engine
from tests.support.store_fault_plugin import FAULTS, StoreFault

# The suite runs the same examples each time; --hypothesis-profile=fuzz runs many random ones.
hypothesis.settings.register_profile(
    "suite", max_examples=100, deadline=None, database=None, derandomize=True
)
hypothesis.settings.register_profile("fuzz", max_examples=3000, deadline=None, database=None)
hypothesis.settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--store-fault",
        choices=sorted(FAULTS),
        help="the fault of each first attempt",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(least_privilege)
    config.pluginmanager.register(second_engine)
    if kind := config.getoption("--store-fault"):
        config.pluginmanager.register(StoreFault(kind))


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays until the end: modules and collected tests."""
    gc.freeze()
    gc.set_threshold(5000)


@pytest.fixture(autouse=True)
def role() -> Iterator[None]:
    """Fail a test in which the service makes a call that its role does not allow."""
    yield
    refused = list(dict.fromkeys(least_privilege.refused))
    least_privilege.refused.clear()
    if refused:
        pytest.fail("\n".join(refused), pytrace=False)


@pytest.fixture(scope="module", autouse=True)
def engine() -> Iterator[None]:
    """Set up a new engine for each test file: moto searches all its items at each query."""
    with stage():
        yield


@pytest.fixture(autouse=True)
def operator() -> Iterator[None]:
    """Let tests read the tables and the bucket; each request still opens its own context."""
    with request_context.act_as_operator():
        yield


@pytest.fixture(scope="session", autouse=True)
def known_faces() -> Iterator[None]:
    """Find the face of a picture once: many tests send the same one, and each search takes long."""
    found: dict[bytes, Any] = {}
    find = gate.find_face

    def find_once(*, image: Image.Image) -> Any:
        pixels = hashlib.sha256(image.tobytes()).digest()
        if pixels not in found:
            found[pixels] = find(image=image)
        return found[pixels]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "find_face", find_once)
        yield


@pytest.fixture
def alice() -> Phone:
    return someone()


@pytest.fixture
def stranger() -> Phone:
    return someone()


@pytest.fixture
def nobody() -> Phone:
    """Return a phone without a token."""
    return Phone("nobody", None)


@pytest.fixture(scope="session")
def wire() -> Iterator[BedrockServer]:
    with BedrockServer() as server:
        yield server


@pytest.fixture
def bedrock(wire: BedrockServer, settings: Any) -> Iterator[BedrockServer]:
    """Send the service's questions to a local model server; it starts busy."""
    settings.SKIN_ANALYZER = "bedrock"
    settings.AWS_ENDPOINT_URL_BEDROCK_RUNTIME = wire.url
    wire.requests.clear()
    wire.refusals.clear()
    wire.answers_with(error("ThrottlingException"))
    yield wire
    assert wire.refusals == []


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let botocore make its second attempt at once."""
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)


@pytest.fixture
def log() -> Iterator[Callable[[], str]]:
    """Yield a function that returns the lines which the service's log handler wrote so far."""
    [handler] = [h for h in logging.root.handlers if isinstance(h.formatter, JSONLines)]
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield written.getvalue
    handler.setStream(before)


@pytest.fixture(scope="session")
def face():
    """Return a real face as a phone sends it: a JPEG with a location in its EXIF data."""
    from skimage.data import astronaut

    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = CANARY
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSDateStamp] = CANARY
    file = io.BytesIO()
    Image.fromarray(astronaut()).save(file, "JPEG", quality=92, exif=exif)
    return file.getvalue()
