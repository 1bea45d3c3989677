"""Run the unzipped archive as Lambda does: a clean Python with nothing else on its path."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.package.cloud import CREDENTIALS, REGION
from tests.support.sandbox_process import ROOT

STAGES = json.loads((ROOT / "zappa_settings.json").read_text(encoding="utf-8"))
RUNTIME = Path(__file__).with_name("runtime.py")
ENVIRONMENT = {
    **CREDENTIALS,
    "PATH": "/usr/bin:/bin",
    "AWS_LAMBDA_FUNCTION_NAME": "glowcycle-dev",
    "_HANDLER": STAGES["dev"]["lambda_handler"],
    "DYNAMODB_TABLE_NAME": "glowcycle-dev",
    "S3_BUCKET_NAME": "tests-photos-dev",
    "KMS_KEY_ID": "alias/glowcycle-dev",
    "BEDROCK_MODEL_ID": "eu.example.sees-v1:0",
    "SKIN_ANALYZER": "local",
    "OIDC_ISSUER": "https://issuer.example",
    "OIDC_AUDIENCE": "glowcycle-phone",
    "ALLOWED_HOSTS": f".execute-api.{REGION}.amazonaws.com,api.example.org",
}


class InvocationError(Exception):
    """The function raised an error; Lambda would report it to the caller."""


class Function:
    """One running process of the function."""

    def __init__(self, process: "subprocess.Popen[str]", log: Path) -> None:
        self._process, self._log = process, log

    def invoke(self, event: Any) -> Any:
        """Return the answer to an event. Raise InvocationError where the function raises."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(event) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the function does not start:\n{self.log()[-2000:]}")
        answer = json.loads(line)
        if "errorType" in answer:
            raise InvocationError(f"{answer['errorType']}: {answer['errorMessage']}")
        return answer["answer"]

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")


@contextmanager
def run_function(
    python: Path, folder: Path, log: Path, environment: Mapping[str, str]
) -> Iterator[Function]:
    """Run the archive in the folder until the block ends."""
    with (
        log.open("w", encoding="utf-8") as stderr,
        subprocess.Popen(
            [python, "-S", "-E", "-B", RUNTIME],
            cwd=folder,
            env={**ENVIRONMENT, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        ) as process,
    ):
        try:
            yield Function(process, log)
        finally:
            process.terminate()
