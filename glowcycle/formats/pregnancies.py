"""Pregnancies of a file that must be over, and whose end it does not tell."""

from datetime import date, timedelta
from typing import Final

from glowcycle.formats.days import read_day
from glowcycle.formats.history import History, ParsedRecord

# Hardly any lasts longer from the last period on.
LONGEST: Final = timedelta(weeks=44)


def leave_out_unended(history: History, today: date) -> None:
    """Leave out pregnancies that must be over by today, and lack their end.

    In a pregnancy no bleeding is a period. So one that goes on for years would hide all that she
    has logged here since. What she stored here herself, in our own files, stays as it is.
    """
    kept = []
    for record in history.others:
        if _is_unended(record, today):
            history.skip("pregnancy", record.values["start"], "incomplete", row=record.row)
        else:
            kept.append(record)
    history.others[:] = kept


def _is_unended(record: ParsedRecord, today: date) -> bool:
    values = record.values
    if record.kind != "stage" or values.get("kind") != "pregnancy" or "stageId" in values:
        return False
    start = read_day(values.get("start"))
    return values.get("end") is None and start is not None and today - start > LONGEST
