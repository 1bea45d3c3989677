import math
from unittest import mock

import pytest

from glowcycle.person.export import reader, services
from glowcycle.storage import multipart
from tests.support.export_zips import keep_photo

SMALL = 2_000


@pytest.fixture(autouse=True)
def no_time_limit(monkeypatch):
    """Let each call finish its work on a slow machine."""
    monkeypatch.setattr(services, "MAX_SECONDS", math.inf)
    monkeypatch.setattr(services, "MAX_WAITING_SECONDS", math.inf)


@pytest.fixture
def small_parts(monkeypatch):
    """Treat every export as a large one with small parts; each call writes one part."""
    monkeypatch.setattr(services, "MAX_RESPONSE_BYTES", 0)
    monkeypatch.setattr(services, "MAX_SECONDS", -1.0)
    monkeypatch.setattr(multipart, "MIN_PART_BYTES", SMALL)
    monkeypatch.setattr(reader, "MAX_FILE_RECORDS", 3)
    with mock.patch("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", SMALL):
        yield


@pytest.fixture
def full_alice(alice):
    """Alice with records of every kind and three photos."""
    for day in range(1, 8):
        alice.post(
            "/period", {"date": f"2026-03-{day:02}", "flow": "light", "symptoms": ["cramps"]}
        )
        alice.post("/journal", {"date": f"2026-03-{day:02}", "text": "x" * 500})
    for _ in range(3):
        keep_photo(alice, 3_000)
    return alice
