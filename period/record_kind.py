"""Registers the days of the period log with the record registry."""

from glowcycle.records import RecordKind
from period import services
from period.models import DAYS, DayLog
from period.serializers import DaySerializer

RECORD_KIND = RecordKind(
    name="period",
    model=DayLog,
    serializer=DaySerializer,
    key="date",
    dates=DAYS,
    create=services.create_day,
    change=services.change_day,
    delete=services.delete_day,
    restore=services.restore_day,
)
