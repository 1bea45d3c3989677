"""The libraries of the virtual environment: those that the archive needs, and their problems.

Also whether the networks that find a face are there, which no library brings.

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
# Lambda runs Python 3.12 and later on Amazon Linux 2023.
GLIBC_MINOR = 34
NETWORKS = Path("skin/domain/face/models")
MACHINES = {"x86_64": "x86_64", "arm64": "aarch64"}


def environment_problems(architecture: str) -> Iterator[str]:
    """Yield a sentence for each library that does not suit Lambda, and each missing network."""
    yield from missing_networks(NETWORKS)
    locked = locked_versions(Path("requirements.lock").read_text(encoding="utf-8"))
    lines = requirement_lines()
    machine = MACHINES[architecture]
    yield from wrong_libraries(_installed(), lines=lines, locked=locked, machine=machine)


def missing_networks(folder: Path) -> Iterator[str]:
    """Yield a sentence for each network that finds a face and is not in the folder."""
    for name in ("detector", "mesh"):
        if not (folder / f"{name}.npz").is_file():
            yield f"{folder}/{name}.npz, which finds a face, is missing"


def shipped() -> Libraries:
    """Return the libraries of this environment that the archive holds, by name."""
    libraries = _installed()
    names = _required(libraries, lines=requirement_lines(), in_lambda=True)
    return {name: libraries[name] for name in names}


def owners() -> dict[str, str]:
    """Return, for each top-level file and folder that Lambda needs, the name of its library."""
    found: dict[str, str] = {}
    for name, library in shipped().items():
        for file in library.files or ():
            found.setdefault(file.parts[0], name)
    return found


def locked_versions(lock: str) -> dict[str, str]:
    """Return the version of each library in the text of a lock file, by name."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))


def _installed() -> Libraries:
    """Return the libraries of this environment by name."""
    found = distributions(path=[sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    return {canonicalize_name(library.name): library for library in found}


def requirement_lines() -> list[str]:
    """Return the lines of requirements.txt that name a library."""
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


def wrong_libraries(
    libraries: Libraries, *, lines: Iterable[str], locked: Mapping[str, str], machine: str
) -> Iterator[str]:
    """Yield a sentence for each library that is not as locked, or not built for the machine."""
    for name, version in sorted(locked.items()):
        library = libraries.get(name)
        if library is None:
            yield f"{name}=={version} is not installed"
        elif library.version != version:
            yield f"{name}=={version} is locked, {library.version} is installed"
    extra = set(libraries) - set(locked)
    if extra:
        yield f"requirements.lock does not hold {', '.join(sorted(extra))}"
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
