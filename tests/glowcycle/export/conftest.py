import math
from unittest import mock

import pytest

from glowcycle.person.export import reader, services
from glowcycle.storage import multipart
from tests.support.export_zips import keep_photo

SMALL = 2_000


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """Let no call leave a rest to the next because the machine is slow."""
    monkeypatch.setattr(services, "MAX_SECONDS", math.inf)
    monkeypatch.setattr(services, "MAX_WAITING_SECONDS", math.inf)


@pytest.fixture
def in_parts(monkeypatch):
    """Make every export a large one, of small parts, and let each call write but one of them."""
    monkeypatch.setattr(services, "MAX_RESPONSE_BYTES", 0)
    monkeypatch.setattr(services, "MAX_SECONDS", -1.0)
    monkeypatch.setattr(multipart, "MIN_PART_BYTES", SMALL)
    monkeypatch.setattr(reader, "MAX_FILE_RECORDS", 3)
    with mock.patch("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", SMALL):
        yield


@pytest.fixture
def hers(alice):
    """Alice, with records of every kind and three photos."""
    for day in range(1, 8):
        alice.post(
            "/period", {"date": f"2026-03-{day:02}", "flow": "light", "symptoms": ["cramps"]}
        )
        alice.post("/journal", {"date": f"2026-03-{day:02}", "text": "x" * 500})
    for _ in range(3):
        keep_photo(alice, 3_000)
    return alice
