"""A page of records: a row for each, and the pages before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from glowcycle.pages.declared import Listing
from glowcycle.pages.wording import in_words

OF_ONE_PAGE = ("cursor", "limit")


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
    file: str | None


def listed(listing: Listing, *, answer: Mapping[str, Any], query: QueryDict) -> Table:
    """Return the records as a table; none where the answer is a problem.

    `file` is the query for all of those that were asked for, as a file, where that can be had.
    """
    asked = {name: value for name, value in query.items() if value and name not in OF_ONE_PAGE}
    return Table(
        headings=[*listing.columns],
        rows=[_row(listing, record) for record in answer.get(listing.within, [])],
        newer=answer.get("previous"),
        older=answer.get("next"),
        file=urlencode({**asked, "format": "csv"}) if listing.is_of_records else None,
    )


def _row(listing: Listing, record: Mapping[str, Any]) -> Row:
    first, *others = (in_words(_at(record, path)) for path in listing.columns.values())
    return Row(reverse(listing.record, args=[record[listing.key]]), first, others)


def _at(record: Mapping[str, Any], path: str) -> Any:
    value: Any = record
    for name in path.split("."):
        value = value[name]
    return value
