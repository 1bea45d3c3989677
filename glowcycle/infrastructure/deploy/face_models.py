"""Make the networks that find a face: from Google's files in the wheel of MediaPipe.

    python -m glowcycle.infrastructure.deploy.face_models WHEEL FOLDER

It checks each file by its SHA-256, and writes the network as NumPy's .npz, always with the same
bytes: `skin.domain.face.network` knows their hash. It imports only the standard library.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from os import getpid
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile, ZipInfo

from glowcycle.infrastructure.deploy import tflite_reader

VERSION: Final = "0.10.21"
LICENCE: Final = f"mediapipe-{VERSION}.dist-info/LICENSE"


@dataclass(frozen=True)
class Source:
    """A file of the wheel with its hash; the network's name and the address of its model card."""

    path: str
    sha256: str
    name: str
    card: str


SOURCES: Final = {
    "detector": Source(
        "mediapipe/modules/face_detection/face_detection_short_range.tflite",
        "bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
        "MediaPipe BlazeFace (Short Range)",
        "https://mediapipe.page.link/blazeface-mc",
    ),
    "mesh": Source(
        "mediapipe/modules/face_landmark/face_landmark.tflite",
        "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
        "MediaPipe Face Mesh",
        "https://mediapipe.page.link/facemesh-mc",
    ),
}


def write_models(*, wheel: Path, folder: Path) -> None:
    """Write each network and the notice into the folder. Raise SystemExit for another wheel."""
    folder.mkdir(parents=True, exist_ok=True)
    with ZipFile(wheel) as opened:
        for name, source in SOURCES.items():
            data = opened.read(source.path)
            if sha256(data).hexdigest() != source.sha256:
                raise SystemExit(f"{source.path} of {wheel.name} is not the file that is known.")
            _write_npz(folder / f"{name}.npz", tflite_reader.read(data))
        notice = "\n".join(_notice()) + "\n\n" + opened.read(LICENCE).decode("utf-8")
    (folder / "NOTICE.txt").write_text(notice, encoding="utf-8")


def _write_npz(path: Path, model: tflite_reader.Model) -> None:
    graph = {"inputs": model.inputs, "outputs": model.outputs, "layers": model.layers}
    text = json.dumps(graph, separators=(",", ":")).encode("ascii")
    arrays = {"graph": tflite_reader.Weights("|u1", (len(text),), text)}
    arrays |= {f"{number}": model.weights[number] for number in sorted(model.weights)}
    half_made = path.with_suffix(f".{getpid()}.part")  # two may make them at once
    with ZipFile(half_made, "w") as written:  # not compressed: zlib's versions differ in bytes
        for name, array in arrays.items():
            written.writestr(ZipInfo(f"{name}.npy"), _npy(array))
    half_made.replace(path)


def _npy(array: tflite_reader.Weights) -> bytes:
    """Return the array as NumPy's own format, version 1.0."""
    header = repr({"descr": array.dtype, "fortran_order": False, "shape": array.shape})
    header += " " * (-(len(header) + 11) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode() + array.data


def _notice() -> Iterator[str]:
    yield f"The networks in this folder are Google's, from the wheel mediapipe {VERSION} of PyPI,"
    yield "under the Apache License 2.0, which follows. They were rewritten as NumPy's .npz; no"
    yield "weight was changed. Each is named with its model card, its file and that one's SHA-256:"
    for name, source in SOURCES.items():
        yield f"\n{name}.npz: {source.name}, {source.card}\n  {source.path}\n  {source.sha256}"


def components(folder: Path) -> list[dict[str, Any]]:
    """Return the networks in the folder as components of an SBOM (CycloneDX 1.6)."""
    return [
        {
            "type": "machine-learning-model",
            "bom-ref": f"{name}.npz",
            "name": source.name,
            "version": VERSION,
            "description": f"{source.path} of the wheel, rewritten; its SHA-256 is {source.sha256}",
            "hashes": [{"alg": "SHA-256", "content": _hash(folder / f"{name}.npz")}],
            "licenses": [{"license": {"id": "Apache-2.0"}}],
            "externalReferences": [
                {"type": "model-card", "url": source.card},
                {"type": "distribution", "url": f"https://pypi.org/project/mediapipe/{VERSION}/"},
            ],
        }
        for name, source in SOURCES.items()
    ]


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    write_models(wheel=Path(sys.argv[1]), folder=Path(sys.argv[2]))
