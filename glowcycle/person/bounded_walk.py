"""A walk through a person's records that one call does in part and the next call continues.

The kinds come in the order of their names, the records of a kind in the order of their keys. No
change of a record alters these orders, so a stored kind and key say where to continue.
"""

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from glowcycle.aws import request_context
from glowcycle.aws.dynamodb import store_errors
from glowcycle.records import record_kinds
from glowcycle.storage.records import Record


@dataclass(slots=True, kw_only=True)
class Budget:
    """The work that one call may do. The caller counts pages, records and changes down.

    `seconds` run from the creation of the budget; `waiting_seconds` are those that the request has
    waited for the stores.
    """

    pages: float = math.inf
    records: float = math.inf
    changes: float = math.inf
    seconds: float = math.inf
    waiting_seconds: float = math.inf
    _began: float = field(default_factory=time.monotonic, init=False)

    @property
    def is_spent(self) -> bool:
        """Whether a limit is reached, so that the call should leave the rest to the next one."""
        return (
            min(self.pages, self.records, self.changes) <= 0
            or time.monotonic() - self._began > self.seconds
            or request_context.has_waited(self.waiting_seconds)
        )


def first_kind() -> str:
    """Return the name of the first kind."""
    return next(iter(record_kinds()))


def kind_after(name: str) -> str | None:
    """Return the name of the next kind, None after the last one."""
    names = list(record_kinds())
    return next(iter(names[names.index(name) + 1 :]), None)


def records_after(key: str | None, *, user_id: str, kind: str, page_size: int) -> Iterator[Record]:
    """Yield her records and tombstones of the kind after that key; None starts with the first.

    Raise Unavailable.
    """
    record_kind = record_kinds()[kind]
    start_key = record_kind.start_key(user_id=user_id, key=key) if key else None
    with store_errors():
        yield from record_kind.model.query(
            user_id, consistent_read=True, page_size=page_size, last_evaluated_key=start_key
        )
