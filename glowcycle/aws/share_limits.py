"""What a share may read of its owner. Without it a request is the owner's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLimits:
    """The limits of one request of a share; `access_guard` and unsealing keep to them.

    reads         by the kind of record, which is the end of its table's name: the wire names of the
                  content that may be unsealed
    person_items  the sort keys of the person table that may be read besides the share's own
    first, last   the days (inclusive) of which records have their content; None has no such end
    """

    share_id: str
    reads: Mapping[str, frozenset[str]] = field(default_factory=dict)
    person_items: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
