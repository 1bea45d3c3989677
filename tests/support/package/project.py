"""The project as an operator has it, and Zappa's command line in the environment to deploy from."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.sandbox_process import ROOT

# The virtual environment of `make lambda-env`.
LAMBDA_ENV = Path(os.environ.get("LAMBDA_VENV", ROOT / ".venv-lambda")).absolute()


@dataclass(frozen=True)
class Project:
    """A copy of the project, and the environment in which Zappa runs."""

    folder: Path
    environment: dict[str, str]

    def zappa(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["zappa", *words],
            cwd=self.folder,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )


def copied(folder: Path, environment: Mapping[str, str]) -> Project:
    """Return a copy with what an operator fills in, for the Python of the environment at hand."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "*.zip", "node_modules"))
    asked = [LAMBDA_ENV / "bin/python", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    path = folder / "zappa_settings.json"
    stages = json.loads(path.read_text().replace("CHANGE-ME", "tests"))
    # The touch is a request to AWS itself.
    stages["dev"] |= {"runtime": f"python{version}", "touch": False}
    path.write_text(json.dumps(stages))
    return Project(
        folder,
        {
            **environment,
            "HOME": str(folder.parent),
            "PATH": f"{LAMBDA_ENV}/bin:/usr/bin:/bin",
            "VIRTUAL_ENV": str(LAMBDA_ENV),
        },
    )
