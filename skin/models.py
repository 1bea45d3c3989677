"""The skin table: what a scan measured, and how it was obtained."""

from typing import Final

from django.conf import settings
from pynamodb.attributes import (
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from glowcycle.storage import objects
from glowcycle.storage.date_queries import DatedRecord, DateQuery

# Of a photo that she wants to keep: it may be stored already, or it is there for certain.
DUE: Final = "due"
KEPT: Final = "kept"


class MetricsMap(MapAttribute[str, int]):
    """Each 0-100, higher is better; absent when not measurable."""

    radiance = NumberAttribute(null=True)
    moisture = NumberAttribute(null=True)
    texture = NumberAttribute(null=True)
    pores = NumberAttribute(null=True)
    dark_circles = NumberAttribute(null=True, attr_name="darkCircles")


class ConfidenceMap(MetricsMap):
    """Of each measured metric, 0-1."""


class SkinScan(DatedRecord):
    """One scan. Scores compare only where source, model_id and prompt_version are the same."""

    class Meta:
        table_name = f"{settings.DYNAMODB_TABLE_NAME}-skin"

    CONTENT = (
        "metrics",
        "cycle_day",
        "source",
        "model_id",
        "prompt_version",
        "quality",
        "confidence",
        "observations",
    )

    scan_id = UnicodeAttribute(range_key=True, attr_name="scanId")
    metrics = MetricsMap(null=True)  # type: ignore[no-untyped-call]  # untyped
    cycle_day = NumberAttribute(null=True, attr_name="cycleDay")
    source = UnicodeAttribute(null=True)
    model_id = UnicodeAttribute(null=True, attr_name="modelId")
    prompt_version = UnicodeAttribute(null=True, attr_name="promptVersion")
    quality = ListAttribute(of=UnicodeAttribute, null=True)
    confidence = ConfidenceMap(null=True)  # type: ignore[no-untyped-call]  # untyped
    observations = ListAttribute(of=UnicodeAttribute, null=True)
    measured_at = UTCDateTimeAttribute(null=True, attr_name="measuredAt")
    # What was measured, should the upload still be there; and DUE or KEPT where she keeps it. Like
    # the time of the measurement they tell nothing that the bucket's own listing does not.
    photo_id = UnicodeAttribute(null=True, attr_name="photoId")
    photo = UnicodeAttribute(null=True)

    @property
    def photo_key(self) -> str | None:
        """Where the bucket may hold the photo that she keeps; None where she keeps none."""
        if self.photo is None:
            return None
        return objects.kept_key(user_id=self.user_id, scan_id=self.scan_id)

    @property
    def has_photo(self) -> bool:
        """Whether the photo can be had."""
        return self.photo == KEPT


SCANS: DateQuery[SkinScan] = DateQuery(
    query=SkinScan.by_date.query,
    sort_key=SkinScan.date_order,
    position=("date_order", "scan_id"),
)
