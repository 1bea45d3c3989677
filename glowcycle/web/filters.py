"""What a list's query leaves out: each filter, how many records match, and ways to clear them."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from glowcycle.errors import GlowCycleError
from glowcycle.records import record_kinds
from glowcycle.storage import record_count
from glowcycle.web.humanize import humanize, label
from glowcycle.web.tables import Table

PAGING = ("cursor", "limit")
# The query names them, and no record is left out because of them.
NO_FILTERS = (*PAGING, "format", "today")


def find_filters(query: QueryDict, *, table: Table, user_id: str) -> Mapping[str, Any] | None:
    """Return the filters of the query, None without any. A page without a match costs a read.

    A chip is a filter in words, and the query without it.
    """
    names = [name for name, value in query.items() if value and name not in NO_FILTERS]
    if not names:
        return None
    chips = [
        (
            label(name),
            humanize(query[name], None if name in ("from", "to") else str),
            _without(query, name, *PAGING),
        )
        for name in names
    ]
    cleared = _without(query, *names, *PAGING)
    return {"chips": chips, "matches": _matches(table, user_id), "cleared": cleared}


def _without(query: QueryDict, *names: str) -> str:
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    return rest.urlencode()


def _matches(table: Table, user_id: str) -> str:
    """Return how many records match, as far as the page knows."""
    if shown := len(table.rows):
        verb = "matches" if shown == 1 else "match"
        return f"{shown} on this page {verb}." if table.is_part else f"{shown} {verb}."
    if table.is_incomplete:
        return "None that can be read matches."
    if table.is_part:
        return "None of the records that this page read matches. Other pages may have some."
    return f"None{_of_how_many(table.config.kind, user_id)}."


def _of_how_many(kind: str | None, user_id: str) -> str:
    """Return how many records there are, none of which matches; less where that is not known."""
    dates = record_kinds()[kind].dates if kind else None
    if dates is None:
        return " matches"
    try:
        count, is_all = record_count.count(dates, user_id=user_id)
    except GlowCycleError:  # the store is away
        return " matches"
    if not count and is_all:
        return " matches, since nothing is logged yet"
    return f" of {count:,} matches" if is_all else f" of at least {count:,} matches"
