"""Makes and applies a retention choice, and reads the expiry of entries."""

from datetime import timedelta
from typing import Any

from journal.models import JournalEntry
from tests.support.export_zips import DAY

FOREVER = {"journal": None, "period": None, "skin": None, "stage": None}
DAYS = {**FOREVER, "journal": 30}


def choose(phone: Any, clock: Any, **days: int) -> Any:
    """Repeat the request after Retry-After until the choice holds for all records."""
    for _ in range(60):
        answer = phone.put("/me/retention", {**FOREVER, **days})
        if answer.status_code == 200:
            return answer.json()
        assert answer.status_code in (202, 503), answer.content
        clock.shift(timedelta(seconds=int(answer.headers["Retry-After"])))
    raise AssertionError("the choice is never applied to all records")


def write_entry(phone: Any, **record: Any) -> str:
    answer = phone.post("/journal", {"date": DAY, **record})
    assert answer.status_code == 201
    return str(answer.headers["Location"])


def expiry_of(phone: Any, address: str) -> Any:
    return JournalEntry.get(phone.user_id, address.rpartition("/")[2]).expires_at
