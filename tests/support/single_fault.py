"""A run in which one AWS call, or all from one on, fails; and the time that the run would take."""

import math
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest import mock

from glowcycle.aws import clients
from tests.support import faults
from tests.support.faults import Deliver, Fault

TURNED_AWAY = {
    "dynamodb": faults.throttled,
    "kms": faults.refused(400, "ThrottlingException"),
    "s3": faults.refused(503, "SlowDown"),
    "bedrock-runtime": faults.refused(429, "ThrottlingException"),
}
READ_SECONDS = {
    "dynamodb": clients.READ_SECONDS,
    "kms": clients.READ_SECONDS,
    "s3": clients.READ_SECONDS,
    "bedrock-runtime": clients.BEDROCK_READ_SECONDS,
}
KINDS: dict[str, Callable[[str], tuple[Fault, float]]] = {
    "throttled": lambda service: (TURNED_AWAY[service], 0),
    "failing": lambda _: (faults.failing, 0),
    "timed out": lambda service: (faults.silent, READ_SECONDS[service]),
    "no connection": lambda _: (faults.unreachable, clients.CONNECT_SECONDS),
    "connection lost": lambda _: (faults.hung_up, 0),
    "answer lost": lambda service: (faults.lost, READ_SECONDS[service]),
}
"""By name: the fault as that service has it, and the seconds until it is noticed."""

FOR_EVER = math.inf


class Day:
    """Lets `times` attempts fail, beginning with the `first`; without a fault all succeed.

    `attempted` holds the service and name of each attempt; `seconds` the time that each service
    and botocore's pauses would take.
    """

    def __init__(self, fault: str | None = None, *, first: int = 0, times: float = 1) -> None:
        self.fault, self.first, self.times = fault, first, times
        self.attempted: list[tuple[str, str]] = []
        self.seconds: Counter[str] = Counter()
        self.before_each: Callable[[], None] | None = None
        self._looking = False

    @contextmanager
    def passes(self) -> Iterator["Day"]:
        """Watch all attempts of this process; only the simulated time passes."""
        watched = (clients.dynamodb(), clients.kms(), clients.s3(), clients.bedrock())
        with (
            faults.meeting(self._meet, *watched),
            mock.patch("botocore.endpoint.time", SimpleNamespace(sleep=self._pause)),
            mock.patch("glowcycle.aws.request_context.time", SimpleNamespace(monotonic=self._now)),
            # Other runs must not use up botocore's retry quota of this process.
            mock.patch("botocore.retries.quota.RetryQuota.acquire", return_value=True),
        ):
            yield self

    def on_stores(self) -> float:
        """Return the seconds without those of the model."""
        return self._now() - self.seconds["bedrock-runtime"]

    def _meet(self, model: Any, deliver: Deliver) -> Any:
        if self._looking:
            return deliver()
        if self.before_each is not None:
            self._looking = True
            self.before_each()
            self._looking = False
        service, index = str(model.service_model.service_name), len(self.attempted)
        self.attempted.append((service, str(model.name)))
        if self.fault is None or not self.first <= index < self.first + self.times:
            return deliver()
        fault, seconds = KINDS[self.fault](service)
        self.seconds[service] += seconds
        return fault(deliver)

    def _pause(self, seconds: float) -> None:
        self.seconds["pauses"] += seconds

    def _now(self) -> float:
        return float(sum(self.seconds.values()))
