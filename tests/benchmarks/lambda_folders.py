"""The folders that the benchmark runs: the service's own, and the peers', each as Lambda unzips it.

All three are made in the same way: what pip installs of the requirements, without the data of AWS
services that nobody calls, and compiled with hashes that are never checked. The libraries are kept
in `.bench/` for the next run.
"""

import compileall
import hashlib
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".bench"
SERVICES = ("bedrock-runtime", "dynamodb", "kms", "s3", "secretsmanager", "ssm", "sts")
SERVICE_FILE = re.compile(r"boto(?:core|3)/data/([^/]+)/")
# What the peers take from the service: rules that know no framework.
SHARED = ("glowcycle/__init__.py", "glowcycle/errors.py", "glowcycle/sealing.py", "glowcycle/api")
SHARED += ("period/__init__.py",)
SHARED += ("period/domain", "tests/__init__.py", "tests/benchmarks/__init__.py")
SHARED += ("tests/benchmarks/peers",)


@dataclass(frozen=True, slots=True)
class App:
    """What is installed, what is copied, and which module has the `lambda_handler`."""

    name: str
    requirements: tuple[str, ...]
    code: tuple[str, ...]
    module: str


def apps() -> tuple[App, App, App]:
    """Return the service, FastAPI with Mangum, and the bare handler."""
    common = ("boto3", "PyJWT[crypto]")
    peers = "tests.benchmarks.peers"
    return (
        App(
            "Glow Cycle",
            _pinned("requirements.txt"),
            ("glowcycle", "journal", "period", "skin"),
            "glowcycle.gateway",
        ),
        App(
            "FastAPI+Mangum",
            _pinned(
                "requirements-dev.txt",
                "requirements.txt",
                only=(*common, "fastapi", "mangum", "pydantic"),
            ),
            SHARED,
            f"{peers}.fastapi_mangum",
        ),
        App("bare handler", _pinned("requirements.txt", only=common), SHARED, f"{peers}.bare"),
    )


def _pinned(*files: str, only: tuple[str, ...] = ()) -> tuple[str, ...]:
    lines = [line for file in files for line in (ROOT / file).read_text().splitlines()]
    return tuple(
        line for line in lines if "==" in line and (not only or line.partition("==")[0] in only)
    )


def build(app: App) -> Path:
    """Return the app's folder, made anew but for its libraries."""
    told = "\n".join((sys.version, Path(__file__).read_text(), *app.requirements)).encode()
    libraries = KEPT / f"libraries-{hashlib.sha256(told).hexdigest()[:12]}"
    if not libraries.exists():
        _install(app, libraries)
    folder = KEPT / re.sub(r"\W+", "-", app.name).lower()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(libraries, folder)
    ignored = shutil.ignore_patterns("__pycache__")
    for path in app.code:
        source, target = ROOT / path, folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=ignored)
        else:
            shutil.copy(source, target)
    if "zappa" in "".join(app.requirements):
        _add_zappa(folder)
    compileall.compile_dir(folder, quiet=2, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
    return folder


def sizes(folder: Path) -> tuple[float, float]:
    """Return how large the folder is, zipped and not, in MB."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    archive = folder.with_suffix(".zip")
    with ZipFile(archive, "w", ZIP_DEFLATED) as zipped:
        for path in files:
            zipped.write(path, path.relative_to(folder))
    return archive.stat().st_size / 1e6, sum(path.stat().st_size for path in files) / 1e6


def _install(app: App, libraries: Path) -> None:
    made = libraries.with_suffix(".part")
    shutil.rmtree(made, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    zappa = tuple(line for line in app.requirements if line.startswith("zappa"))
    wanted = [line for line in app.requirements if line not in zappa]
    if zappa:  # of what it brings, the archive holds only what serves in a Lambda
        wanted += ["durationpy", "werkzeug"]
        subprocess.run(
            [*pip, "--no-compile", "--no-deps", "--target", str(made), *zappa], check=True
        )
    subprocess.run([*pip, "--no-compile", "--target", str(made), *wanted], check=True)
    for path in sorted(made.rglob("*"), reverse=True):
        name = path.relative_to(made).as_posix()
        service = SERVICE_FILE.match(name)
        if path.is_file() and service and service[1] not in SERVICES:
            path.unlink()
    made.rename(libraries)


def _add_zappa(folder: Path) -> None:
    """Add what Zappa itself puts into an archive."""
    shutil.copy(folder / "zappa" / "handler.py", folder / "handler.py")
    zappa = Path(sys.executable).with_name("zappa")
    settings = [
        "save-python-settings-file",
        "production",
        "--output_path",
        str(folder / "zappa_settings.py"),
    ]
    subprocess.run([zappa, *settings], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
