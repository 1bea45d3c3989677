"""Without the networks that find a face a photo waits for better days, and nothing is spent."""

import pytest

from skin.domain.face import network
from skin.domain.face.network import Network
from tests.support.photo_bucket import (
    CANARY,
    WAYS,
    bucket_content,
    history,
    measure,
    picture,
    request,
    send,
    upload,
)
from tests.support.problems import assert_problem


@pytest.fixture
def models(monkeypatch, tmp_path):
    """Return the folder in which the networks are looked for."""
    with monkeypatch.context() as patch:
        patch.setattr(network, "MODELS", tmp_path)
        Network.load.cache_clear()
        yield tmp_path
    Network.load.cache_clear()


@pytest.mark.parametrize("way", WAYS)
def test_a_photo_is_503_without_details(alice, bedrock, models, way, caplog):
    answer = request(alice, picture("#345678"), way)()
    assert_problem(answer, 503, "unavailable")
    assert answer.json()["detail"] == "Your photo could not be analysed. Try again later."
    assert int(answer.headers["Retry-After"]) > 0
    assert "photoId" not in answer.json()
    assert "The network detector is missing: make models" in caplog.text
    assert CANARY not in caplog.text
    assert (history(alice), bedrock.requests) == ([], [])
    assert len(bucket_content(alice)) == (way == "upload")  # as she sent it


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04" + bytes(99)], ids=["empty", "cut"])
def test_a_damaged_file_costs_no_analysis(alice, settings, models, damage):
    settings.DAILY_LIMITS = settings.DAILY_LIMITS | {"analyses": 0}
    (models / "detector.npz").write_bytes(damage)
    assert_problem(send(alice, picture("#456789")), 503, "unavailable")


def test_the_upload_is_measured_when_they_are_back(alice, monkeypatch, tmp_path):
    photo_id = upload(alice, picture("#123456"))
    with monkeypatch.context() as patch:
        patch.setattr(network, "MODELS", tmp_path)
        Network.load.cache_clear()
        assert measure(alice, photo_id).status_code == 503
    assert measure(alice, photo_id).status_code == 201


def test_a_photo_over_the_days_limit_is_not_looked_at(alice, settings, models):
    settings.DAILY_LIMITS = settings.DAILY_LIMITS | {"photos": 1}
    answers = [send(alice, picture("#234567")).status_code for _ in range(3)]
    assert answers == [503, 429, 429]
