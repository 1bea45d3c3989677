"""Many writes of one person, and what the service counted of them."""

from typing import Any

from glowcycle.storage import write_budget
from glowcycle.storage.write_budget import WriteCount
from tests.support.phone import Phone

DAY = "2026-03-01"


def write(phone: Phone, times: int, **content: Any) -> tuple[int, Any]:
    """Create that many entries; return how many were stored and the last answer."""
    answers = [phone.post("/journal", {"date": DAY, **content}) for _ in range(times)]
    return sum(answer.status_code == 201 for answer in answers), answers[-1]


def end_process() -> None:
    """Forget what this process counted, as if another one served from now on."""
    write_budget._tallies.clear()


def stored(phone: Phone) -> WriteCount | None:
    """Return her stored counts."""
    return WriteCount.find(phone.user_id, WriteCount.NAME)
