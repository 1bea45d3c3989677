"""The records of an answer as a table with its links."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import get_script_prefix

from glowcycle.web.humanize import humanize, value_at
from glowcycle.web.page_config import TableConfig

PAGING = ("cursor", "limit")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its address, the text of its first column and of the other columns."""

    url: str | None
    heading: str
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one page of a list.

    newer_url, older_url      addresses of the pages beside it
    later_query, csv_query    queries for the changes after the last row, and for the whole list
    empty                     the sentence in place of no rows, "" for the one about records
    """

    headings: list[str]
    rows: list[Row]
    newer_url: str | None
    older_url: str | None
    later_query: str | None
    csv_query: str | None
    empty: str


def build_table(config: TableConfig, *, data: Any, query: QueryDict) -> Table | None:
    """Return the table; None where the answer has no list of records.

    The CSV keeps the filters of the query but not its page.
    """
    records = value_at(data, config.rows)
    if not isinstance(records, list):
        return None
    filters = {name: value for name, value in query.items() if value and name not in PAGING}
    return Table(
        headings=[*config.columns],
        rows=[_row(config, record) for record in records],
        newer_url=data.get("previous"),
        older_url=None if config.is_feed else data.get("next"),
        later_query=urlencode({"cursor": data["next"]}) if config.is_feed else None,
        csv_query=urlencode({**filters, "format": "csv"}) if config.has_csv else None,
        empty=config.empty,
    )


def _row(config: TableConfig, record: Mapping[str, Any]) -> Row:
    heading, *cells = (humanize(value_at(record, path)) for path in config.columns.values())
    url = None
    if config.record_path and not record.get("deleted"):
        url = get_script_prefix() + config.record_path.format_map(record)
    return Row(url, heading, cells)
