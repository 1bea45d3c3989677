"""A cache whose values leave the memory when their time is over, whether they are used or not."""

import threading
import time
from collections import OrderedDict
from typing import TypeVar

V = TypeVar("V")


class ExpiringCache(OrderedDict[str, tuple[float, V]]):
    """By name: when the value was read, and the value; the oldest first.

    Old values leave at each `remember` and each `evict`, and by a timer. A frozen Lambda runs no
    timer, so it calls `evict` when it goes on.
    """

    def __init__(self, *, seconds: float, size: int) -> None:
        super().__init__()
        self.seconds, self._size = seconds, size
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def remember(self, name: str, value: V, *, read_at: float) -> None:
        """Keep the value for `seconds` after it was read, and at most `size` values."""
        with self._lock:
            self._evict(time.time())
            self[name] = read_at, value
            self.move_to_end(name)
            if len(self) > self._size:
                self.popitem(last=False)
            if self._timer is None or not self._timer.is_alive():  # a forked process has none
                self._start_timer(self.seconds)

    def forget(self, name: str | None) -> None:
        """Remove the value of that name, or with None every value."""
        with self._lock:
            if name is None:
                self.clear()
            else:
                self.pop(name, None)

    def evict(self) -> None:
        """Remove what is too old."""
        with self._lock:
            self._evict(time.time())

    def _evict(self, now: float) -> None:
        """Remove what is too old from the front, and from the back if the clock was set back."""
        for end in (iter, reversed):
            while self:
                name = next(end(self))
                if self[name][0] <= now < self[name][0] + self.seconds:
                    break
                del self[name]

    def _start_timer(self, seconds: float) -> None:
        """Evict after that time, and so on while anything is left."""
        self._timer = threading.Timer(seconds, self._evict_again)
        self._timer.daemon = True
        self._timer.start()

    def _evict_again(self) -> None:
        with self._lock:
            now, self._timer = time.time(), None
            self._evict(now)
            if self:
                oldest, _ = self[next(iter(self))]
                self._start_timer(oldest + self.seconds - now)
