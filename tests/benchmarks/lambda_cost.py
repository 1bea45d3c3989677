"""The cost of a start and of a request, beside a bare handler and FastAPI with Mangum.

    python -m tests.benchmarks.lambda_cost [ROUNDS]

The apps take turns, and each round starts new processes; the figures are medians. The cold start
and the first request are wall time with this machine's network. For warm requests DynamoDB's
answers lie in memory, and the figures are processor time and instructions. A busy machine changes
the processor time, but not the instructions.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from tqdm import tqdm

from tests.benchmarks.instructions import WITHOUT, count
from tests.benchmarks.lambda_folders import App, build
from tests.benchmarks.lambda_process import run
from tests.benchmarks.lambda_world import World
from tests.benchmarks.targets import Target

ROUNDS = 11
WARM_REQUESTS = 60
PROFILED_REQUESTS = 400
PROFILES = 4
CALLS = ("create", "get", "list")
COUNTED = ("first", *CALLS)

# The rows of the table of shares, each with its libraries.
PARTS = {
    "botocore": ("boto3", "botocore", "s3transfer", "urllib3", "jmespath", "dateutil", "certifi"),
    "token check": ("jwt", "cryptography", "cffi", "_cffi_backend"),
    "DRF": ("rest_framework",),
    "Django": ("django", "corsheaders", "asgiref", "sqlparse"),
    "PynamoDB": ("pynamodb",),
    "FastAPI": ("fastapi", "starlette", "pydantic", "pydantic_core", "mangum", "anyio"),
    "our code": ("glowcycle", "journal", "period", "skin", "tests", "zappa_settings"),
}
PART_OF = {library: part for part, libraries in PARTS.items() for library in libraries}


def probe(app: App, world: World) -> dict[str, float]:
    """Return what one process of the app measured."""
    found = run(app, world, requests=WARM_REQUESTS)
    return {
        "cold, ms": (found["answered"][0] - found["began"]) * 1000,
        "cold, CPU ms": found["answered"][1] * 1000,
        "first, ms": (found["answered"][0] - found["ready"][0]) * 1000,
        **{f"{call}, CPU ms": found["warm"][call] for call in CALLS},
        "peak, MB": found["peak"],
    }


def measure(apps: Sequence[App], world: World, rounds: int) -> dict[App, dict[str, float]]:
    """Return the medians of each app, measured in turns."""
    found: dict[App, list[dict[str, float]]] = {app: [] for app in apps}
    for _ in tqdm(range(rounds), desc="rounds", leave=False):
        for app in apps:
            found[app].append(probe(app, world))
    return {
        app: {name: median(each[name] for each in runs) for name in runs[0]}
        for app, runs in found.items()
    }


def count_all(apps: Sequence[App], world: World) -> dict[App, dict[str, float]]:
    """Return the millions of instructions of each app; two apps run at a time."""
    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(lambda app: count(app, world), apps))
    return {
        app: {f"{name}, M instructions": counted[name] for name in COUNTED if name in counted}
        for app, counted in zip(apps, counts, strict=True)
    }


def shares(app: App, world: World) -> dict[str, Counter[str]]:
    """Return how many samples fell on each part of the app, for INIT and each call."""
    found: dict[str, Counter[str]] = {}
    for _ in range(PROFILES):
        profile = run(app, world, requests=PROFILED_REQUESTS, profile=True)["profile"]
        for what, seen in profile.items():
            counted = found.setdefault(what, Counter())
            for library, times in seen.items():
                counted[PART_OF.get(library, "other")] += times
    return found


def print_shares(app: App, found: dict[str, Counter[str]], cost: dict[str, float]) -> None:
    """Print the milliseconds that each part of the app takes."""
    print(f"\nShare of each part of {app.name}, ms")
    print(f"  {'':14}" + "".join(f"{what:>9}" for what in found))
    whole = {what: cost[f"{what}, CPU ms"] for what in CALLS}
    whole["INIT"] = cost["cold, ms"] - cost["first, ms"]
    for part in [*PARTS, "other"]:
        if any(seen[part] for seen in found.values()):
            row = (seen[part] / seen.total() * whole[what] for what, seen in found.items())
            print(f"  {part:14}" + "".join(f"{ms:9.2f}" for ms in row))
    print(f"  {'all':14}" + "".join(f"{whole[what]:9.2f}" for what in found))


def targets(ours: dict[str, float], fast: dict[str, float], bare: dict[str, float]) -> list[Target]:
    """Return the targets of the service beside its peers."""
    fast_name, bare_name = "of FastAPI+Mangum's", "of the bare handler's"

    def beside(figure: str, name: str, peer: dict[str, float], at_most: float) -> list[Target]:
        if figure not in ours:
            return []
        return [Target(f"{figure}, {name}", ours[figure] / peer[figure], at_most=at_most)]

    return [
        Target("archive, MB", ours["zip, MB"], at_most=28),
        Target("unzipped, MB", ours["unzipped, MB"], at_most=85),
        *beside("cold, ms", fast_name, fast, 0.75),
        *beside("cold, ms", bare_name, bare, 1.8),
        *beside("first, ms", fast_name, fast, 0.5),
        *(
            target
            for call in CALLS
            for unit in ("M instructions", "CPU ms")
            for target in (
                *beside(f"{call}, {unit}", fast_name, fast, 1.0),
                *beside(f"{call}, {unit}", bare_name, bare, 1.7),
            )
        ),
        *beside("peak, MB", fast_name, fast, 1.1),
    ]


def main() -> None:
    apps = build()
    with World() as world:
        for app in apps:
            probe(app, world)
        cost = measure(apps, world, int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
        parts = {app: shares(app, world) for app in apps}
        counts = count_all(apps, world)
    for app in apps:
        cost[app] |= counts[app] | {"zip, MB": app.zipped, "unzipped, MB": app.unzipped}
    print(f"{'':24}" + "".join(f"{app.name:>18}" for app in cost))
    for name in next(iter(cost.values())):
        print(f"{name:24}" + "".join(f"{figures[name]:18.2f}" for figures in cost.values()))
    for app, seen in parts.items():
        print_shares(app, seen, cost[app])
    print()
    for target in targets(*cost.values()):
        print(target)
    if not any(counts.values()):
        print(WITHOUT)


if __name__ == "__main__":
    main()
