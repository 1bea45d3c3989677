"""All that must never happen, tried at length: figures beside their targets.

    python -m tests.chaos              everything
    python -m tests.chaos writes       or writers, or devices

DYNAMODB_ENDPOINT_URL takes another engine than moto. Exits with 1 where a target is missed.
"""

import logging
import os
import sys
import time
from collections.abc import Callable, Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.conf import settings

from tests.benchmarks.targets import Target
from tests.chaos import devices, writers, writes
from tests.chaos.fleet import fleet
from tests.support.engine import stage
from tests.support.people import someone

SEED = 6
PEOPLE, WRITES = 20, 10_000
WRITERS, ROUNDS = 20, 500
RUNS, STEPS = 1_000, 30


def writes_targets() -> Iterator[Target]:
    """Write with lost answers and throttles, and compare with the model."""
    outcome = writes.measure([someone() for _ in range(PEOPLE)], writes=WRITES, seed=SEED)
    found = outcome.differences
    _tell(f"{outcome.writes:,} writes", outcome.met, found.lost + found.doubled)
    yield Target("writes, 20 % lost answers, 10 % throttles: asked for", outcome.writes, WRITES)
    yield Target("... lost", len(found.lost), at_most=0)
    yield Target("... doubled", len(found.doubled), at_most=0)
    yield Target("... applied twice, as the engine has it", outcome.applied_twice, at_most=0)


def writers_targets() -> Iterator[Target]:
    """Let writers meet on one record of two processes of the service."""
    with fleet() as processes:
        for if_match in (True, False):
            done = writers.measure(
                processes, writers=WRITERS, rounds=ROUNDS, if_match=if_match, seed=SEED
            )
            name = "with If-Match" if if_match else "without"
            _tell(f"{WRITERS} writers, {name}", done.met)
            yield Target(f"{WRITERS} writers {name}: writes", done.writes, WRITERS * ROUNDS)
            if if_match:
                yield Target("... lost updates", done.lost, at_most=0)
            yield Target("... gaps in its versions", done.gaps, at_most=0)
            yield Target("... the last write stands", done.last_won, at_least=1)


def devices_targets() -> Iterator[Target]:
    """Let three devices have a thousand weeks."""
    wrong = devices.measure(runs=RUNS, steps=STEPS)
    _tell(f"{RUNS:,} runs of three devices", devices.ThreeDevices.met, wrong)
    met = devices.ThreeDevices.met
    yield Target("three devices: runs", met["runs"], RUNS)
    yield Target("... with delayed writes", met["delayed writes"], at_least=RUNS / 10)
    yield Target("... after which they differ, or something was missed", len(wrong), at_most=0)


def _tell(what: str, met: dict[str, int], wrong: list[str] | None = None) -> None:
    print(f"{what}: {', '.join(f'{count:,} {name}' for name, count in sorted(met.items()))}")
    print("\n".join((wrong or [])[:20]), end="\n" if wrong else "", flush=True)


MEASURES: dict[str, Callable[[], Iterator[Target]]] = {
    "writes": writes_targets,
    "writers": writers_targets,
    "devices": devices_targets,
}


def main(names: list[str]) -> int:
    logging.disable(logging.CRITICAL)
    missed = 0
    with stage():
        for name in names or [*MEASURES]:
            began = time.monotonic()
            for target in MEASURES[name]():
                print(target, flush=True)
                missed += str(target).endswith("MISSED")
            where = settings.DYNAMODB_ENDPOINT_URL or "moto"
            print(f"{name}: on {where}, {time.monotonic() - began:.0f} s", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
