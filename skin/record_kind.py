"""Skin scans, for what concerns all that a person has."""

from glowcycle.records import RecordKind
from period.services import tell_cycle_days
from skin import services
from skin.models import KEPT, SkinScan
from skin.serializers import ScanSerializer

RECORD_KIND = RecordKind(
    name="skin",
    model=SkinScan,
    body=ScanSerializer,
    key="scanId",
    create=services.store_scan,
    change=services.alter_scan,
    delete=services.delete_scan,
    tell=tell_cycle_days,
    derived=("cycle_day",),
    with_photo={"photo": KEPT},
)
