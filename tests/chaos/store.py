"""The store on bad days: dice decide what each attempt of a call meets, and each write is noted."""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from unittest import mock

from glowcycle.aws import clients
from tests.support import faults

OK = 200
# Of a table's name, the last part tells the kind; of its items, this attribute which one it is.
KEYS = {"journal": "entryId", "period": "date", "skin": "scanId"}

Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class State:
    """What one applied write left: how many states there were before, when, and by which write."""

    version: int
    updated_at: str
    write_id: str


@dataclass
class Store:
    """DynamoDB as the service meets it, below botocore's own second attempt.

    lost, throttled  the share of attempts whose answer never arrives, or that are turned away
    met              how often which fault was met
    states           of each record (person, kind, id) all that it ever was, as the engine has it
    """

    dice: random.Random = field(default_factory=lambda: random.Random(0))
    lost: float = 0
    throttled: float = 0
    met: Counter[str] = field(default_factory=Counter)
    states: dict[Place, list[State]] = field(default_factory=lambda: defaultdict(list))

    @contextmanager
    def in_between(self) -> Iterator["Store"]:
        """Stand between the service and the engine until the block ends; nobody waits."""
        endpoint: Any = clients.dynamodb()._endpoint
        attempt = endpoint._do_get_response

        def meet(request: Any, operation: Any, context: Any) -> Any:
            def deliver() -> Any:
                self.reached(operation.name)
                answer = attempt(request, operation, context)
                if operation.name == "PutItem" and _succeeded(answer):
                    self._note(json.loads(request.body))
                return answer

            return self.choose()(deliver)

        with (
            mock.patch.object(endpoint, "_do_get_response", meet),
            mock.patch("botocore.endpoint.time.sleep"),
        ):
            yield self

    def choose(self) -> faults.Fault:
        """Return what the next attempt meets."""
        fallen = self.dice.random()
        if fallen < self.lost:
            self.met["lost calls"] += 1
            return faults.lost
        if fallen < self.lost + self.throttled:
            self.met["throttled calls"] += 1
            return faults.throttled
        return faults.none

    def reached(self, operation: str) -> None:
        """Called as an attempt reaches the engine."""

    def _note(self, put: Any) -> None:
        item, kind = put["Item"], put["TableName"].rpartition("-")[2]
        if kind in KEYS:
            place = (item["userId"]["S"], kind, item[KEYS[kind]]["S"])
            state = State(int(item["version"]["N"]), item["updatedAt"]["S"], item["writeId"]["S"])
            self.states[place].append(state)

    def twice(self) -> int:
        """Return how many writes were applied more than once."""
        return sum(
            len(states) - len({state.write_id for state in states})
            for states in self.states.values()
        )

    def out_of_order(self) -> int:
        """Return how many states do not follow the one before: by one version, and later."""
        return sum(
            after.version != before.version + 1 or after.updated_at <= before.updated_at
            for states in self.states.values()
            for before, after in pairwise(states)
        ) + sum(states[0].version != 1 for states in self.states.values())


def _succeeded(answer: Any) -> bool:
    arrived, _ = answer
    return bool(arrived) and arrived[1]["ResponseMetadata"]["HTTPStatusCode"] == OK
