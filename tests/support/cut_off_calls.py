"""Work that is cut off, or that something else meets, at one of its calls to the store."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from glowcycle.aws import clients
from tests.support.faults import Deliver, meeting


class CutOff(BaseException):
    """The process of the call has ended."""


@contextmanager
def cut_off(index: int, *, delivered: bool) -> Iterator[list[str]]:
    """End the process at that call to the store, before or after the store does it.

    Yield the names of the calls attempted.
    """
    attempted: list[str] = []

    def meet(model: Any, deliver: Deliver) -> Any:
        attempted.append(model.name)
        if len(attempted) <= index:
            return deliver()
        if delivered and len(attempted) == index + 1:
            deliver()
        raise CutOff

    with meeting(meet, clients.dynamodb()):
        yield attempted


@contextmanager
def meanwhile(index: int, happens: Callable[[], Any]) -> Iterator[list[str]]:
    """Let something happen just before that call to the store."""
    attempted: list[str] = []
    busy = False

    def meet(model: Any, deliver: Deliver) -> Any:
        nonlocal busy
        if not busy:
            attempted.append(model.name)
            if len(attempted) == index + 1:
                busy = True
                try:
                    happens()
                finally:
                    busy = False
        return deliver()

    with meeting(meet, clients.dynamodb()):
        yield attempted
