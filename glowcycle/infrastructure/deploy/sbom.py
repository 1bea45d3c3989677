"""The SBOM: the archive's libraries and networks with version, licence and hash, as CycloneDX JSON.

`make package` runs this in the environment of the archive. cyclonedx-py lists all of it, tools of
the operator included, and knows no hashes: pip's reports have them.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from glowcycle.infrastructure.deploy import face_models, libraries


def bill(
    environment: dict[str, Any],
    *,
    shipped: libraries.Libraries,
    hashes: Mapping[str, str],
    direct: set[str],
    networks: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    """Return the document with the shipped libraries alone, their licences and their hashes.

    hashes    SHA-256 of the file that pip installed, by the name of the library
    direct    the names in requirements.txt
    networks  further components, on which the service depends
    """
    components = {
        canonicalize_name(component["name"]): component for component in environment["components"]
    }
    kept = {name: components[canonicalize_name(name)] for name in sorted(shipped)}
    for name, component in kept.items():
        component["hashes"] = [{"alg": "SHA-256", "content": hashes[name]}]
        if "licenses" not in component:  # cyclonedx-py leaves out one that is free text
            component["licenses"] = [{"license": {"name": shipped[name].metadata["License"]}}]
    references = {name: component["bom-ref"] for name, component in kept.items()}
    root = environment["metadata"]["component"]["bom-ref"]
    needed = [references[name] for name in sorted(direct)]
    dependencies = [{"ref": root, "dependsOn": needed + [one["bom-ref"] for one in networks]}]
    dependencies += [{"ref": one["bom-ref"], "dependsOn": []} for one in networks]
    dependencies += _among(environment["dependencies"], set(references.values()))
    listed = [*kept.values(), *networks]
    return {**environment, "components": listed, "dependencies": dependencies}


def _among(dependencies: list[dict[str, Any]], references: set[str]) -> Iterator[dict[str, Any]]:
    for dependency in dependencies:
        if dependency["ref"] in references:
            needed = [ref for ref in dependency.get("dependsOn", ()) if ref in references]
            yield {"ref": dependency["ref"], "dependsOn": needed}


def installed_hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that `make lambda-env` installed, by library.

    Lambda's builds stand last, as they are installed over those for this machine.
    """
    found: dict[str, str] = {}
    for report in ("installed.json", "compiled.json"):
        for item in json.loads((folder / report).read_text(encoding="utf-8"))["install"]:
            name = canonicalize_name(item["metadata"]["name"])
            found[name] = item["download_info"]["archive_info"]["hashes"]["sha256"]
    return found


def main(cyclonedx_py: str) -> None:
    """Print the SBOM of this Python's environment, with the help of that program."""
    command = [cyclonedx_py, "environment", "--pyproject", "pyproject.toml"]
    listed = subprocess.run(  # noqa: S603  the Makefile names the program
        [*command, "--output-reproducible", sys.executable], stdout=subprocess.PIPE, check=True
    )
    requirements = map(Requirement, libraries.requirement_lines())
    document = bill(
        json.loads(listed.stdout),
        shipped=libraries.shipped(),
        hashes=installed_hashes(Path(sys.prefix)),
        direct={canonicalize_name(requirement.name) for requirement in requirements},
        networks=face_models.components(Path("skin/domain/face/models")),
    )
    print(json.dumps(document, indent=1))  # noqa: T201  for the Makefile


if __name__ == "__main__":
    main(sys.argv[1])
