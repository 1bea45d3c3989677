"""Reads what insights into her skin are made of: her scans, and the tags of her journal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from glowcycle.records import record_kinds
from glowcycle.storage.bounded_reads import read_newest
from glowcycle.storage.records import Record
from skin.domain.confounders import Tag
from skin.domain.scans import Scan, as_scan
from skin.models import SCANS, SkinScan

Content = Mapping[str, Any]

JOURNAL: Final = "journal"
MAX_TAG_BYTES: Final = 4_000_000
"""Of entries that are read for their tags alone: three years of them have less."""

_READ = ("date", "source", "model_id", "prompt_version", "quality")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanReading:
    """Her scans: all of those from `since` on; and the remains of those that cannot be read.

    Scans of one time are in the order in which they were made.
    """

    scans: Sequence[Scan]
    since: date
    unreadable: Sequence[Record] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TagReading:
    """The tags of her journal: all of those from `since` on; and the remains of entries."""

    tags: Sequence[Tag]
    since: date
    unreadable: Sequence[Record] = ()


def read_scans(*, user_id: str, first: date, last: date) -> ScanReading:
    """Return her newest scans between those days (inclusive). Raise Unavailable."""
    found = read_newest(SCANS, user_id=user_id, first=first, last=last)
    return ScanReading(
        scans=[as_scan(_content(scan)) for scan in reversed(found.records)],
        since=found.since,
        unreadable=found.unreadable,
    )


def read_tags(*, user_id: str, first: date, last: date) -> TagReading:
    """Return her newest tags between those days (inclusive). Raise Unavailable."""
    entries = record_kinds()[JOURNAL].dates
    if entries is None:
        return TagReading(tags=(), since=first)
    found = read_newest(entries, user_id=user_id, first=first, last=last, most_bytes=MAX_TAG_BYTES)
    return TagReading(
        tags=[Tag(entry.day, text) for entry in found.records for text in entry.tags or ()],
        since=found.since,
        unreadable=found.unreadable,
    )


def scans_of_contents(contents: Iterable[Content], *, first: date, last: date) -> ScanReading:
    """Return what `read_scans` does, from the contents of all her scans by Python name."""
    scans = [as_scan(content) for content in contents]
    return ScanReading(scans=[scan for scan in scans if first <= scan.day <= last], since=first)


def tags_of_contents(contents: Iterable[Content], *, first: date, last: date) -> TagReading:
    """Return what `read_tags` does, from the contents of all her entries by Python name."""
    return TagReading(
        tags=[tag for tag in _tags(contents) if first <= tag.day <= last], since=first
    )


def _tags(contents: Iterable[Content]) -> Iterator[Tag]:
    for content in contents:
        day = date.fromisoformat(str(content["date"])[:10])
        yield from (Tag(day, text) for text in content.get("tags") or ())


def _content(scan: SkinScan) -> Content:
    metrics = {} if scan.metrics is None else scan.metrics.attribute_values
    return {**{name: getattr(scan, name) for name in _READ}, "metrics": metrics}
