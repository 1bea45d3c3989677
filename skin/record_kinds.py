"""Registers skin scans with the record registry."""

from typing import Any

from glowcycle.records import RecordKind
from period.cycle_days import derive_cycle_days
from skin import photo_services, services
from skin.models import KEPT, SCANS, SkinScan
from skin.serializers import ScanSerializer


def _insights(**asked: Any) -> Any:
    from skin.insight_services import insights_of_contents  # late: only a command asks for it

    return insights_of_contents(**asked)


RECORD_KINDS = (
    RecordKind(
        name="skin",
        model=SkinScan,
        serializer=ScanSerializer,
        key="scanId",
        dates=SCANS,
        create=services.store_scan,
        change=services.store_scan_change,
        delete=services.delete_scan,
        restore=services.restore_scan,
        derive=derive_cycle_days,
        derived=("cycle_day",),
        service_values=services.manual_provenance(),
        photo_attributes={"photo": KEPT},
        clean_photo=photo_services.clean_jpeg,
        insights=_insights,
        insight_needs=("period", "stage", "skin", "journal"),
    ),
)
