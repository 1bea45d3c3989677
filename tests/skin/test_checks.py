"""A start without the networks that find a face says what makes them."""

import pytest

from skin import checks
from skin.domain.face.network import HASHES, MODELS


def test_the_networks_of_this_version_pass():
    assert checks.MODELS == MODELS
    assert checks.check_networks() == []


@pytest.mark.parametrize("missing", HASHES)
def test_a_missing_network_is_an_error_that_names_the_command(monkeypatch, tmp_path, missing):
    for name in HASHES.keys() - {missing}:
        (tmp_path / f"{name}.npz").touch()
    monkeypatch.setattr(checks, "MODELS", tmp_path)
    [error] = checks.check_networks()
    assert error.is_serious()
    assert "run `make models`" in error.msg
