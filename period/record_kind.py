"""Days of the period log, for what concerns all that a person has."""

from functools import partial

from glowcycle.records import RecordKind
from glowcycle.storage import writes
from period.models import DayLog
from period.serializers import DaySerializer

RECORD_KIND = RecordKind(
    name="period",
    model=DayLog,
    body=DaySerializer,
    key="date",
    create=partial(writes.create_or_revive, DayLog),
    change=partial(writes.update, DayLog),
    delete=partial(writes.delete, DayLog),
)
