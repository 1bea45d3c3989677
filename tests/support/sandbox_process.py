"""A sandbox in its own process on a free port, as its user starts it."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Variables that the tests set and a laptop does not have.
FOREIGN = ("AWS_", "DYNAMODB_", "S3_", "BEDROCK_", "DJANGO_")


@dataclass(frozen=True)
class Sandbox:
    """A running sandbox: its address, the demo person's token, and its output."""

    address: str
    token: str
    printed: str


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a laptop with this sandbox folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    # The programs of the tests send requests as fast as they can.
    return {**kept, "SANDBOX_DIR": str(folder), "REQUESTS_PER_SECOND": "100000"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def sandbox(
    folder: Path, *options: str, stderr: int = subprocess.DEVNULL, **variables: str
) -> Iterator[Sandbox]:
    """Run a sandbox until the block ends, with these extra environment variables.

    Raise RuntimeError if it does not start.
    """
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "manage.py", "sandbox", "--port", str(port), *options],
        cwd=ROOT,
        env={**environment(folder), **variables},
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
    ) as process:
        try:
            printed = ""
            for line in process.stdout or ():
                printed += line
                if "Ctrl-C" in line:
                    break
            token = re.search(r"^eyJ\S+$", printed, re.MULTILINE)
            if token is None:
                raise RuntimeError("the sandbox did not start")
            yield Sandbox(f"http://127.0.0.1:{port}", token.group(), printed)
        finally:
            process.terminate()  # a shell may have made this process ignore Ctrl-C
