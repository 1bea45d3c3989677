"""Records of a window as a share shows them: some members of each, and no record without any."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, cast

from glowcycle.records import RecordKind, record_kinds
from glowcycle.sharing.sections.section import Shown
from glowcycle.storage.bounded_reads import MAX_RECORDS, read_newest
from glowcycle.storage.date_queries import DateQuery
from glowcycle.storage.records import MAX_PAGE_BYTES, Record

MAX_BYTES: Final = MAX_PAGE_BYTES // 5
"""Of the content of one scope: the five scopes that have records share one answer."""

ONE_DAY: Final = timedelta(days=1)
EMPTY: Final[tuple[Any, ...]] = (None, "", [])


def read_records(
    kind: str,
    members: Sequence[str],
    *,
    beside: Sequence[str] = (),
    user_id: str,
    first: date,
    last: date,
    today: date,
) -> Shown:
    """Return these members of her newest records of the kind, with the day of each, newest first.

    A record that says nothing in any of `members` is left out, whatever it says in those `beside`
    them: that she logged something else is not told. It has no time of day and no offset, which
    would tell where she was. Raise Unavailable.
    """
    found = record_kinds()[kind]
    read = read_newest(
        cast("DateQuery[Any]", found.dates),
        user_id=user_id,
        first=first,
        last=min(last, today + ONE_DAY),  # a phone may be a day ahead
        most=MAX_RECORDS,
        most_bytes=MAX_BYTES,
    )
    shown = [*_shown(found, read.found, members, beside)]
    return Shown(shown, since=read.since if read.since > first else None)


def _shown(
    kind: RecordKind, records: Sequence[Record], members: Sequence[str], beside: Sequence[str]
) -> Iterator[dict[str, Any]]:
    for record in records:
        said = _content(kind.serializer.of(record))
        if any(_is_said(said[name]) for name in members):
            shown = {name: said[name] for name in (*members, *beside)}
            yield {"date": said["date"][:10], **shown}


def _content(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the members of a record's answer, with those of its provenance beside them."""
    return {**(answer.get("provenance") or {}), **answer}


def _is_said(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(map(_is_said, value.values()))
    return value not in EMPTY
