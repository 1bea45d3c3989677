"""An account at a stand-in for AWS, in which the shell commands of the docs run as written."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import botocore.session
from django.conf import settings
from moto.server import ThreadedMotoServer

from tests.support import aws_program

REGION = "eu-central-1"


def commands_of(page: str, *, section: str) -> str:
    """Return the shell commands of a section of a page in docs/, without their indentation."""
    text = (settings.BASE_DIR / "docs" / page).read_text("utf-8")
    _, _, rest = text.partition(f"## {section}\n")
    blocks = re.findall(
        r"^ *```sh\n(.*?)^ *```", rest.partition("\n## ")[0], re.DOTALL | re.MULTILINE
    )
    return "".join(blocks)


@dataclass(frozen=True)
class Account:
    """The account. Commands run in `folder`, where also the program `aws` is."""

    folder: Path
    environment: dict[str, str]

    def client(self, service: str) -> Any:
        """Return a client of this account."""
        return botocore.session.Session().create_client(
            service,
            region_name=REGION,
            endpoint_url=self.environment["AWS_ENDPOINT_URL"],
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
        )

    def add_program(self, name: str, script: str) -> None:
        """Make a program that the commands find first."""
        program = self.folder / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    def run(self, commands: str) -> str:
        """Run the commands until one fails, and return what they print."""
        ran = subprocess.run(
            ["bash", "-c", f"set -euo pipefail\n{commands}"],
            env={**os.environ, **self.environment},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout


@contextmanager
def account(folder: Path) -> Iterator[Account]:
    """Yield an empty account whose commands run in the folder."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    environment = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "PATH": f"{folder}:{os.environ['PATH']}",
    }
    made = Account(folder, environment)
    made.add_program("aws", f'exec {sys.executable} {Path(aws_program.__file__)} "$@"')
    try:
        yield made
    finally:
        server.stop()
