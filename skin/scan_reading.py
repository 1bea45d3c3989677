"""Reads what insights into her skin are made of: her scans, and the tags of her journal."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from glowcycle.records import record_kinds
from glowcycle.storage.bounded_reads import Newest, read_newest
from skin.domain.confounders import Tag
from skin.domain.scans import Scan, as_scan
from skin.models import SCANS, SkinScan

Content = Mapping[str, Any]

JOURNAL: Final = "journal"
MAX_TAG_BYTES: Final = 4_000_000
"""Of entries that are read for their tags alone: three years of them have less."""

_READ = ("date", "source", "model_id", "prompt_version", "quality", "measured_at")


def read_scans(*, user_id: str, first: date, last: date) -> Newest[Scan]:
    """Return her newest scans between those days (inclusive), oldest first. Raise Unavailable.

    Scans of one time are in the order in which they were made.
    """
    read = read_newest(SCANS, user_id=user_id, first=first, last=last)
    scans = [as_scan(_content(scan)) for scan in reversed(read.found)]
    return Newest(found=scans, since=read.since, unreadable=read.unreadable)


def read_tags(*, user_id: str, first: date, last: date) -> Newest[Tag]:
    """Return her newest tags between those days (inclusive). Raise Unavailable."""
    entries = record_kinds()[JOURNAL].dates
    if entries is None:
        return Newest(found=(), since=first)
    read = read_newest(entries, user_id=user_id, first=first, last=last, most_bytes=MAX_TAG_BYTES)
    tags = [Tag(entry.day, text) for entry in read.found for text in entry.tags or ()]
    return Newest(found=tags, since=read.since, unreadable=read.unreadable)


def scans_of_contents(contents: Iterable[Content], *, first: date, last: date) -> Newest[Scan]:
    """Return what `read_scans` does, from the contents of all her scans by Python name."""
    inside = [scan for scan in map(as_scan, contents) if first <= scan.day <= last]
    return Newest(found=inside, since=first)


def tags_of_contents(contents: Iterable[Content], *, first: date, last: date) -> Newest[Tag]:
    """Return what `read_tags` does, from the contents of all her entries by Python name."""
    days = ((date.fromisoformat(str(content["date"])[:10]), content) for content in contents)
    tags = [
        Tag(day, text)
        for day, content in days
        if first <= day <= last
        for text in content.get("tags") or ()
    ]
    return Newest(found=tags, since=first)


def _content(scan: SkinScan) -> Content:
    maps = {name: getattr(scan, name) for name in ("metrics", "confidence")}
    return {
        **{name: getattr(scan, name) for name in _READ},
        **{name: {} if found is None else found.attribute_values for name, found in maps.items()},
    }
