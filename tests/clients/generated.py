"""Make clients from the OpenAPI document and run each through a day of a phone.

`python -m tests.clients.generated FOLDER [NAME...]`; FOLDER has the npm packages of package.json.

Each client is generated, checked as strictly as its language can, and run against one sandbox, as a
person of its own. Spectral and Redocly read the same document. A warning fails as an error does.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns
from urllib.request import urlopen

from tests.clients.next_year import next_year
from tests.support.images import encoded
from tests.support.portrait import brightened, portrait
from tests.support.sandbox_process import ROOT, Sandbox, environment, sandbox

HERE = Path(__file__).parent
VENV = Path(sys.executable).parent
OWN = ignore_patterns("__init__.py", "__pycache__")
ONE_FORM = {"DAILY_UPLOADS": "1"}
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}

DARK = -2
"""The step of brightness at which nobody sees a face."""

Step = tuple[str, list[str]]


@dataclass(frozen=True)
class Workplace:
    """The running sandbox, the same service a year later, and the folder of everything made."""

    service: Sandbox
    next_year: str
    folder: Path

    def npm(self, program: str) -> str:
        return str(self.folder / "node_modules/.bin" / program)

    def day(self, person: str) -> list[str]:
        """Return the arguments of a program that lives the day as this person."""
        command = [sys.executable, "manage.py", "issue_token", person]
        sandbox_environment = environment(self.folder / "sandbox")
        token = subprocess.check_output(command, cwd=ROOT, env=sandbox_environment, text=True)
        return [self.service.address, self.next_year, token.strip(), person, str(self.folder)]


def linters(place: Workplace) -> Iterator[Step]:
    spectral = ["lint", "../openapi.json", "--ruleset", "spectral.yaml", "--fail-severity", "hint"]
    yield "Spectral", [place.npm("spectral"), *spectral]
    redocly = ["lint", "../openapi.json", "--config", "redocly.yaml"]
    yield "Redocly", [place.npm("redocly"), *redocly]


def openapi_fetch(place: Workplace) -> Iterator[Step]:
    schema = ["../openapi.json", "--output", "schema.d.ts", "--default-non-nullable", "false"]
    yield "generate", [place.npm("openapi-typescript"), *schema]
    yield "compile", [place.npm("tsc")]
    yield "run", ["node", "out/day.js", *place.day("openapi-fetch")]


def hey_api(place: Workplace) -> Iterator[Step]:
    yield "generate", [place.npm("openapi-ts"), "--file", "openapi-ts.config.ts"]
    yield "compile", [place.npm("tsc")]
    yield "run", ["node", "out/day.js", *place.day("hey-api")]


def openapi_python_client(place: Workplace) -> Iterator[Step]:
    program = str(VENV / "openapi-python-client")
    made = ["--path", "../openapi.json", "--output-path", "glow_cycle", "--meta", "none"]
    options = ["--config", "config.yaml", "--fail-on-warning"]
    yield "generate", [program, "generate", *made, *options]
    yield "check", [str(VENV / "mypy"), "--strict", "day.py", "glow_cycle"]
    yield "run", [sys.executable, "day.py", *place.day("python")]


# The slowest first.
ALL = {steps.__name__: steps for steps in (openapi_python_client, openapi_fetch, hey_api, linters)}


def run(place: Workplace, name: str) -> bool:
    """Take the steps of a client until one fails, print each, and return whether all passed."""
    for step, command in ALL[name](place):
        began = time.monotonic()
        done = subprocess.run(
            command,
            cwd=place.folder / name,
            env={**os.environ, **QUIET, "PATH": f"{VENV}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )
        # Each of the generators writes its warnings to stderr, and nothing else.
        failed = done.returncode != 0 or (step == "generate" and done.stderr != "")
        output = done.stdout + done.stderr if failed or step == "run" else ""
        print(f"{name}: {step}, {time.monotonic() - began:.1f} s\n{output}", end="", flush=True)
        if failed:
            return False
    return True


def main() -> int:
    packages, *names = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(copytree(HERE, Path(name, "clients"), ignore=OWN))
        (folder / "node_modules").symlink_to(Path(packages, "node_modules").resolve())
        for photo, picture in (("face.jpg", portrait()), ("dark.jpg", brightened(DARK))):
            (folder / photo).write_bytes(encoded(picture, "JPEG"))
        with sandbox(folder / "sandbox", **ONE_FORM) as service:
            with urlopen(f"{service.address}/schema", timeout=30) as answer:
                document = answer.read()
            (folder / "openapi.json").write_bytes(document)
            with next_year(service.address, json.loads(document)) as later:
                place = Workplace(service, later, folder)
                with ThreadPoolExecutor(os.cpu_count()) as pool:
                    passed = list(pool.map(lambda client: run(place, client), names or ALL))
    print(f"{sum(passed)} passed, {len(passed) - sum(passed)} failed")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
