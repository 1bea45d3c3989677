"""What the cells of Health Connect's tables say in our words."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from glowcycle.formats.files.sqlite_database import Cell

EPOCH: Final = date(1970, 1, 1)
# What the integers of each column mean; "" where we have no word.
FLOWS: Final = {0: "unspecified", 1: "light", 2: "medium", 3: "heavy"}
MUCUS: Final = {
    0: "",
    1: "dry",
    2: "sticky",
    3: "creamy",
    4: "watery",
    5: "eggWhite",
    6: "unusual",
}
OVULATION_TESTS: Final = {0: "invalid", 1: "positive", 2: "high", 3: "negative"}
SEX: Final = {0: "", 1: "protected", 2: "unprotected"}


def row_number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def day_of_number(days: Cell) -> date | None:
    """Return the day that is given in days since 1970-01-01, None if there is no such day."""
    try:
        return EPOCH + timedelta(days=days) if isinstance(days, int) else None
    except OverflowError:
        return None


def day_of_time(milliseconds: Cell, zone: Cell) -> date | None:
    moment = local_time(milliseconds, zone)
    return moment.date() if moment else None


def local_time(milliseconds: Cell, zone: Cell) -> datetime | None:
    """Return the time where she was, None without a zone: no zone is guessed."""
    if not isinstance(milliseconds, int) or not isinstance(zone, int):
        return None
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds, seconds=zone)
    except OverflowError:
        return None
