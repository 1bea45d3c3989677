"""How many records she has and how old they are: what a page says before they are deleted."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from pynamodb.attributes import UTCDateTimeAttribute

from glowcycle.aws.dynamodb import store_errors
from glowcycle.records import RecordKind, record_kinds
from glowcycle.storage import record_count

# DynamoDB reads up to 1 MB for a page.
MAX_PAGES = 4


@dataclass(frozen=True, slots=True)
class RecordAges:
    """When her records of one kind were created, as it is stored: such texts sort as times do.

    is_all  whether these are all of her records of this kind
    """

    created: list[str]
    is_all: bool

    def count(self, *, older_than: int = 0) -> int:
        """Return how many were created more than that many days ago."""
        limit = UTCDateTimeAttribute().serialize(timezone.now() - timedelta(days=older_than))
        return sum(time <= limit for time in self.created)


def record_ages(*, user_id: str) -> dict[str, RecordAges]:
    """Return the ages of her records by kind. Raise Unavailable."""
    return {name: _ages(kind, user_id) for name, kind in record_kinds().items()}


def _ages(kind: RecordKind, user_id: str) -> RecordAges:
    """Read only the times of the records, and so no content."""
    created: list[str] = []
    position = None
    for _ in range(MAX_PAGES):
        with store_errors():
            page = kind.model._get_connection().query(
                user_id,
                attributes_to_get=["createdAt"],
                filter_condition=record_count.live(),
                exclusive_start_key=position,
            )
        created += [item.get("createdAt", {}).get("S", "") for item in page["Items"]]
        if (position := page.get("LastEvaluatedKey")) is None:
            return RecordAges(created, is_all=True)
    return RecordAges(created, is_all=False)
