"""The writes of imports, as the records show them.

Each write has an id made from the import, the record and what is done, so a repeated call finds its
own write. All of them begin alike: a record that has only such writes since an import is as the
imports left it.
"""

import json
from collections.abc import Iterable
from itertools import takewhile
from typing import Any, Final, Literal

from glowcycle.storage.origin import FillingMap
from glowcycle.storage.records import Record, digest
from glowcycle.storage.revisions import HALF_ID

Action = Literal["add", "fill", "remove", "empty"]

# A null begins it: no request key that a phone sends makes the same half of a write id.
_ANY_IMPORT: Final = b"\0import"


def write_id(record: Record, *, import_id: str, action: Action) -> str:
    """Return the id of that write of the import to the record."""
    what = json.dumps([import_id, record.kind(), record.key, action])
    return _half(record, _ANY_IMPORT) + _half(record, f"\0{what}".encode())


def is_untouched(record: Record, *, import_id: str) -> bool:
    """Return whether all writes since the import's own are those of imports."""
    own = {write_id(record, import_id=import_id, action=action) for action in ("add", "fill")}
    since = takewhile(lambda each: each not in own, record.writes())
    half = _half(record, _ANY_IMPORT)
    return all(each.startswith(half) for each in since)


def is_made_by(record: Record, *, import_id: str) -> bool:
    """Return whether the import made the record. Of remains only the writes can tell."""
    if record.is_unreadable:
        return record.has_applied(write_id(record, import_id=import_id, action="add"))
    return record.origin is not None and bool(record.origin.import_id == import_id)


def find_filling(record: Record, *, import_id: str) -> FillingMap | None:
    """Return what the import filled in the record, None for nothing."""
    return next((each for each in record.filled or () if each.import_id == import_id), None)


def may_be_undone(record: Record, *, import_id: str) -> bool:
    """Return whether the import made or filled the record, or may have: remains do not tell."""
    return (
        record.is_unreadable
        or is_made_by(record, import_id=import_id)
        or find_filling(record, import_id=import_id) is not None
    )


def python_names(record: Record, stored: Iterable[Any]) -> list[str]:
    """Return the Python names of attributes by their stored names."""
    names = {found.attr_name: name for name, found in type(record).get_attributes().items()}
    return [names[name] for name in stored]


def _half(record: Record, data: bytes) -> str:
    return digest(record.user_id, data)[:HALF_ID]
