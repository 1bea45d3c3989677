"""Functions of the service that are still at work when the phone has long given up."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from tests.chaos.store import Store
from tests.support.faults import Fault, none

_here = threading.local()


class SlowFunction:
    """A request in a thread of its own, which stops before one of its writes until it is let go.

    Only one of all the threads runs at any time: what it does, the caller waits for.
    """

    def __init__(self, work: Callable[[], object], *, before_write: int, until: datetime) -> None:
        self.until = until
        self._work, self._writes_left = work, before_write
        self._stopped, self._go = threading.Event(), threading.Event()
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        self._stopped.wait()

    def _run(self) -> None:
        _here.function = self
        try:
            self._work()
        except BaseException as error:  # it belongs to who lets it go
            self._failed = error
        finally:
            self._stopped.set()

    def about_to_write(self) -> None:
        """Stop here, when this is the write."""
        self._writes_left -= 1
        if self._writes_left == 0:
            self._stopped.set()
            self._go.wait()

    def let_go(self) -> None:
        """Let it work to its end. Raise what it raised."""
        self._go.set()
        self._thread.join()
        if self._failed is not None:
            raise self._failed


@dataclass
class PlannedStore(Store):
    """A store whose next attempts meet these faults, and before which slow functions stop."""

    plan: list[Fault] = field(default_factory=list)

    def choose(self) -> Fault:
        fault = self.plan.pop(0) if self.plan else none
        self.met["faults of the store"] += fault is not none
        return fault

    def reached(self, operation: str) -> None:
        function = getattr(_here, "function", None)
        if operation == "PutItem" and function is not None:
            function.about_to_write()
