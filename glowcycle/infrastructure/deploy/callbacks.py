"""What Zappa calls while it packages: the archive holds what a Lambda runs, compiled, and no more.

Zappa loads this file by itself, outside its package, from the virtual environment that it packs: it
leans on nothing but the standard library, Zappa and what Zappa brings.
"""

import compileall
import json
import re
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from importlib.metadata import Distribution, distributions
from pathlib import Path
from py_compile import PycInvalidationMode
from runpy import run_path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags, parse_tag
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from zappa.cli import ZappaCLI  # type: ignore[import-untyped]  # has no types

Libraries = Mapping[str, Distribution]

UNFILLED = "CHANGE-ME"
PROJECT = ("glowcycle", "journal", "period", "skin")
# All that a file of ours may be: whatever else lies about there is nobody's to ship.
OURS = (".css", ".html", ".js", ".py", ".svg", ".txt")
HANDLER = ("handler.py", "django_zappa_app.py", "zappa_settings.py")
# What a Lambda needs of libraries that serve at a desk too: no command line, no compiler.
RUNS_WITH = {
    "zappa": ("boto3", "durationpy", "werkzeug"),
    "cffi": (),
    "drf-spectacular": ("inflection", "PyYAML", "uritemplate"),
}
# What virtual environments and Zappa bring by themselves.
TOOLS = {"pip", "setuptools", "wheel"}
DROPPED = (
    "glowcycle/infrastructure/deploy/*",
    "glowcycle/management/commands/create_key.py",  # which takes the rights of who deploys
    "*.dist-info/RECORD",
    "*.pyi",
    "*/__pycache__/*",
    "*/jinja2/*",
    "*/locale/*/LC_MESSAGES/*",
    "*/static/*",
    "PIL/_avif.*",
    "botocore/data/*/examples-1.json*",
    "django/contrib/gis/*",
    "pillow.libs/libavif-*",
    "yaml/_yaml.*",
    "zappa/cli.py",
    "zappa/core.py",
    "zappa/letsencrypt.py",
    "zappa/policies/*",
)
# The only files of their kind that are served, by the pages and by /docs.
SERVED = (
    "drf_spectacular_sidecar/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui.css",
    "drf_spectacular_sidecar/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js",
)
# Amazon Linux 2023, on which Lambda runs Python 3.12 and later.
GLIBC_MINOR = 34
MACHINES = {"x86_64": "x86_64", "arm64": "aarch64"}


def prepare(cli: "ZappaCLI") -> None:
    """Refuse what cannot be deployed, then give the role its rights: Zappa calls one for both."""
    refuse_unfilled_settings(cli)
    refuse_wrong_environment(cli)
    _beside("role.py")["attach"](cli)


def _beside(name: str) -> dict[str, Any]:
    """Return what a module of this package defines: Zappa loads this one by itself."""
    return run_path(str(Path(__file__).with_name(name)))


def refuse_unfilled_settings(cli: "ZappaCLI") -> None:
    """Raise SystemExit that names each setting of the stage that still waits for the operator."""
    if cli.command not in ("deploy", "update"):
        return
    given = {**cli.stage_config, **cli.aws_environment_variables}
    texts = {name: value for name, value in given.items() if isinstance(value, str)}
    unfilled = [name for name, value in texts.items() if UNFILLED in value]
    if unfilled:
        raise SystemExit(f"Fill in zappa_settings.json first: {', '.join(unfilled)}.")


def refuse_wrong_environment(cli: "ZappaCLI") -> None:
    """Check before anything is built. Raise SystemExit that names all that is wrong."""
    if cli.command not in ("package", "deploy", "update") or cli.vargs.get("zip"):
        return
    wrong = []
    if Path(cli.zappa.get_current_venv() or "/").resolve() != Path(sys.prefix).resolve():
        wrong.append("Zappa runs from another environment than the active one")
    running = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if running != cli.runtime:
        wrong.append(f"the stage runs {cli.runtime}, this environment {running}")
    wrong += wrong_libraries(installed(), lines=_requirements(), machine=MACHINES[cli.architecture])
    if wrong:
        raise SystemExit(
            "This virtual environment cannot be packaged:\n"
            + "".join(f"  - {line}\n" for line in wrong)
            + "`make lambda-env` builds the right one; `. .venv-lambda/bin/activate` enters it."
        )


def installed() -> Libraries:
    """Return the libraries of the virtual environment by name."""
    found = distributions(path=[sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    return {canonicalize_name(library.name): library for library in found}


def _requirements() -> list[str]:
    lines = Path("requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def closure(libraries: Libraries, *, lines: Iterable[str], runs: bool) -> set[str]:
    """Return the names of all that the requirements need; with `runs`, inside the Lambda alone."""
    needed: set[str] = set()
    waiting = [Requirement(line) for line in lines]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        extras = ["", *wanted.extras]
        if name in needed and not wanted.extras:
            continue
        needed.add(name)
        if name not in libraries:
            continue
        requires = libraries[name].requires or []
        if runs and name in RUNS_WITH:
            requires = list(RUNS_WITH[name])
        for line in requires:
            further = Requirement(line)
            if not further.marker or any(further.marker.evaluate({"extra": e}) for e in extras):
                waiting.append(further)
    return needed


def wrong_libraries(libraries: Libraries, *, lines: Iterable[str], machine: str) -> Iterator[str]:
    """Yield a sentence for each library that is missing, another version, foreign or editable."""
    lines = list(lines)
    for wanted in map(Requirement, lines):
        found = libraries.get(canonicalize_name(wanted.name))
        if found is None:
            yield f"{wanted} is not installed"
        elif found.version not in wanted.specifier:
            yield f"{wanted} is asked for, {found.version} installed"
    strangers = set(libraries) - closure(libraries, lines=lines, runs=False) - TOOLS
    if strangers:
        yield f"requirements.txt does not ask for {', '.join(sorted(strangers))}"
    fitting = _tags(machine)
    for name in sorted(closure(libraries, lines=lines, runs=True) & set(libraries)):
        library = libraries[name]
        if json.loads(library.read_text("direct_url.json") or "{}").get("dir_info"):
            yield f"{name} is installed from a folder, as by pip install -e"
        tags = re.findall(r"^Tag: (\S+)", library.read_text("WHEEL") or "", re.MULTILINE)
        if tags and not any(fitting & parse_tag(tag) for tag in tags):
            yield f"{name} is built for {tags[0]}, not for Lambda's Linux on {machine}"


def _tags(machine: str) -> set[Tag]:
    platforms = [f"manylinux_2_{minor}_{machine}" for minor in range(17, GLIBC_MINOR + 1)]
    platforms.append(f"manylinux2014_{machine}")
    return {*cpython_tags(platforms=platforms), *compatible_tags(platforms=platforms)}


def slim(cli: "ZappaCLI") -> None:
    """Rewrite Zappa's archive: known files alone, compiled so that no start compiles again.

    Zappa dates every file 1980, which makes byte code that is checked by time stale; this is never
    checked. Prints what the archive holds by library.
    """
    archive = Path(cli.zip_path)
    aws_data = _beside("aws_data.py")
    libraries = installed()
    owners = dict.fromkeys((*PROJECT, *HANDLER), "glowcycle")
    for name in closure(libraries, lines=_requirements(), runs=True):
        for file in libraries[name].files or ():
            owners.setdefault(file.parts[0], name)
    with TemporaryDirectory() as folder:
        with ZipFile(archive) as full:
            kept = [name for name in full.namelist() if _is_kept(name, owners)]
            full.extractall(folder, filter(aws_data["is_needed"], kept))
        archive.unlink()  # what is not finished is not left behind either
        aws_data["trim"](Path(folder))
        if not compileall.compile_dir(
            folder,
            quiet=1,
            stripdir=folder,
            prependdir="/var/task",
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        ):
            raise SystemExit("The archive does not compile.")
        _write(archive, Path(folder))
    for line in contents(archive, owners):
        print(line)  # noqa: T201  it speaks to an operator, as Zappa does


def _is_kept(name: str, owners: Mapping[str, str]) -> bool:
    top = name.partition("/")[0]
    if top in PROJECT and Path(name).suffix not in OURS:
        return False
    return top in owners and (
        name in SERVED or not any(fnmatchcase(name, pattern) for pattern in DROPPED)
    )


def _write(archive: Path, folder: Path) -> None:
    # Lambda publishes nothing new for bytes that it has, and only a new version starts again and
    # reads a secret that was changed: the time makes each archive another.
    now = time.gmtime()[:6]
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as lean:
        for path in sorted(file for file in folder.rglob("*") if file.is_file()):
            entry = ZipInfo(path.relative_to(folder).as_posix(), date_time=now)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            lean.writestr(entry, path.read_bytes())


def contents(archive: Path, owners: Mapping[str, str]) -> Iterator[str]:
    """Yield a table of the archive by library, the largest first: MB zipped and unzipped."""
    sizes: dict[str, tuple[int, int]] = {}
    with ZipFile(archive) as lean:
        for entry in lean.infolist():
            for name in ("total", owners[entry.filename.partition("/")[0]]):
                zipped, unzipped = sizes.get(name, (0, 0))
                sizes[name] = (zipped + entry.compress_size, unzipped + entry.file_size)
    yield f"{'library':24}{'zipped MB':>10}{'unzipped MB':>13}"
    for name, (zipped, unzipped) in sorted(sizes.items(), key=lambda size: -size[1][1]):
        yield f"{name:24}{zipped / 1e6:10.2f}{unzipped / 1e6:13.2f}"
