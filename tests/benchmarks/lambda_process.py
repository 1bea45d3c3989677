"""Runs one process of an app, which `lambda_probe` starts, calls and measures."""

import json
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.lambda_folders import PYTHON, App
from tests.benchmarks.lambda_world import ANSWERS, World

PROBE = Path(__file__).with_name("lambda_probe.py")


def run(
    app: App,
    world: World,
    *,
    requests: int,
    profile: bool = False,
    under: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the probe's figures and its start time; `under` is a command to run Python under."""
    task = {
        "events": world.events(),
        "answers": {" ".join(call): json.dumps(answer) for call, answer in ANSWERS.items()},
        "rounds": requests,
        "profile": profile,
    }
    began = time.monotonic()
    done = subprocess.run(
        [*under, PYTHON, "-S", PROBE, app.folder, app.module],
        input=json.dumps(task),
        env=world.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{app.name} failed:\n{done.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    statuses = {call: answer["statusCode"] for call, answer in found["answers"].items()}
    assert statuses == {"create": 201, "get": 200, "list": 200}, (app.name, found["answers"])
    return {"began": began, **found}
