"""Reads what her entries say of their days, newest first, within the bounds of one answer."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from glowcycle.storage.bounded_reads import Newest, read_newest
from journal.domain.insight_outcomes import EntryValues
from journal.models import ENTRIES

MAX_ENTRIES: Final = 5_000
"""Four a day for three years."""

_READ: Final = ("date", "mood", "energy", "tags")


def read_entries(*, user_id: str, first: date, last: date) -> Newest[EntryValues]:
    """Return what her entries of those days (inclusive) say; their texts are not kept.

    It reads at most MAX_ENTRIES, the newest ones. Raise Unavailable.
    """
    read = read_newest(ENTRIES, user_id=user_id, first=first, last=last, most=MAX_ENTRIES)
    contents = ({name: getattr(each, name) for name in _READ} for each in read.found)
    return Newest(found=[*map(_as_entry, contents)], since=read.since, unreadable=read.unreadable)


def entries_of_contents(
    contents: Iterable[Mapping[str, Any]], *, first: date, last: date
) -> Newest[EntryValues]:
    """Return what `read_entries` does, from the contents of all her entries, by Python name."""
    inside = [entry for entry in map(_as_entry, contents) if first <= entry.date <= last]
    return Newest(found=inside, since=first)


def _as_entry(content: Mapping[str, Any]) -> EntryValues:
    """Return what an entry with that content says. Its day is that of where she was."""
    energy = content.get("energy")
    return EntryValues(
        date=date.fromisoformat(str(content["date"])[:10]),
        mood=content.get("mood"),
        energy=None if energy is None else float(energy),
        tags=tuple(map(str, content.get("tags") or ())),
    )
