from unittest import mock

import pytest

from glowcycle.aws import parcels
from glowcycle.person.export import contents, services
from tests.skin.conftest import face  # noqa: F401  the one real face of all tests

SMALL = 2_000


@pytest.fixture
def in_parts(monkeypatch):
    """Make every export a large one, of small parts, and let each call write but one of them."""
    monkeypatch.setattr(services, "MOST_AT_ONCE", 0)
    monkeypatch.setattr(services, "SECONDS", -1.0)
    monkeypatch.setattr(parcels, "SMALLEST_PART", SMALL)
    monkeypatch.setattr(contents, "MOST_RECORDS", 3)
    with mock.patch("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", SMALL):
        yield
