"""A bad line between phone and service: answers get lost, and copies of requests come late."""

import random
from collections import Counter, deque
from typing import Any

from tests.support.phone import Phone

# Only copies of this many last requests come late. A record remembers its last 20 writes, and a
# request of these runs makes less than 10.
LATEST = 2


class BadLine(Phone):
    """A phone on a train.

    lost    the share of requests whose answer never arrives
    copied  the share of requests that arrive a second time, later
    met     the number of each event
    """

    def __init__(self, phone: Phone, *, dice: random.Random, lost: float, copied: float) -> None:
        super().__init__(phone.user_id, phone.token)
        self.dice, self.lost, self.copied = dice, lost, copied
        self.met: Counter[str] = Counter()
        self._sent: deque[tuple[Any, ...]] = deque(maxlen=LATEST)

    def send(
        self, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None
    ) -> Any:
        """Send a request. Raise ConnectionError if its answer is lost."""
        self.met["requests"] += 1
        if self._sent and self.dice.random() < self.copied:
            self.met["late copies"] += 1
            *late, late_headers = self.dice.choice(self._sent)
            super().send(*late, headers=late_headers)
        answer = super().send(method, path, body, headers=headers)
        if method != "GET" and (method, path, body, headers) not in self._sent:
            self._sent.append((method, path, body, headers))
        if self.dice.random() < self.lost:
            self.met["lost answers"] += 1
            raise ConnectionError
        return answer
