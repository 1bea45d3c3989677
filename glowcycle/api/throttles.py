"""The rate of requests: of each person, and of each address that needs no token.

Each process counts by itself and stores nothing, so a person whose requests reach several
processes has the rate in each. Lambda gives a process one request at a time.
"""

import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, cast

from django.conf import settings
from rest_framework.request import Request

if TYPE_CHECKING:  # rest_framework.views loads this module
    from rest_framework.views import APIView

    from glowcycle.api.claims import Person

# A phone that was offline may send this many seconds' worth at once.
BURST_SECONDS: Final = 30
# Who asked longest ago is forgotten first. After BURST_SECONDS that changes nothing.
MAX_CALLERS: Final = 10_000

# By caller: until when the requests so far are paid for, at one request in 1 / rate seconds.
_paid_until: OrderedDict[str, float] = OrderedDict()
_lock = threading.Lock()


class RequestRate:
    """Refuses a request that comes too fast after those before it. REST framework makes one each.

    It does not inherit from REST framework's own throttle, which would load Django's cache.
    """

    _seconds = 0.0

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Return whether the caller may go on, and count the request if so."""
        person = cast("Person | None", request.user)
        if person is not None:
            self._seconds = _take(person.id, rate=settings.REQUESTS_PER_SECOND)
        else:  # no user id has a slash
            caller = f"/{type(view).__name__}"
            self._seconds = _take(caller, rate=settings.OPEN_REQUESTS_PER_SECOND)
        return self._seconds == 0

    def wait(self) -> float:
        """Return the seconds until a request is allowed again."""
        return self._seconds


def _take(caller: str, *, rate: int) -> float:
    """Count one request and return 0; or return the seconds to wait, and count nothing."""
    interval = 1 / rate
    with _lock:
        now = time.monotonic()
        paid = _paid_until.get(caller, now)
        if not now <= paid <= now + BURST_SECONDS:  # all paid, or the clock was set back
            paid = now
        if paid + interval > now + BURST_SECONDS:
            return paid + interval - now - BURST_SECONDS
        _paid_until[caller] = paid + interval
        _paid_until.move_to_end(caller)
        if len(_paid_until) > MAX_CALLERS:
            _paid_until.popitem(last=False)
    return 0.0
