"""What it costs to start and to answer: the service beside a bare handler and FastAPI with Mangum.

    python -m tests.benchmarks.lambda_cost [ROUNDS]

The apps take turns, each round in new processes; figures are medians. Cold start and first request
are waited for, with the network of this machine; warm requests are counted in processor time with
DynamoDB's answers in memory. The peers have boto3 and Python as they come: that the service starts
without garbage collection, and writes and reads items itself, is its own way to be fast.
"""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tqdm import tqdm

from tests.benchmarks.lambda_folders import PYTHON, App, build
from tests.benchmarks.lambda_world import ANSWERS, World
from tests.benchmarks.targets import Target

PROBE = Path(__file__).with_name("lambda_probe.py")
ROUNDS = 11
WARM_REQUESTS = 60
PROFILED_REQUESTS = 400
PROFILES = 4
CALLS = ("create", "get", "list")

# What belongs together in the table of where the time goes.
PARTS = {
    "botocore": ("boto3", "botocore", "s3transfer", "urllib3", "jmespath", "dateutil", "certifi"),
    "token check": ("jwt", "cryptography", "cffi", "_cffi_backend"),
    "DRF": ("rest_framework",),
    "Django": ("django", "corsheaders", "asgiref", "sqlparse"),
    "PynamoDB": ("pynamodb",),
    "Zappa": ("zappa", "zappa_settings", "handler", "werkzeug"),
    "FastAPI": ("fastapi", "starlette", "pydantic", "pydantic_core", "mangum", "anyio"),
    "our code": ("glowcycle", "journal", "period", "skin", "tests"),
}
PART_OF = {library: part for part, libraries in PARTS.items() for library in libraries}


def probe(app: App, world: World, *, profile: bool = False) -> dict[str, Any]:
    """Return what one process of the app measured."""
    asked = {
        "events": world.events(),
        "answers": {" ".join(call): json.dumps(answer) for call, answer in ANSWERS.items()},
        "rounds": PROFILED_REQUESTS if profile else WARM_REQUESTS,
        "profile": profile,
    }
    command = [PYTHON, "-S", "-E", PROBE, app.folder, app.module]
    began = time.monotonic()
    done = subprocess.run(
        command,
        input=json.dumps(asked),
        env=world.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{app.name} failed:\n{done.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(done.stdout.rpartition("\n{")[2].join(["{", ""]))
    statuses = {call: answer["statusCode"] for call, answer in found["answers"].items()}
    assert statuses == {"create": 201, "get": 200, "list": 200}, (app.name, found["answers"])
    return {
        "cold, ms": (found["answered"][0] - began) * 1000,
        "cold, CPU ms": found["answered"][1] * 1000,
        "first, ms": (found["answered"][0] - found["ready"][0]) * 1000,
        **{f"{call}, CPU ms": found["warm"][call] for call in CALLS},
        "peak, MB": found["peak"],
        "profile": found["profile"],
    }


def measure(apps: Sequence[App], world: World, rounds: int) -> dict[App, dict[str, float]]:
    """Return the medians of each app, measured in turns."""
    found: dict[App, list[dict[str, Any]]] = {app: [] for app in apps}
    for _ in tqdm(range(rounds), desc="rounds", leave=False):
        for app in apps:
            found[app].append(probe(app, world))
    names = [name for name in next(iter(found.values()))[0] if name != "profile"]
    return {
        app: {name: median(run[name] for run in runs) for name in names}
        for app, runs in found.items()
    }


def shares(app: App, world: World) -> dict[str, Counter[str]]:
    """Return for INIT and each call how often each part of the app was at work."""
    found: dict[str, Counter[str]] = {}
    for _ in range(PROFILES):
        for what, seen in probe(app, world, profile=True)["profile"].items():
            counted = found.setdefault(what, Counter())
            for library, times in seen.items():
                counted[PART_OF.get(library, "other")] += times
    return found


def print_shares(app: App, found: dict[str, Counter[str]], cost: dict[str, float]) -> None:
    """Print the milliseconds that each part of the app takes."""
    print(f"\nWhere the time goes in {app.name}, ms")
    print(f"  {'':14}" + "".join(f"{what:>9}" for what in found))
    whole = {what: cost[f"{what}, CPU ms"] for what in CALLS}
    whole["INIT"] = cost["cold, ms"] - cost["first, ms"]
    for part in [*PARTS, "other"]:
        if any(seen[part] for seen in found.values()):
            row = (seen[part] / seen.total() * whole[what] for what, seen in found.items())
            print(f"  {part:14}" + "".join(f"{ms:9.2f}" for ms in row))
    print(f"  {'all':14}" + "".join(f"{whole[what]:9.2f}" for what in found))


def targets(ours: dict[str, float], fast: dict[str, float], bare: dict[str, float]) -> list[Target]:
    """Return what the service must reach beside the others."""
    cold = "cold, ms"
    return [
        Target("archive, MB", ours["zip, MB"], at_most=28),
        Target("unzipped, MB", ours["unzipped, MB"], at_most=85),
        Target("cold start, of FastAPI+Mangum's", ours[cold] / fast[cold], at_most=0.75),
        Target("cold start, of the bare handler's", ours[cold] / bare[cold], at_most=1.8),
        Target("first request after INIT, ms", ours["first, ms"], at_most=25),
        *(
            Target(f"{call}, CPU, of {name}", ours[key] / peer[key], at_most=most)
            for call in CALLS
            for key in [f"{call}, CPU ms"]
            for name, peer, most in (
                ("FastAPI+Mangum's", fast, 1.0),
                ("the bare handler's", bare, 1.7),
            )
        ),
        Target(
            "peak memory, of FastAPI+Mangum's", ours["peak, MB"] / fast["peak, MB"], at_most=1.1
        ),
    ]


def main() -> None:
    apps = build()
    with World() as world:
        for app in apps:
            probe(app, world)
        cost = measure(apps, world, int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
        parts = {app: shares(app, world) for app in apps}
    for app in apps:
        cost[app] |= {"zip, MB": app.zipped, "unzipped, MB": app.unzipped}
    print(f"{'':18}" + "".join(f"{app.name:>18}" for app in cost))
    for name in next(iter(cost.values())):
        print(f"{name:18}" + "".join(f"{figures[name]:18.2f}" for figures in cost.values()))
    for app, seen in parts.items():
        print_shares(app, seen, cost[app])
    print()
    for target in targets(*cost.values()):
        print(target)


if __name__ == "__main__":
    main()
