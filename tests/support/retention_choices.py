"""Her choice of how long to keep records, made and carried out."""

from datetime import timedelta
from typing import Any

from journal.models import JournalEntry
from tests.support.export_zips import DAY

FOREVER = {"journal": None, "period": None, "skin": None}
DAYS = {**FOREVER, "journal": 30}


def choose(phone: Any, clock: Any, **days: int) -> Any:
    """Repeat the request as it says until it holds for all records."""
    for _ in range(60):
        answer = phone.put("/me/retention", {**FOREVER, **days})
        if answer.status_code == 200:
            return answer.json()
        assert answer.status_code in (202, 503), answer.content
        clock.shift(timedelta(seconds=int(answer.headers["Retry-After"])))
    raise AssertionError("no end")


def write(phone: Any, **record: Any) -> str:
    answer = phone.post("/journal", {"date": DAY, **record})
    assert answer.status_code == 201
    return str(answer.headers["Location"])


def due(phone: Any, address: str) -> Any:
    return JournalEntry.get(phone.user_id, address.rpartition("/")[2]).expires_at
