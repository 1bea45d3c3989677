"""The skin table: the scores of each scan, and how they were obtained."""

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
from glowcycle.storage.date_queries import DateQuery
from glowcycle.storage.dated_record import DatedRecord

# The state of a photo that she wants to keep: perhaps not stored yet, or certainly stored.
DUE: Final = "due"
KEPT: Final = "kept"


class MetricsMap(MapAttribute[str, float]):
    """Scores of 0-100 with at most one decimal; one that cannot be measured is absent."""

    radiance = NumberAttribute(null=True)
    moisture = NumberAttribute(null=True)
    texture = NumberAttribute(null=True)
    pores = NumberAttribute(null=True)
    dark_circles = NumberAttribute(null=True, attr_name="darkCircles")


class ConfidenceMap(MetricsMap):
    """The confidence in each score, 0-1."""


class MissingMap(MapAttribute[str, str]):
    """Why a score is absent: a MissingReason for each metric without one."""

    radiance = UnicodeAttribute(null=True)
    moisture = UnicodeAttribute(null=True)
    texture = UnicodeAttribute(null=True)
    pores = UnicodeAttribute(null=True)
    dark_circles = UnicodeAttribute(null=True, attr_name="darkCircles")


class SkinScan(DatedRecord):
    """One scan. Compare scores only between scans of the same source, model and prompt version."""

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
    ADDED_CONTENT = ("missing",)
    SEALED = (*DatedRecord.SEALED, "measured_as")

    scan_id = UnicodeAttribute(range_key=True, attr_name="scanId")
    metrics = MetricsMap(null=True)  # type: ignore[no-untyped-call]  # untyped
    cycle_day = NumberAttribute(null=True, attr_name="cycleDay")
    source = UnicodeAttribute(null=True)
    model_id = UnicodeAttribute(null=True, attr_name="modelId")
    prompt_version = UnicodeAttribute(null=True, attr_name="promptVersion")
    quality = ListAttribute(of=UnicodeAttribute, null=True)
    confidence = ConfidenceMap(null=True)  # type: ignore[no-untyped-call]  # untyped
    observations = ListAttribute(of=UnicodeAttribute, null=True)
    missing = MissingMap(null=True)  # type: ignore[no-untyped-call]  # untyped
    measured_at = UTCDateTimeAttribute(null=True, attr_name="measuredAt")
    # The measured upload, which may still exist; and DUE or KEPT if she keeps the photo. Like
    # `measured_at` they are not encrypted: the listing of the bucket shows them anyway.
    photo_id = UnicodeAttribute(null=True, attr_name="photoId")
    photo = UnicodeAttribute(null=True)
    # The key of the item that leads from the photo to this scan: see `known_photos`. Sealed.
    measured_as = UnicodeAttribute(null=True, attr_name="measuredAs")

    @property
    def photo_key(self) -> str | None:
        """The key in the bucket of the photo that she keeps; None if she keeps none."""
        if self.photo is None:
            return None
        return objects.kept_key(user_id=self.user_id, scan_id=self.scan_id)

    @property
    def has_photo(self) -> bool:
        """Whether the photo is stored."""
        return self.photo == KEPT


SCANS: DateQuery[SkinScan] = DateQuery(
    query=SkinScan.by_date.query,
    sort_key=SkinScan.date_order,
    position=("date_order", "scan_id"),
)
