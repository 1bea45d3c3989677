"""A phone that has its person erased, as the docs say."""

from datetime import timedelta

import time_machine
from django.utils import timezone


def erase(phone):
    """Repeat the request after Retry-After until there is a receipt; return the receipt."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(50):
            answer = phone.delete("/me")
            if answer.status_code == 200:
                return answer.json()
            assert answer.status_code in (202, 503), answer.content
            clock.shift(timedelta(seconds=int(answer.headers["Retry-After"])))
    raise AssertionError("the erasure does not end")
