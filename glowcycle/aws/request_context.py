"""For whom the process works right now, how long it may, and what that has cost so far.

Every request, and every command, opens a scope of its own. Outside of one no call leaves the
process: see `guard`, which every client of `clients` asks before each call.
"""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

# One attempt takes 3 s at the most, and who sends a request waits for no more than 8.
LAST_ATTEMPT_SECONDS = 5.0


def _for_ever() -> float:
    return math.inf


@dataclass(slots=True)
class RequestContext:
    """One piece of work: a request, or a command.

    user_id        whose keys may be touched; None before she is known
    is_operator    whether it is a command on tables and buckets as a whole
    time_left      how many seconds the function may still live
    patience       how many seconds of stores, after which no attempt is begun any more
    calls          calls to AWS begun
    throttles      attempts that AWS turned away for their rate
    store_seconds  how long those calls to stores took that have ended
    """

    user_id: str | None = None
    is_operator: bool = False
    time_left: Callable[[], float] = _for_ever
    patience: float = LAST_ATTEMPT_SECONDS
    calls: int = 0
    throttles: int = 0
    store_seconds: float = 0.0
    _call_began: float | None = None

    def begin_call(self) -> None:
        """Start the clock of a call to a store."""
        self.calls += 1
        self._call_began = time.monotonic()

    def end_call(self) -> None:
        """Stop it."""
        self.store_seconds, self._call_began = self.waited(), None

    def waited(self) -> float:
        """Return the seconds spent on stores, those of the running call included."""
        began = self._call_began
        return self.store_seconds + (0.0 if began is None else time.monotonic() - began)


_current: ContextVar[RequestContext | None] = ContextVar("scope", default=None)


def current() -> RequestContext | None:
    """Return the scope of what runs now, None outside of any."""
    return _current.get()


def has_waited(seconds: float) -> bool:
    """Return whether this work has waited for stores that long: what can be left, should be."""
    scope = _current.get()
    return scope is not None and scope.waited() > seconds


@contextmanager
def open_context(scope: RequestContext) -> Iterator[RequestContext]:
    """Work within that scope until the block ends."""
    token = _current.set(scope)
    try:
        yield scope
    finally:
        _current.reset(token)


def set_user(user_id: str) -> None:
    """Say whose work this is: the caller's, once her token is verified."""
    scope = _current.get()
    if scope is not None:
        scope.user_id = user_id


@contextmanager
def in_partition(partition: str) -> Iterator[None]:
    """Let this work touch one partition that is nobody's: no person's id has a slash in it."""
    if "/" not in partition:
        raise ValueError("A partition without a slash may be a person's.")
    scope = _current.get()
    if scope is None or scope.is_operator:
        yield
        return
    before, scope.user_id = scope.user_id, partition
    try:
        yield
    finally:
        scope.user_id = before


def act_for_user(user_id: str) -> AbstractContextManager[RequestContext]:
    """Let a command touch one person's keys, and nobody else's."""
    return open_context(RequestContext(user_id=user_id, patience=math.inf))


def act_as_operator() -> AbstractContextManager[RequestContext]:
    """Let a command work on tables and buckets as a whole."""
    return open_context(RequestContext(is_operator=True, patience=math.inf))
