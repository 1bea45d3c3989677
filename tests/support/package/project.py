"""A copy of the project to deploy, and Zappa's command line for it."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.sandbox_process import ROOT

# Stray files in the copy hold this text.
CANARY = "canary-7be1"
# The virtual environment of `make lambda-env`.
LAMBDA_ENV = Path(os.environ.get("LAMBDA_VENV", ROOT / ".venv-lambda")).absolute()


@dataclass(frozen=True)
class Project:
    """The folder of the copy, and the environment of Zappa."""

    folder: Path
    environment: dict[str, str]

    def zappa(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return self._run("zappa", *arguments, **environment)

    def manage(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return self._run("python", "manage.py", *arguments, **environment)

    def _run(self, *command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )


def copy_project(folder: Path, environment: Mapping[str, str]) -> Project:
    """Return a copy with its settings filled in, for the Python of LAMBDA_ENV."""
    # Another run may write into __pycache__ meanwhile.
    ignored = shutil.ignore_patterns(".*", "*.zip", "node_modules", "__pycache__")
    shutil.copytree(ROOT, folder, ignore=ignored)
    command = [LAMBDA_ENV / "bin/python", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    version = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    path = folder / "zappa_settings.json"
    stages = json.loads(path.read_text().replace("CHANGE-ME", "tests"))
    # The touch would send a request to the real AWS.
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
