"""The libraries of the virtual environment: those that the archive needs, and their problems.

The callbacks of Zappa run this file alone, so it imports only the standard library and `packaging`.
"""

import json
import re
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags, parse_tag
from packaging.utils import canonicalize_name

Libraries = Mapping[str, Distribution]

# These libraries declare more than Lambda uses: it needs no command line, no compiler, no Zappa.
LAMBDA_REQUIREMENTS = {
    "zappa": (),
    "cffi": (),
    "drf-spectacular": ("inflection", "PyYAML", "uritemplate"),
}
# Virtual environments and Zappa bring these themselves.
TOOLS = {"pip", "setuptools", "wheel"}
# Lambda runs Python 3.12 and later on Amazon Linux 2023.
GLIBC_MINOR = 34
MACHINES = {"x86_64": "x86_64", "arm64": "aarch64"}


def environment_problems(architecture: str) -> Iterator[str]:
    """Yield a sentence for each library of this environment that does not suit Lambda."""
    return wrong_libraries(_installed(), lines=_requirements(), machine=MACHINES[architecture])


def owners() -> dict[str, str]:
    """Return, for each top-level file and folder that Lambda needs, the name of its library."""
    found: dict[str, str] = {}
    libraries = _installed()
    for name in _required(libraries, lines=_requirements(), in_lambda=True):
        for file in libraries[name].files or ():
            found.setdefault(file.parts[0], name)
    return found


def _installed() -> Libraries:
    """Return the libraries of this environment by name."""
    found = distributions(path=[sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    return {canonicalize_name(library.name): library for library in found}


def _requirements() -> list[str]:
    lines = Path("requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _required(libraries: Libraries, *, lines: Iterable[str], in_lambda: bool) -> set[str]:
    """Return the names of all libraries that the requirements need, in Lambda or here."""
    needed: set[str] = set()
    waiting = [Requirement(line) for line in lines]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        extras = ["", *requirement.extras]
        if name in needed and not requirement.extras:
            continue
        needed.add(name)
        if name not in libraries:
            continue
        required = libraries[name].requires or []
        if in_lambda and name in LAMBDA_REQUIREMENTS:
            required = list(LAMBDA_REQUIREMENTS[name])
        for line in required:
            further = Requirement(line)
            if not further.marker or any(further.marker.evaluate({"extra": e}) for e in extras):
                waiting.append(further)
    return needed


def wrong_libraries(libraries: Libraries, *, lines: Iterable[str], machine: str) -> Iterator[str]:
    """Yield a sentence for each library that is missing, of another version, or not required."""
    lines = list(lines)
    for requirement in map(Requirement, lines):
        library = libraries.get(canonicalize_name(requirement.name))
        if library is None:
            yield f"{requirement} is not installed"
        elif library.version not in requirement.specifier:
            yield f"{requirement} is required, {library.version} is installed"
    extra = set(libraries) - _required(libraries, lines=lines, in_lambda=False) - TOOLS
    if extra:
        yield f"requirements.txt does not require {', '.join(sorted(extra))}"
    machine_tags = _tags(machine)
    for name in sorted(_required(libraries, lines=lines, in_lambda=True) & set(libraries)):
        library = libraries[name]
        if json.loads(library.read_text("direct_url.json") or "{}").get("dir_info"):
            yield f"{name} is installed from a folder, as by pip install -e"
        tags = re.findall(r"^Tag: (\S+)", library.read_text("WHEEL") or "", re.MULTILINE)
        if tags and not any(machine_tags & parse_tag(tag) for tag in tags):
            yield f"{name} is built for {tags[0]}, not for Lambda's Linux on {machine}"


def _tags(machine: str) -> set[Tag]:
    platforms = [f"manylinux_2_{minor}_{machine}" for minor in range(17, GLIBC_MINOR + 1)]
    platforms.append(f"manylinux2014_{machine}")
    return {*cpython_tags(platforms=platforms), *compatible_tags(platforms=platforms)}
