"""A phone whose requests are measured: CPU, calls to stores, capacity units."""

import json
import time
from collections.abc import Callable
from typing import Any

from django.test import Client

from glowcycle.encryption import keyring
from tests.benchmarks.aws_prices import Usage
from tests.benchmarks.store_cost import counted
from tests.support.people import someone


class MeasuredPhone:
    """A new person's phone.

    usage    what its requests used
    refused  how many of them a budget refused
    indexes  the write units in indexes, a part of those in `usage`
    """

    def __init__(self) -> None:
        her = someone()
        self.user_id, self._client = her.user_id, Client(raise_request_exception=False)
        self._headers = {"Authorization": f"Bearer {her.token}"}
        self.start()

    def start(self) -> None:
        """Begin to measure."""
        self.usage, self.refused, self.indexes = Usage(), 0, 0.0

    def begin_session(self) -> None:
        """Let a minute pass: the process reads and opens her key again."""
        keyring.forget(user_id=self.user_id)
        self.usage.kms_calls += 1

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request with a JSON body; return the answer's JSON."""
        return self._measured(
            lambda: self._client.generic(
                method, path, json.dumps(body), "application/json", headers=self._headers
            )
        )

    def upload(self, path: str, **parts: Any) -> Any:
        """Send a form."""
        return self._measured(lambda: self._client.post(path, parts, headers=self._headers))

    def sync(self, *operations: dict[str, Any]) -> list[dict[str, Any]]:
        """Send operations; return their results."""
        results: list[dict[str, Any]] = self.send("POST", "/sync", {"operations": operations})[
            "results"
        ]
        return results

    def _measured(self, request: Callable[[], Any]) -> Any:
        began = time.process_time()
        with counted() as cost:
            answer = request()
        self.usage.cpu_ms += (time.process_time() - began) * 1000
        self.usage.requests += 1
        self.usage.calls += cost.calls
        self.usage.write_units += cost.written + cost.written_to_indexes
        self.usage.read_units += cost.read
        self.indexes += cost.written_to_indexes
        self.refused += answer.status_code == 429
        assert answer.status_code in (200, 201, 429), answer.content
        return json.loads(answer.content) if answer.content[:1] in (b"{", b"[") else None
