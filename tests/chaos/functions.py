"""Functions of the service that still write after the phone has given up."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from tests.chaos.store import Store
from tests.support.faults import Fault, none

_here = threading.local()


class SlowFunction:
    """A request in its own thread that stops before one of its writes until `let_go`.

    Only one thread runs at any time; the caller waits for it.
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
        except BaseException as error:  # let_go raises it
            self._failed = error
        finally:
            self._stopped.set()

    def about_to_write(self) -> None:
        """Stop here if the planned write comes next."""
        self._writes_left -= 1
        if self._writes_left == 0:
            self._stopped.set()
            self._go.wait()

    def let_go(self) -> None:
        """Let the request finish. Raise its error."""
        self._go.set()
        self._thread.join()
        if self._failed is not None:
            raise self._failed


@dataclass
class PlannedStore(Store):
    """A store that gives its next attempts the faults of `plan`, and stops slow functions."""

    plan: list[Fault] = field(default_factory=list)

    def choose(self) -> Fault:
        fault = self.plan.pop(0) if self.plan else none
        self.met["faults of the store"] += fault is not none
        return fault

    def reached(self, operation: str) -> None:
        function = getattr(_here, "function", None)
        if operation == "PutItem" and function is not None:
            function.about_to_write()
