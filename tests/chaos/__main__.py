"""Long runs that look for lost, doubled or half-done writes; print figures beside their targets.

    python -m tests.chaos              everything
    python -m tests.chaos writes       or writers, or devices, or imports

DYNAMODB_ENDPOINT_URL replaces moto by another engine. Exit with 1 if a target is missed.
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

from glowcycle.formats.registry import formats
from tests.benchmarks.targets import Target
from tests.chaos import devices, writers, writes
from tests.chaos.fleet import fleet
from tests.support.engine import stage
from tests.support.mutated_previews import preview_mutants
from tests.support.people import someone

SEED = 6
PEOPLE, WRITES = 20, 10_000
WRITERS, ROUNDS = 20, 500
RUNS, STEPS = 1_000, 30
MUTANTS, SECONDS, MEGABYTES = 1_000, 12, 200


def writes_targets() -> Iterator[Target]:
    """Write with lost answers and throttles, and compare the records with the model."""
    outcome = writes.measure([someone() for _ in range(PEOPLE)], writes=WRITES, seed=SEED)
    found = outcome.differences
    _print_counts(f"{outcome.writes:,} writes", outcome.met, found.lost + found.doubled)
    yield Target("writes, 20 % lost answers, 10 % throttles: writes", outcome.writes, WRITES)
    yield Target("... lost", len(found.lost), at_most=0)
    yield Target("... doubled", len(found.doubled), at_most=0)
    yield Target("... applied twice in the store", outcome.applied_twice, at_most=0)


def writers_targets() -> Iterator[Target]:
    """Let many writers change one record through two processes of the service."""
    with fleet() as processes:
        for if_match in (True, False):
            done = writers.measure(
                processes, writers=WRITERS, rounds=ROUNDS, if_match=if_match, seed=SEED
            )
            name = "with If-Match" if if_match else "without"
            _print_counts(f"{WRITERS} writers, {name}", done.met)
            yield Target(f"{WRITERS} writers {name}: writes", done.writes, WRITERS * ROUNDS)
            if if_match:
                yield Target("... lost updates", done.lost, at_most=0)
            yield Target("... gaps in the versions", done.gaps, at_most=0)
            yield Target("... the last write wins", done.last_won, at_least=1)


def devices_targets() -> Iterator[Target]:
    """Run three offline devices a thousand times."""
    wrong = devices.measure(runs=RUNS, steps=STEPS)
    _print_counts(f"{RUNS:,} runs of three devices", devices.ThreeDevices.met, wrong)
    met = devices.ThreeDevices.met
    yield Target("three devices: runs", met["runs"], RUNS)
    for event in ("delayed writes", "crashes", "deletions taken back", "records made again"):
        yield Target(f"... {event}", met[event], at_least=RUNS / 10)
    yield Target("... with devices that differ in the end", len(wrong), at_most=0)


def imports_targets() -> Iterator[Target]:
    """Preview a thousand damaged and hostile files of each format."""
    for name in formats():
        outcome = preview_mutants(someone(), name, count=MUTANTS, seed=SEED)
        met = {f"answers {status}": count for status, count in outcome.statuses.items()}
        _print_counts(f"{name}: {MUTANTS:,} files", met, outcome.unexpected)
        print(f"slowest: {outcome.slowest}; largest: {outcome.largest}")
        yield Target(f"{name}: other answers", len(outcome.unexpected), at_most=0)
        yield Target("... most CPU of one, s", outcome.seconds, at_most=SECONDS)
        yield Target("... most memory of one, MB", outcome.megabytes, at_most=MEGABYTES)


def _print_counts(name: str, counts: dict[str, int], errors: list[str] | None = None) -> None:
    print(f"{name}: {', '.join(f'{count:,} {event}' for event, count in sorted(counts.items()))}")
    print("\n".join((errors or [])[:20]), end="\n" if errors else "", flush=True)


MEASURES: dict[str, Callable[[], Iterator[Target]]] = {
    "writes": writes_targets,
    "writers": writers_targets,
    "devices": devices_targets,
    "imports": imports_targets,
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
