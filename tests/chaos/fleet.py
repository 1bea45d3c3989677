"""Several processes of the service on one engine, as Lambda functions share one DynamoDB."""

import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from moto.server import ThreadedMotoServer

from tests.support.sandbox_process import Sandbox, sandbox

PROCESSES = 2
SECONDS = 60


@contextmanager
def fleet() -> Iterator[list[Sandbox]]:
    """Run the processes until the block ends, on moto or on the engine of DYNAMODB_ENDPOINT_URL."""
    with ExitStack() as running:
        folder = Path(running.enter_context(TemporaryDirectory()))
        if settings.DYNAMODB_ENDPOINT_URL:
            engine = {"DYNAMODB_ENDPOINT_URL": settings.DYNAMODB_ENDPOINT_URL}
        else:
            server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
            server.start()
            running.callback(server.stop)
            host, port = server.get_host_and_port()
            engine = {"AWS_ENDPOINT_URL": f"http://{host}:{port}"}
        yield [
            running.enter_context(sandbox(folder, "--empty", **engine)) for _ in range(PROCESSES)
        ]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer over the network."""

    status_code: int
    headers: HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Caller:
    """A phone of the demo person; each request reaches a random process."""

    def __init__(self, processes: list[Sandbox], *, dice: random.Random) -> None:
        self.dice, self.met = dice, Counter[str]()
        self._token = processes[0].token
        self._lines = [
            HTTPConnection(urlsplit(process.address).netloc, timeout=SECONDS)
            for process in processes
        ]

    def send(
        self, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None
    ) -> Answer:
        """Send a request; after 503 wait as long as Retry-After says."""
        sent_headers = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        sent_headers |= {
            "Authorization": f"Bearer {self._token}",
            "Content-Type": "application/json",
        }
        line = self.dice.choice(self._lines)
        line.request(method, path, None if body is None else json.dumps(body), sent_headers)
        with line.getresponse() as received:
            answer = Answer(received.status, received.headers, received.read())
        self.met[str(answer.status_code)] += 1
        if answer.status_code == 503:
            time.sleep(int(answer.headers["Retry-After"]))
        return answer

    def close(self) -> None:
        for line in self._lines:
            line.close()
