"""The record registry: each kind of record with its model, its serializer and its services.

An app registers its kinds as RECORD_KINDS in its module `record_kinds`: nothing here imports one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from glowcycle.api.serializers import RecordSerializer
from glowcycle.storage.date_queries import DateQuery
from glowcycle.storage.records import Record
from glowcycle.storage.revisions import Check
from glowcycle.storage.writes import Write

# A phone of the first year knows no others.
FIRST_KINDS = ("journal", "period", "skin")

# An import stores another state of a record than the one that was exported.
NOT_EXPORTED = frozenset({"etag"})


class StoreService(Protocol):
    """A service that stores a record, new or changed, and returns it as stored."""

    def __call__(self, *, write: Write) -> Record: ...


class DeleteService(Protocol):
    """A service that deletes a record, and returns its tombstone."""

    def __call__(self, *, write: Write) -> Record: ...


class RestoreService(Protocol):
    """A service that stores a record of an export, and returns whether it is stored now.

    `before` runs before the record is stored, and may run again.
    """

    def __call__(self, *, record: Any, before: Callable[[Any], None] | None = None) -> bool: ...


class PhotoRule(Protocol):
    """A service that returns a photo from elsewhere as one that may be kept. Raise Invalid."""

    def __call__(self, *, data: bytes) -> bytes: ...


class DeriveService(Protocol):
    """A service that sets derived attributes on records that were read, in their order.

    It reads at most `times` as much as for one answer, and returns how many records it did.
    """

    def __call__(self, *, user_id: str, records: Sequence[Any], times: int = 1) -> int: ...


class OutlookService(Protocol):
    """A service that tells what an import would change for her, before anything is stored.

    `contents` has by the name of a kind what its serializer read of the records that would be
    there afterwards: those that are new, and those that are there already and equal. The answer
    has `cycles` (count, firstStart, lastStart, medianLength), `forecast` (her next period) and
    `forecastReason` (why there is none); each is None where there is nothing to tell.
    """

    def __call__(
        self, *, user_id: str, contents: Mapping[str, Sequence[Mapping[str, Any]]], today: date
    ) -> dict[str, Any]: ...


class InsightService(Protocol):
    """A service that tells whether what she logs follows her cycle. It reads no store.

    `contents` has by the name of a kind what its serializer reads of all her records, `profile`
    her profile by Python name, None if she wrote none, and `moods` her own order of moods, the best
    first. The answer is an `InsightsReading` of `glowcycle.insights.reading`, for the days from
    `first` to `last` (inclusive).
    """

    def __call__(
        self,
        *,
        contents: Mapping[str, Sequence[Mapping[str, Any]]],
        profile: Mapping[str, Any] | None,
        moods: Sequence[str],
        first: date,
        last: date,
        today: date,
    ) -> Any: ...


class ImportRule(Protocol):
    """A service that returns the keys of new records of a file that may not be stored.

    `contents` has by key what the serializer read of each. Raise Unavailable.
    """

    def __call__(
        self, *, user_id: str, contents: Mapping[str, Mapping[str, Any]]
    ) -> frozenset[str]: ...


class Contradictions(Protocol):
    """A service that tells what new records of a file say against her own.

    `contents` has by key what the serializer read of each. Return the wire names of what is to be
    left out, by key. Raise Unavailable.
    """

    def __call__(
        self, *, user_id: str, contents: Mapping[str, Mapping[str, Any]]
    ) -> Mapping[str, Sequence[str]]: ...


def _derive_nothing(*, user_id: str, records: Sequence[Any], times: int = 1) -> int:  # noqa: ARG001
    """Leave the records as they are."""
    return len(records)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """One kind of record.

    name        the end of its table's name
    path        where its addresses begin, if that is not the name
    model       how the store holds it
    serializer  how requests and answers hold it
    key         the wire name of its key: entryId, date, scanId, stageId
    dates       how the store reads it by date; None for a kind that is always read whole

    create, change, delete and restore are the app's services. create and change return the record
    as stored, with the derived attributes as the phone sent them.

    most              the most records of the kind that an account may hold; None for no such bound
    derive            sets the derived attributes, as the app's addresses answer them
    derived           the attributes that `derive` may set, by Python name
    service_values    what the services set in a new record besides what it says, by Python name
    check             the rule for a whole state that is about to be stored, for kinds with one
    photo_attributes  the attributes of a record whose photo is in the bucket, for kinds with photos
    clean_photo       the rule for photos that come from elsewhere, for kinds with photos
    refuses_import    which new records of a file contradict others, for kinds with such a rule
    find_contradictions  what new records of a file say against hers, for kinds with such a rule
    outlook           what an import of such records would change, for the kind that tells it
    outlook_needs     the names of the kinds whose contents it asks for
    insights          the dotted path of its InsightService, "" for kinds without one;
                      few requests need statistics, so it is imported with the first one
    """

    name: str
    model: type[Record]
    serializer: type[RecordSerializer]
    key: str
    create: StoreService
    change: StoreService
    delete: DeleteService
    restore: RestoreService
    path: str = ""
    most: int | None = None
    dates: DateQuery[Any] | None = None
    derive: DeriveService = _derive_nothing
    derived: tuple[str, ...] = ()
    service_values: Mapping[str, Any] = field(default_factory=dict)
    check: Check[Any] | None = None
    photo_attributes: Mapping[str, str] = field(default_factory=dict)
    clean_photo: PhotoRule | None = None
    refuses_import: ImportRule | None = None
    find_contradictions: Contradictions | None = None
    outlook: OutlookService | None = None
    outlook_needs: tuple[str, ...] = ()
    insights: str = ""

    def address(self, key: str = "") -> str:
        """Return the path of that record, or of its collection, without a slash at its ends."""
        return f"{self.path or self.name}/{key}".rstrip("/")

    def start_key(self, *, user_id: str, key: str) -> dict[str, dict[str, str]]:
        """Return the DynamoDB key of that record, as the point from which a query continues."""
        return {"userId": {"S": user_id}, self.key: {"S": key}}


@cache
def record_kinds() -> Mapping[str, RecordKind]:
    """Return every kind by its name, sorted by name."""
    kinds: dict[str, RecordKind] = {}
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "record_kinds"):
            module = import_module(f"{app.name}.record_kinds")
            kinds |= {kind.name: kind for kind in module.RECORD_KINDS}
    return dict(sorted(kinds.items()))


def kind_at(path: str) -> RecordKind | None:
    """Return the kind whose addresses have the longest beginning of the path; None for no kind."""
    found = [kind for kind in record_kinds().values() if _begins(kind.address(), path)]
    return max(found, key=lambda kind: len(kind.address()), default=None)


def _begins(address: str, path: str) -> bool:
    return f"{path}/".startswith(f"{address}/")
