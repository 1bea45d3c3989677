"""The networks calculate what LiteRT does, and only with the files of this version."""

from pathlib import Path

import numpy as np
import pytest

from skin.domain.face import network
from skin.domain.face.network import Network, NetworkDamaged

# What ai-edge-litert 2.3.0 gives for the files of the wheel and `picture`, every nth number of each
# output: points as shares of the picture's side, scores as probabilities.
DETECTOR_POINTS = (
    *(0.005610, -0.021474, 0.212507, 0.340811, -0.015557, 0.003085),
    *(0.010571, -0.091980, 0.117111, 0.058587, 0.052673, 0.157706),
)
DETECTOR_SCORES = (
    *(0.004626, 0.012945, 0.004266, 0.014167, 0.007105),
    *(0.031856, 0.024277, 0.000002, 0.028839, 0.060766),
)
MESH_POINTS = (
    *(0.448901, 0.380357, 0.368231, 0.265608, 0.246315, 0.431099),
    *(0.272612, 0.627577, 0.497594, 0.473312, 0.657268, 0.534506),
)
MESH_PRESENCE = (0.083188,)


def picture(side: int) -> np.ndarray:
    y, x = np.mgrid[:side, :side] / side
    waves = np.sin(7 * x + 3 * y), np.cos(5 * x * y + 2), np.sin(11 * x * y - 4 * x)
    return np.stack(waves, axis=-1).astype("f4")


def probability(values: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-values.astype(float)))


@pytest.mark.parametrize(
    ("name", "side", "points", "scores"),
    [
        ("detector", 128, (1201, DETECTOR_POINTS), (97, DETECTOR_SCORES)),
        ("mesh", 192, (117, MESH_POINTS), (1, MESH_PRESENCE)),
    ],
)
def test_a_network_gives_what_litert_gives(name, side, points, scores):
    first, second = (output.ravel() for output in Network.load(name).run(picture(side)))
    assert first[:: points[0]] / side == pytest.approx(points[1], abs=1e-5)
    assert probability(second[:: scores[0]]) == pytest.approx(scores[1], abs=1e-5)


def test_a_network_gives_the_same_twice():
    loaded = Network.load("mesh")
    first, second = loaded.run(picture(192)), loaded.run(picture(192))
    assert all(map(np.array_equal, first, second))


@pytest.fixture
def models(monkeypatch, tmp_path):
    """Return an empty folder, in which the networks are looked for."""
    monkeypatch.setattr(network, "MODELS", tmp_path)
    Network.load.cache_clear()
    yield tmp_path
    Network.load.cache_clear()


def test_a_missing_file_is_logged_with_what_makes_it(models, caplog):
    with pytest.raises(NetworkDamaged, match="Try again later"):
        Network.load("mesh")
    assert "The network mesh is missing: make models" in caplog.text


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data[:-1] + b"x"])
def test_a_damaged_file_is_not_used(models, caplog, change):
    data = (Path(network.__file__).with_name("models") / "mesh.npz").read_bytes()
    (models / "mesh.npz").write_bytes(change(data))
    with pytest.raises(NetworkDamaged, match="Try again later"):
        Network.load("mesh")
    assert "The network mesh is damaged" in caplog.text
