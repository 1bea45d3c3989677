"""Registers skin scans with the record registry."""

from glowcycle.records import RecordKind
from period.cycle_days import derive_cycle_days
from skin import photo_services, services
from skin.models import KEPT, SCANS, SkinScan
from skin.serializers import ScanSerializer

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
        insights="skin.insight_services.insights_of_contents",
    ),
)
