"""What a report reads of her: the newest records up to its last day, and of each a few fields.

Her texts, tags and notes, sex and medication are never read into a report: they are not named here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

from pynamodb.attributes import MapAttribute

from glowcycle.person import person_records
from glowcycle.person.moods.items import MoodsItem
from glowcycle.person.profile.items import ProfileItem
from glowcycle.records import record_kinds
from glowcycle.report.domain.cycle_log import AROUND
from glowcycle.storage.bounded_reads import read_newest
from glowcycle.storage.date_queries import split
from glowcycle.storage.records import Record
from glowcycle.storage.sealed_item import SealedItem
from period.log_reading import read_log
from period.models import StageLog
from period.stage_services import read_stored

Content = Mapping[str, Any]

REPORT_FIELDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "period": frozenset(
            {
                "flow",
                "startsPeriod",
                "cycleLength",
                "symptoms",
                "pain",
                "temperature",
                "mucus",
                "ovulationTest",
                "pregnancyTest",
            }
        ),
        "stage": frozenset(StageLog.attribute(name).attr_name for name in StageLog.CONTENT),
        "journal": frozenset({"mood", "energy"}),
        "skin": frozenset(
            {"metrics", "source", "modelId", "promptVersion", "quality", "confidence"}
        ),
        "me": frozenset(
            model.attribute(name).attr_name
            for model in (ProfileItem, MoodsItem)
            for name in model.CONTENT
        ),
    }
)
"""The content that a report reads, by kind of record and wire name; "me" are profile and moods."""

DATED: Final = ("journal", "skin")
MAX_RECORDS: Final = 10_000
"""Of her journal and of her skin each: nearly three a day for ten years."""

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContents:
    """What was read, by Python name; records by kind, in any order.

    `since` is the first day of the range from which the whole period log was read, and
    `read_later` the first day of a kind of which less was read. `unreadable` counts the records
    that cannot be read.
    """

    records: Mapping[str, Sequence[Content]]
    profile: Content | None
    moods: Sequence[str]
    since: date
    read_later: Mapping[str, date] = field(default_factory=dict)
    unreadable: int = 0


def read(*, user_id: str, first: date, last: date, today: date) -> ReportContents:
    """Return what a report on the days from `first` to `last` (inclusive) is made of.

    The period log is read from AROUND before them to AROUND after them, within the bounds of one
    answer. A pause is left out, so that a report does not tell of it by its silence either. Raise
    Unavailable.
    """
    start, end = first - AROUND, min(today, last + AROUND)
    log = read_log(user_id=user_id, first=start, last=end, at_least_since=end)
    since = first if log.since <= start else min(log.since + AROUND, last)
    stages, unreadable_stages = split(
        [
            stage
            for stage in read_stored(user_id=user_id)
            if not stage.is_gone and stage.stage_kind != "pause"
        ]
    )
    records = {"period": _contents(log.logs), "stage": _contents(stages)}
    unreadable: list[Record] = [*log.unreadable, *unreadable_stages]
    read_later = {}
    for name in DATED:
        query = record_kinds()[name].dates
        if query is None:
            continue
        newest = read_newest(
            query, user_id=user_id, first=since, last=min(last, today), most=MAX_RECORDS
        )
        records[name] = _contents(newest.found)
        unreadable += newest.unreadable
        if newest.since > since:
            read_later[name] = newest.since
    said = {}
    for model in (ProfileItem, MoodsItem):
        item = person_records.read(model, user_id=user_id)
        if item is not None and item.is_unreadable:
            unreadable.append(item)
        elif item is not None:
            said[model.NAME] = _content(item)
    return ReportContents(
        records=records,
        profile=said.get(ProfileItem.NAME),
        moods=said.get(MoodsItem.NAME, {}).get("moods") or (),
        since=since,
        read_later=read_later,
        unreadable=len(unreadable),
    )


def _contents(records: Sequence[Record]) -> list[Content]:
    return [_content(record) for record in records]


def _content(item: SealedItem) -> Content:
    """Return the fields of the item that a report reads, and its date if it has one."""
    names = {
        name
        for name in (*item.CONTENT, *item.ADDED_CONTENT)
        if item.attribute(name).attr_name in REPORT_FIELDS[item.kind()]
    }
    if "date" in type(item).get_attributes():
        names.add("date")
    return {name: _plain(getattr(item, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.attribute_values if isinstance(value, MapAttribute) else value
