"""Run schemathesis with all its checks against a sandbox: `python -m tests.clients.fuzz`.

The requests are the same each time. Each failure is printed with a command that repeats it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

from tests.support.sandbox_process import ROOT, sandbox

PROGRAM = Path(sys.executable).with_name("schemathesis")
CONFIG = Path(__file__).with_name("schemathesis.toml")


def main() -> int:
    # More exports than a day allows are asked for, and a 429 tries nothing.
    with (
        tempfile.TemporaryDirectory() as folder,
        sandbox(
            Path(folder),
            DAILY_EXPORTS="1000",
            DAILY_IMPORTS="1000",
            DAILY_REPORTS="1000",
            DAILY_SHARE_OPENINGS="10000",
        ) as service,
    ):
        # Beside other work, the first document takes longer than schemathesis waits.
        with urlopen(f"{service.address}/schema", timeout=60) as document:
            document.read()
        arguments = [
            f"{service.address}/schema",
            "--header",
            f"Authorization: Bearer {service.token}",
        ]
        command = [PROGRAM, "--config-file", CONFIG, "run", *arguments, *sys.argv[1:]]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, env=environment, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
