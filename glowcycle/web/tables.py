"""The rows of an answer as a table, and what leads on from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import get_script_prefix

from glowcycle.web.humanize import in_words, member
from glowcycle.web.page_config import Listing

OF_ONE_PAGE = ("cursor", "limit")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: where it is, what stands in its first column and in the others."""

    address: str | None
    first: str
    others: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one page; `onward` leads to what will have changed after them."""

    headings: list[str]
    rows: list[Row]
    newer: str | None
    older: str | None
    onward: str | None
    file: str | None


def listed(listing: Listing, *, answer: Any, query: QueryDict) -> Table | None:
    """Return the rows as a table, None where the answer has no such rows.

    `file` is the query for all of those that were asked for, as a file, where that can be had.
    """
    rows = member(answer, listing.rows)
    if not isinstance(rows, list):
        return None
    asked = {name: value for name, value in query.items() if value and name not in OF_ONE_PAGE}
    leads_on = None if listing.is_endless else answer.get("next")
    return Table(
        headings=[*listing.columns],
        rows=[_row(listing, record) for record in rows],
        newer=answer.get("previous"),
        older=leads_on,
        onward=urlencode({"cursor": answer["next"]}) if listing.is_endless else None,
        file=urlencode({**asked, "format": "csv"}) if listing.has_file else None,
    )


def _row(listing: Listing, record: Mapping[str, Any]) -> Row:
    first, *others = (in_words(member(record, path)) for path in listing.columns.values())
    address = None
    if listing.record and not record.get("deleted"):
        address = get_script_prefix() + listing.record.format_map(record)
    return Row(address, first, others)
