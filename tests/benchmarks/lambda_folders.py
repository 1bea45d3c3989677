"""The folders that the benchmark runs, as Lambda unzips them.

The service's is the archive of `zappa package`. The peers' hold what pip installs of their
requirements, with AWS's data trimmed as the service's is, and compiled with hashes that are never
checked; their libraries are kept in `.bench/` for the next run.
"""

import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from glowcycle.infrastructure.deploy.aws_data import SERVICES, is_needed, trim
from tests.support.package.cloud import CREDENTIALS
from tests.support.package.project import LAMBDA_ENV, copy_project
from tests.support.sandbox_process import ROOT

PYTHON = LAMBDA_ENV / "bin/python"
KEPT = ROOT / ".bench"
# The parts of the service that the peers share: they depend on no framework.
SHARED = (
    "glowcycle/__init__.py",
    "glowcycle/errors.py",
    "glowcycle/sentences.py",
    "glowcycle/encryption/cipher.py",
    "glowcycle/api",
)
SHARED += ("period/__init__.py",)
SHARED += ("period/domain", "tests/__init__.py", "tests/benchmarks/__init__.py")
SHARED += ("tests/benchmarks/peers",)


@dataclass(frozen=True, slots=True)
class App:
    """An app: its folder, its sizes in MB, and the module of its `lambda_handler`."""

    name: str
    folder: Path
    zipped: float
    unzipped: float
    module: str


def build() -> tuple[App, App, App]:
    """Return the service, FastAPI with Mangum, and the bare handler, made anew."""
    common = ("boto3", "PyJWT[crypto]")
    peers = "tests.benchmarks.peers"
    return (
        _app("Glow Cycle", _service(), "glowcycle.lambda_handler"),
        _app(
            "FastAPI+Mangum",
            _peer("fastapi-mangum", _pinned(*common, "fastapi", "mangum", "pydantic")),
            f"{peers}.fastapi_mangum",
        ),
        _app("bare handler", _peer("bare-handler", _pinned(*common)), f"{peers}.bare"),
    )


def _app(name: str, archive: Path, module: str) -> App:
    folder = archive.with_suffix("")
    shutil.rmtree(folder, ignore_errors=True)
    with ZipFile(archive) as zipped:
        zipped.extractall(folder)
        unzipped = sum(entry.file_size for entry in zipped.infolist())
    return App(name, folder, archive.stat().st_size / 1e6, unzipped / 1e6, module)


def _service() -> Path:
    if not PYTHON.exists():
        raise SystemExit(f"{LAMBDA_ENV} is missing: `make lambda-env` builds it.")
    project = KEPT / "project"
    shutil.rmtree(project, ignore_errors=True)
    packaged = copy_project(project, CREDENTIALS).zappa(
        "package", "production", "--output", "glow.zip"
    )
    if packaged.returncode:
        raise SystemExit(f"There is no archive:\n{packaged.stdout}{packaged.stderr}")
    return (project / "glow.zip").rename(KEPT / "glow-cycle.zip")


def _pinned(*names: str) -> tuple[str, ...]:
    files = ("requirements-dev.txt", "requirements.txt")
    lines = [line for file in files for line in (ROOT / file).read_text().splitlines()]
    return tuple(line for line in lines if line.partition("==")[0] in names)


def _peer(name: str, requirements: tuple[str, ...]) -> Path:
    version = subprocess.run([PYTHON, "-VV"], capture_output=True, text=True, check=True).stdout
    inputs = "\n".join((version, Path(__file__).read_text(), *SERVICES, *requirements)).encode()
    libraries = KEPT / f"libraries-{hashlib.sha256(inputs).hexdigest()[:12]}"
    if not libraries.exists():
        _install(requirements, libraries)
    folder = KEPT / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(libraries, folder)
    for path in SHARED:
        source, target = ROOT / path, folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    unchecked = ["--invalidation-mode", "unchecked-hash"]
    subprocess.run([PYTHON, "-m", "compileall", "-qq", *unchecked, folder], check=True)
    archive = folder.with_suffix(".zip")
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as zipped:
        for path in folder.rglob("*"):
            if path.is_file():
                zipped.write(path, path.relative_to(folder))
    return archive


def _install(requirements: tuple[str, ...], libraries: Path) -> None:
    made = libraries.with_suffix(".part")
    shutil.rmtree(made, ignore_errors=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-compile", "--target", made, *requirements], check=True)
    for path in made.rglob("*"):
        if path.is_file() and not is_needed(path.relative_to(made).as_posix()):
            path.unlink()
    trim(made)
    made.rename(libraries)
