"""A page of records: a row for each, and the pages before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from glowcycle.pages.declared import Listing
from glowcycle.pages.wording import in_words


@dataclass(frozen=True, slots=True)
class Row:
    """One record: where it is, what stands in its first column and in the others."""

    address: str
    first: str
    others: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """The records of one page."""

    headings: list[str]
    rows: list[Row]
    newer: str | None
    older: str | None


def listed(listing: Listing, *, answer: Mapping[str, Any]) -> Table:
    """Return the records as a table; none where the answer is a problem."""
    return Table(
        headings=[*listing.columns],
        rows=[_row(listing, record) for record in answer.get("results", [])],
        newer=answer.get("previous"),
        older=answer.get("next"),
    )


def _row(listing: Listing, record: Mapping[str, Any]) -> Row:
    first, *others = (in_words(_at(record, path)) for path in listing.columns.values())
    return Row(reverse(listing.record, args=[record[listing.key]]), first, others)


def _at(record: Mapping[str, Any], path: str) -> Any:
    value: Any = record
    for name in path.split("."):
        value = value[name]
    return value
