"""Zappa's callbacks: keep only the files that Lambda runs, compile them, complete the gateway.

Zappa loads this file alone, outside its package, from the virtual environment that it packages. So
it imports only the standard library.
"""

import compileall
import sys
import time
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from py_compile import PycInvalidationMode
from runpy import run_path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from zappa.cli import ZappaCLI  # type: ignore[import-untyped]  # has no types

UNFILLED = "CHANGE-ME"
PROJECT = ("glowcycle", "journal", "period", "skin")
# The archive takes only these kinds of files from our folders.
OUR_SUFFIXES = (".css", ".html", ".js", ".mo", ".npz", ".py", ".svg", ".ttf", ".txt")
# All that the archive takes of Zappa's. Zappa's own handler would run code that an event names.
STAGE = ("zappa_settings.py",)
DROPPED = (
    "glowcycle/infrastructure/deploy/*",
    "glowcycle/management/commands/create_key.py",  # these two need the operator's rights
    "glowcycle/management/commands/create_schedule.py",
    "*.dist-info/RECORD",
    "*.pyi",
    "*/__pycache__/*",
    "*/jinja2/*",
    "*/locale/*/LC_MESSAGES/*",
    "*/static/*",
    "PIL/_avif.*",
    # They draw text in pictures, calculate and find edges with them, and show them in Tk.
    *(f"PIL/_imaging{name}.*" for name in ("ft", "math", "morph", "tk")),
    "PIL/*ImagePlugin.py",
    "botocore/data/*/examples-1.json*",
    "cffi/*",  # cryptography uses what is compiled beside it
    "django/conf/locale/*/*.py",
    "django/contrib/auth/common-passwords.txt.gz",
    *(
        f"django/contrib/{name}/*"
        for name in ("flatpages", "gis", "humanize", "postgres", "redirects", "sitemaps")
    ),
    *(f"django/db/backends/{name}/*" for name in ("mysql", "oracle", "postgresql", "sqlite3")),
    # fpdf2 uses fontTools to read and cut typefaces. The rest writes other formats, and what is
    # compiled there stands in Python, too.
    "fontTools/*.c",
    "fontTools/*.so",
    *(
        f"fontTools/{name}/*"
        for name in ("cu2qu", "diff", "merge", "mtiLib", "qu2cu", "t1Lib", "ufoLib", "voltLib")
    ),
    *(f"fontTools/feaLib/{name}.py" for name in ("builder", "lexer", "parser", "variableScalar")),
    *(f"fontTools/varLib/{name}*" for name in ("avar", "interpolat", "mutator", "plot")),
    # Of NumPy the service needs arrays; what handles these imports masked ones, `ma`.
    "numpy/*tests/*",
    "numpy/*_tests.*.so",
    "numpy/*.pxd",
    "numpy/_core/_simd.*",
    "numpy/_core/include/*",
    "numpy/_pyinstaller/*",
    "numpy/distutils/*",  # of Python 3.11
    *(f"numpy/{name}/*" for name in ("doc", "f2py", "fft", "polynomial", "random", "testing")),
    *(f"pillow.libs/lib{name}*" for name in ("avif", "brotli", "freetype", "harfbuzz", "png")),
    "yaml/_yaml.*",
    "zappa/*",
)
# Our translations; those of Django and its libraries are dropped.
TRANSLATIONS = "glowcycle/locale/"
# Pillow's decoders: of the photos that the service reads, and those that Pillow and fpdf2 import.
DECODERS = tuple(
    f"PIL/{name}ImagePlugin.py"
    for name in ("Bmp", "Gif", "Jpeg", "Mpo", "Png", "Ppm", "Tiff", "WebP")
)
# How Django writes dates and numbers in our languages.
FORMATS = tuple(
    f"django/conf/locale/{language}/{name}.py"
    for language in ("de", "en", "es", "fr")
    for name in ("__init__", "formats")
)
# The static files that the pages and /docs serve.
SERVED = (
    "drf_spectacular_sidecar/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui.css",
    "drf_spectacular_sidecar/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js",
)


def prepare(cli: "ZappaCLI") -> None:
    """Check the settings and the environment, and give the role its rights. Raise SystemExit."""
    refuse_unfilled_settings(cli)
    refuse_wrong_environment(cli)
    _module("role.py")["attach"](cli)


def complete(cli: "ZappaCLI") -> None:
    """Set what Zappa has no settings for at the gateway. Raise ClientError."""
    _module("gateway_responses.py")["set_responses"](cli)
    _module("throttling.py")["throttle"](cli)


def _module(name: str) -> dict[str, Any]:
    """Return the members of another module of this package, which Zappa cannot import."""
    return run_path(str(Path(__file__).with_name(name)))


def refuse_unfilled_settings(cli: "ZappaCLI") -> None:
    """Raise SystemExit with the names of the settings that the operator has not filled in."""
    if cli.command not in ("deploy", "update"):
        return
    settings = {**cli.stage_config, **cli.aws_environment_variables}
    texts = {name: value for name, value in settings.items() if isinstance(value, str)}
    unfilled = [name for name, value in texts.items() if UNFILLED in value]
    if unfilled:
        raise SystemExit(f"Fill in zappa_settings.json first: {', '.join(unfilled)}.")


def refuse_wrong_environment(cli: "ZappaCLI") -> None:
    """Raise SystemExit with everything that is wrong with the environment, before the build."""
    if cli.command not in ("package", "deploy", "update") or cli.vargs.get("zip"):
        return
    problems = []
    if Path(cli.zappa.get_current_venv() or "/").resolve() != Path(sys.prefix).resolve():
        problems.append("Zappa runs from another environment than the active one")
    running = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if running != cli.runtime:
        problems.append(f"the stage runs {cli.runtime}, this environment {running}")
    problems += _module("libraries.py")["environment_problems"](cli.architecture)
    if problems:
        raise SystemExit(
            "This virtual environment cannot be packaged:\n"
            + "".join(f"  - {line}\n" for line in problems)
            + "`make lambda-env` builds the right one; `. .venv-lambda/bin/activate` enters it."
        )


def slim(cli: "ZappaCLI") -> None:
    """Rewrite Zappa's archive with known files only, compiled. Print its contents by library.

    Zappa dates every file 1980, so byte code that is checked by time would always look outdated,
    and Python would compile again. UNCHECKED_HASH turns the check off.
    """
    archive = Path(cli.zip_path)
    aws_data, libraries = _module("aws_data.py"), _module("libraries.py")
    owners = dict.fromkeys((*PROJECT, *STAGE), "glowcycle") | libraries["owners"]()
    with TemporaryDirectory() as folder:
        with ZipFile(archive) as full:
            kept = [name for name in full.namelist() if _is_kept(name, owners)]
            full.extractall(folder, filter(aws_data["is_needed"], kept))
        archive.unlink()  # so that an error below leaves no unfinished archive
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
        print(line)  # noqa: T201  for the operator


def _is_kept(name: str, owners: Mapping[str, str]) -> bool:
    top = name.partition("/")[0]
    if top in PROJECT and Path(name).suffix not in OUR_SUFFIXES:
        return False
    is_needed = name in (*SERVED, *DECODERS, *FORMATS) or name.startswith(TRANSLATIONS)
    is_dropped = any(fnmatchcase(name, pattern) for pattern in DROPPED)
    return top in owners and (is_needed or not is_dropped)


def _write(archive: Path, folder: Path) -> None:
    # Only a new version reads a changed secret, and Lambda publishes none for an equal archive.
    # The time makes each archive different.
    now = time.gmtime()[:6]
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as lean:
        for path in sorted(file for file in folder.rglob("*") if file.is_file()):
            entry = ZipInfo(path.relative_to(folder).as_posix(), date_time=now)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            lean.writestr(entry, path.read_bytes())


def contents(archive: Path, owners: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a table of the archive's libraries, the largest first."""
    sizes: dict[str, tuple[int, int]] = {}
    with ZipFile(archive) as lean:
        for entry in lean.infolist():
            for name in ("total", owners[entry.filename.partition("/")[0]]):
                zipped, unzipped = sizes.get(name, (0, 0))
                sizes[name] = (zipped + entry.compress_size, unzipped + entry.file_size)
    yield f"{'library':24}{'zipped MB':>10}{'unzipped MB':>13}"
    for name, (zipped, unzipped) in sorted(sizes.items(), key=lambda size: -size[1][1]):
        yield f"{name:24}{zipped / 1e6:10.2f}{unzipped / 1e6:13.2f}"
