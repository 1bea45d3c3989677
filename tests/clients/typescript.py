"""Make a TypeScript client from the OpenAPI document: `python -m tests.clients.typescript`.

The client is generated in a temporary folder, compiled strictly and run once against a sandbox.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

from glowcycle.sandbox import DEMO_PERSON
from tests.support.sandbox_process import sandbox

SOURCES = Path(__file__).with_name("typescript")


def main() -> int:
    with tempfile.TemporaryDirectory() as name, sandbox(Path(name, "sandbox")) as service:
        folder = Path(shutil.copytree(SOURCES, Path(name, "client")))
        with urlopen(f"{service.address}/schema", timeout=30) as document:
            (folder / "openapi.json").write_bytes(document.read())
        steps = (
            ["npm", "install", "--silent", "--no-audit", "--no-fund"],
            ["npx", "openapi-typescript", "openapi.json", "--output", "schema.d.ts"],
            ["npx", "tsc"],
            ["node", "out/round_trip.js", service.address, service.token, DEMO_PERSON],
        )
        for step in steps:
            if status := subprocess.run(step, cwd=folder, check=False).returncode:
                return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
