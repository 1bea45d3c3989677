"""What insights are made of, read from the store within the bounds of one answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from pynamodb.attributes import MapAttribute

from glowcycle.person import person_records
from glowcycle.person.moods.services import read_order
from glowcycle.person.profile.items import ProfileItem
from glowcycle.records import RecordKind, record_kinds
from glowcycle.storage.bounded_reads import Newest, read_newest
from glowcycle.storage.date_queries import split
from glowcycle.storage.sealed_item import SealedItem
from period.domain.periods.cycles import MAX_CYCLE_DAY
from period.domain.periods.menses import MARGIN
from period.models import StageLog
from period.stage_services import read_stored

Content = Mapping[str, Any]

_READ: Final[Mapping[str, Sequence[str]]] = {
    "journal": ("mood", "energy"),
    "period": (
        "flow",
        "ovulation_test",
        "cycle_length",
        "starts_period",
        "temperature",
        "mucus",
        "pregnancy_test",
        "symptoms",
        "pain",
    ),
    "skin": ("metrics", "source", "model_id", "prompt_version", "quality"),
    "stage": StageLog.CONTENT,
}
"""No tags and no texts: they belong to another scope."""

_AROUND: Final = timedelta(days=MAX_CYCLE_DAY) + MARGIN
"""Days behind the window tell whether its last cycle is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightContents:
    """What an InsightService asks for: by Python name, complete from `since` on."""

    records: Mapping[str, Sequence[Content]]
    profile: Content | None
    moods: Sequence[str]
    since: date


def read_contents(*, user_id: str, first: date, last: date, today: date) -> InsightContents | None:
    """Return the contents for those days (inclusive); None if a life stage cannot be read.

    That stage may be a pause. Raise Unavailable.
    """
    stages, unreadable = split([each for each in read_stored(user_id=user_id) if not each.is_gone])
    if unreadable:
        return None
    records: dict[str, Sequence[Content]] = {
        "stage": [_content(stage, _READ["stage"]) for stage in stages]
    }
    since = first
    for name, kind in record_kinds().items():
        if kind.dates is not None and name in _READ:
            read = _newest(kind, user_id, first - MARGIN, min(last + _AROUND, today))
            records[name] = [_content(record, ("date", *_READ[name])) for record in read.found]
            if read.since > first - MARGIN:
                since = max(since, read.since + MARGIN)
    profile = person_records.read(ProfileItem, user_id=user_id)
    moods, _ = read_order(user_id=user_id)
    return InsightContents(
        records=records,
        profile=_content(profile, ProfileItem.CONTENT) if profile else None,
        moods=moods,
        since=min(since, last),
    )


def _newest(kind: RecordKind, user_id: str, first: date, last: date) -> Newest[Any]:
    dates: Any = kind.dates
    return read_newest(dates, user_id=user_id, first=first, last=last)


def _content(item: SealedItem, names: Sequence[str]) -> Content:
    return {name: _plain(getattr(item, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.attribute_values if isinstance(value, MapAttribute) else value
