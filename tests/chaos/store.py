"""A store with random faults; it records every write that the engine applied."""

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
# The last part of a table's name is the kind; this attribute identifies its items.
KEYS = {"journal": "entryId", "period": "date", "skin": "scanId"}

RecordKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class State:
    """The state that one applied write left: its version, time and write id."""

    version: int
    updated_at: str
    write_id: str


@dataclass
class Store:
    """DynamoDB with faults, below botocore's retries.

    lost       the share of attempts whose answer never arrives
    throttled  the share of attempts that are refused
    met        the number of each fault
    states     every state of each record (user id, kind, id), as stored
    """

    dice: random.Random = field(default_factory=lambda: random.Random(0))
    lost: float = 0
    throttled: float = 0
    met: Counter[str] = field(default_factory=Counter)
    states: dict[RecordKey, list[State]] = field(default_factory=lambda: defaultdict(list))

    @contextmanager
    def in_between(self) -> Iterator["Store"]:
        """Pass each attempt through this store until the block ends, without pauses."""
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
        """Return the fault of the next attempt."""
        number = self.dice.random()
        if number < self.lost:
            self.met["lost calls"] += 1
            return faults.lost
        if number < self.lost + self.throttled:
            self.met["throttled calls"] += 1
            return faults.throttled
        return faults.none

    def reached(self, operation: str) -> None:
        """Called when an attempt reaches the engine."""

    def _note(self, put: Any) -> None:
        item, kind = put["Item"], put["TableName"].rpartition("-")[2]
        if kind in KEYS:
            key = (item["userId"]["S"], kind, item[KEYS[kind]]["S"])
            state = State(int(item["version"]["N"]), item["updatedAt"]["S"], item["writeId"]["S"])
            self.states[key].append(state)

    def twice(self) -> int:
        """Return how many writes were applied more than once."""
        return sum(
            len(states) - len({state.write_id for state in states})
            for states in self.states.values()
        )

    def out_of_order(self) -> int:
        """Return the number of states without the next version or a later time."""
        return sum(
            after.version != before.version + 1 or after.updated_at <= before.updated_at
            for states in self.states.values()
            for before, after in pairwise(states)
        ) + sum(states[0].version != 1 for states in self.states.values())


def _succeeded(answer: Any) -> bool:
    arrived, _ = answer
    return bool(arrived) and arrived[1]["ResponseMetadata"]["HTTPStatusCode"] == OK
