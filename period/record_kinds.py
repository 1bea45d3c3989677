"""Registers the days of the period log, and life stages, with the record registry."""

from glowcycle.records import RecordKind
from period import services, stage_services
from period.day_import import find_contradictions
from period.import_outlook import import_outlook
from period.models import DAYS, DayLog, StageLog
from period.serializers import DaySerializer
from period.stage_import import refuses_import
from period.stage_serializers import StageSerializer

RECORD_KINDS = (
    RecordKind(
        name="period",
        model=DayLog,
        serializer=DaySerializer,
        key="date",
        dates=DAYS,
        create=services.create_day,
        change=services.change_day,
        delete=services.delete_day,
        restore=services.restore_day,
        find_contradictions=find_contradictions,
        outlook=import_outlook,
        outlook_needs=("period", "stage"),
    ),
    RecordKind(
        name="stage",
        path="period/stages",
        model=StageLog,
        serializer=StageSerializer,
        key="stageId",
        most=stage_services.MAX_STORED,
        create=stage_services.create_stage,
        change=stage_services.change_stage,
        delete=stage_services.delete_stage,
        restore=stage_services.restore_stage,
        check=stage_services.check_stage,
        refuses_import=refuses_import,
    ),
)
