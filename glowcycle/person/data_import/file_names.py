"""The names of the files in an export."""

import re
from typing import Final

from glowcycle.person.export import other_files
from glowcycle.person.export.zip_writer import MANIFEST, PAGE
from glowcycle.records import record_kinds

RECORDS: Final = re.compile(r"([a-z]+)(?:-[0-9]{1,6})?\.(?:json|csv)", re.ASCII)
PHOTO: Final = re.compile(r"photos/([0-9a-f-]{36})\.jpg", re.ASCII)
# A later version may write records of more kinds, and more about her account. They stay unread.
LATER: Final = re.compile(r"[a-z]+(?:-[a-z]+)*(?:-[0-9]{1,6})?\.(?:json|csv)", re.ASCII)

_OTHERS: Final = frozenset({MANIFEST, PAGE, *other_files.NAMES})


def is_known(name: str) -> bool:
    """Return whether this version writes files of that name."""
    if name in _OTHERS or PHOTO.fullmatch(name):
        return True
    match = RECORDS.fullmatch(name)
    return match is not None and match[1] in record_kinds()
