"""Insights into an export: the answer of the API from the file alone, without any store."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.utils.module_loading import import_string
from pynamodb.attributes import MapAttribute

from glowcycle.insights.query import InsightsRange
from glowcycle.insights.reading import InsightsReading
from glowcycle.person.data_import.found_records import read_records
from glowcycle.person.data_import.person_records import read_person_records
from glowcycle.person.data_import.reader import ExportZip
from glowcycle.person.moods.items import MoodsItem
from glowcycle.person.profile.items import ProfileItem
from glowcycle.records import InsightService, record_kinds
from glowcycle.storage.sealed_item import SealedItem

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportContents:
    """What she logged and said, by Python name: records by kind, in the order they were made.

    `missing` and `later` name what the file lacks, and files that only a later version knows.
    """

    user_id: str
    records: Mapping[str, Sequence[Content]]
    profile: Content | None
    moods: Sequence[str]
    missing: Sequence[str]
    later: Sequence[str]


def insight_kinds() -> list[str]:
    """Return the names of the kinds of record that may follow her cycle."""
    return sorted(name for name, kind in record_kinds().items() if kind.insights)


def read_export(file: IO[bytes]) -> ExportContents:
    """Return the contents of the export. Raise NotAnExport."""
    export = ExportZip(file)
    user_id = _owner(export)
    said = {type(item): _content(item) for item in read_person_records(export, user_id=user_id)}
    made = sorted(
        (found.record for found in read_records(export, user_id=user_id)),
        key=lambda record: record.created_at,
    )
    records = defaultdict[str, list[Content]](list, {name: [] for name in record_kinds()})
    for record in made:
        records[record.kind()].append(_content(record))
    return ExportContents(
        user_id=user_id,
        records=records,
        profile=said.get(ProfileItem),
        moods=(said.get(MoodsItem) or {}).get("moods") or (),
        missing=sorted(export.missing),
        later=export.later,
    )


def find_insights(*, contents: ExportContents, kind: str, asked: InsightsRange) -> InsightsReading:
    """Return the insights of that kind of record, as the API would tell them of these contents."""
    find: InsightService = import_string(record_kinds()[kind].insights)
    reading: InsightsReading = find(
        contents=contents.records, profile=contents.profile, moods=contents.moods, **asked
    )
    return reading


def _owner(export: ExportZip) -> str:
    """Return whose export it is, as its first record says; "" without any record."""
    values = (record for file in export.record_files() for record in file.records)
    return str(first.get("userId")) if isinstance(first := next(values, None), dict) else ""


def _content(item: SealedItem) -> Content:
    names = {"date", "measured_at", *item.CONTENT, *item.ADDED_CONTENT}
    names &= type(item).get_attributes().keys()
    return {name: _plain(getattr(item, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.attribute_values if isinstance(value, MapAttribute) else value
