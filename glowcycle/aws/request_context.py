"""The context of the current request or command: its user, its time limits, its calls to AWS.

Every request and every command opens a context. Without one, `access_guard` refuses each call.
"""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from glowcycle.aws.share_limits import ShareLimits

# No attempt starts later than this. It takes at most 3 s, so phones wait for at most 8 s.
LAST_ATTEMPT_SECONDS = 5.0


def _no_timeout() -> float:
    return math.inf


@dataclass(slots=True)
class RequestContext:
    """One request, or one command.

    user_id        the person whose data may be read and written; None before authentication
    is_operator    whether it is a command that may touch whole tables and buckets
    share          what the request may read of that person, if it is one of a share
    time_left      returns the seconds until Lambda's timeout
    patience       the seconds of waiting for the stores after which no attempt starts
    calls          the number of calls to AWS so far
    throttles      the number of attempts that AWS refused because of their rate
    store_seconds  the seconds that the finished calls took
    has_sought_keys  whether her keys were read again for a value that none of them opens
    """

    user_id: str | None = None
    is_operator: bool = False
    share: ShareLimits | None = None
    time_left: Callable[[], float] = _no_timeout
    patience: float = LAST_ATTEMPT_SECONDS
    calls: int = 0
    throttles: int = 0
    store_seconds: float = 0.0
    has_sought_keys: bool = False
    _call_began: float | None = None

    def begin_call(self) -> None:
        """Count a call, and start its clock."""
        self.calls += 1
        self._call_began = time.monotonic()

    def end_call(self) -> None:
        """Stop the clock of the call."""
        self.store_seconds, self._call_began = self.waited(), None

    def waited(self) -> float:
        """Return the seconds of all calls, including the running one."""
        began = self._call_began
        return self.store_seconds + (0.0 if began is None else time.monotonic() - began)


_current: ContextVar[RequestContext | None] = ContextVar("request_context", default=None)


def current() -> RequestContext | None:
    """Return the context of the current request or command, None without one."""
    return _current.get()


def has_waited(seconds: float) -> bool:
    """Return whether the stores have taken longer than this; long jobs then stop and resume."""
    context = _current.get()
    return context is not None and context.waited() > seconds


def ends_within(seconds: float) -> bool:
    """Return whether the function that serves the request may end so soon."""
    context = _current.get()
    return context is not None and context.time_left() < seconds


@contextmanager
def patient(seconds: float) -> Iterator[None]:
    """Add to the seconds that the block may wait for the stores, for work of many calls."""
    context = _current.get()
    if context is None:
        yield
        return
    context.patience += seconds
    try:
        yield
    finally:
        context.patience -= seconds


def waited_as_command() -> float:
    """Return how long a command has waited so far, which does many shares; 0 for a request."""
    context = _current.get()
    return context.waited() if context is not None and context.patience == math.inf else 0.0


def may_seek_keys() -> bool:
    """Return whether to read her keys again for a value that none of them opens.

    A request does so once: a thousand such values must not cost a thousand reads.
    """
    context = _current.get()
    if context is None or context.is_operator:
        return True
    is_first, context.has_sought_keys = not context.has_sought_keys, True
    return is_first


@contextmanager
def open_context(context: RequestContext) -> Iterator[RequestContext]:
    """Make the context the current one until the block ends."""
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)


def set_user(user_id: str) -> None:
    """Name the caller, once her token is verified. Raise ValueError for a request of a share."""
    context = _current.get()
    if context is not None:
        if context.share is not None:
            raise ValueError("A request of a share never becomes a person's own.")
        context.user_id = user_id


def set_share(user_id: str, limits: ShareLimits) -> None:
    """Limit the request to what a share may read of this person, its owner.

    The same share may set other limits later. Raise ValueError for a request of a person, of an
    operator or of another share.
    """
    context = _current.get()
    if context is None:
        return
    share_id = None if context.share is None else context.share.share_id
    is_new = context.user_id is None and share_id is None and not context.is_operator
    if not is_new and (context.user_id, share_id) != (user_id, limits.share_id):
        raise ValueError("Only a request of nobody becomes one of a share.")
    context.user_id, context.share = user_id, limits


def share_limits() -> ShareLimits | None:
    """Return what a share may read, None if the request is none of a share."""
    context = _current.get()
    return None if context is None else context.share


@contextmanager
def narrowed(limits: ShareLimits) -> Iterator[None]:
    """Let the block read only what these limits of the share allow, too: they never add anything.

    Raise ValueError for limits of another share, or a request that is none of a share.
    """
    context = _current.get()
    if context is None or context.share is None or context.share.share_id != limits.share_id:
        raise ValueError("Only a request of that share can be narrowed.")
    before, context.share = context.share, context.share.within(limits)
    try:
        yield
    finally:
        context.share = before


@contextmanager
def in_partition(partition: str) -> Iterator[None]:
    """Allow a partition that belongs to no person, until the block ends.

    Its name has a slash, which no user id has. Raise ValueError for a name without one.
    """
    if "/" not in partition:
        raise ValueError("A partition without a slash may be a person's.")
    context = _current.get()
    if context is None or context.is_operator:
        yield
        return
    before, context.user_id = context.user_id, partition
    try:
        yield
    finally:
        context.user_id = before


def act_for_user(user_id: str) -> AbstractContextManager[RequestContext]:
    """Open the context of a command that may touch one person's data."""
    return open_context(RequestContext(user_id=user_id, patience=math.inf))


def act_as_operator() -> AbstractContextManager[RequestContext]:
    """Open the context of a command that may touch whole tables and buckets."""
    return open_context(RequestContext(is_operator=True, patience=math.inf))
