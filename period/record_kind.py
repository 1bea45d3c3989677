"""Days of the period log, for what concerns all that a person has."""

from functools import partial

from glowcycle.records import Kind
from glowcycle.storage import writes
from period.models import DayLog
from period.serializers import DayBody

KIND = Kind(
    name="period",
    model=DayLog,
    body=DayBody,
    key="date",
    create=partial(writes.occupy, DayLog),
    change=partial(writes.change, DayLog),
    delete=partial(writes.remove, DayLog),
)
