"""What a share may read of its owner. Without it a request is the owner's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLimits:
    """The limits of one request of a share; `access_guard` and unsealing keep to them.

    reads         by the kind of record, which is the end of its table's name: the wire names of the
                  content that may be unsealed
    person_items  the sort keys of the person table that may be read besides the share's own
    first, last   the days (inclusive) of which records are seen at all; None has no such end
    """

    share_id: str
    reads: Mapping[str, frozenset[str]] = field(default_factory=dict)
    person_items: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None

    def within(self, other: "ShareLimits") -> "ShareLimits":
        """Return what both limits allow."""
        firsts = [day for day in (self.first, other.first) if day is not None]
        lasts = [day for day in (self.last, other.last) if day is not None]
        return ShareLimits(
            share_id=self.share_id,
            reads={
                kind: self.reads[kind] & other.reads[kind]
                for kind in self.reads.keys() & other.reads.keys()
            },
            person_items=self.person_items & other.person_items,
            first=max(firsts, default=None),
            last=min(lasts, default=None),
        )

    def has_day_of(self, days: tuple[str, str] | None) -> bool:
        """Return whether an item that tells of these days has one within the limits.

        `days` are its first and last one, as ISO text; None for an item of no day, which is within.
        """
        if days is None:
            return True
        is_too_old = self.first is not None and days[1] < self.first.isoformat()
        is_too_new = self.last is not None and days[0] > self.last.isoformat()
        return not (is_too_old or is_too_new)

    def visible(self, content: Mapping[str, Any], *, kind: str) -> dict[str, Any]:
        """Return the content, by wire name, that may be unsealed of an item of this kind."""
        return {name: content[name] for name in content.keys() & self.reads.get(kind, frozenset())}
