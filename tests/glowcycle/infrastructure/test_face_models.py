"""The networks are made of the files that are known, always with the same bytes."""

from hashlib import sha256
from zipfile import ZipFile

import numpy as np
import pytest

from glowcycle.infrastructure.deploy import face_models
from glowcycle.infrastructure.deploy.face_models import LICENCE, SOURCES, write_models
from glowcycle.infrastructure.deploy.tflite_reader import Model, Weights
from skin.domain.face.network import HASHES, MODELS


@pytest.fixture
def wheel(tmp_path):
    """Return a wheel whose files are not those that are known."""
    path = tmp_path / "mediapipe.whl"
    with ZipFile(path, "w") as written:
        for source in SOURCES.values():
            written.writestr(source.path, b"other weights")
        written.writestr(LICENCE, "Apache License, Version 2.0")
    return path


def test_other_files_are_refused(wheel, tmp_path):
    with pytest.raises(SystemExit, match="is not the file that is known"):
        write_models(wheel=wheel, folder=tmp_path / "models")
    assert not [*(tmp_path / "models").iterdir()]


def test_a_network_is_written_as_numpy_reads_it(wheel, tmp_path, monkeypatch):
    model = Model(
        inputs=[0],
        outputs=[2],
        layers=[{"layer": "relu", "inputs": [0], "output": 2}],
        weights={1: Weights("<f2", (2, 2), np.arange(4, dtype="<f2").tobytes())},
    )
    monkeypatch.setattr(face_models.tflite_reader, "read", lambda _: model)
    known = sha256(b"other weights").hexdigest()
    source = face_models.Source(SOURCES["mesh"].path, known, "A network", "https://card")
    monkeypatch.setattr(face_models, "SOURCES", {"mesh": source})
    folders = [tmp_path / name for name in ("once", "twice")]
    for folder in folders:
        write_models(wheel=wheel, folder=folder)
    with np.load(folders[0] / "mesh.npz") as arrays:
        assert arrays["1"].tolist() == [[0, 1], [2, 3]]
        assert b'"layer":"relu"' in arrays["graph"].tobytes()
    assert len({(folder / "mesh.npz").read_bytes() for folder in folders}) == 1
    assert "Apache License, Version 2.0" in (folders[0] / "NOTICE.txt").read_text()


@pytest.mark.parametrize("name", SOURCES)
def test_the_networks_of_this_version_are_made_and_named_in_the_notice(name):
    assert sha256((MODELS / f"{name}.npz").read_bytes()).hexdigest() == HASHES[name]
    notice = (MODELS / "NOTICE.txt").read_text(encoding="utf-8")
    assert f"{SOURCES[name].name}, {SOURCES[name].card}" in notice
    assert SOURCES[name].sha256 in notice
    assert "Apache License" in notice
