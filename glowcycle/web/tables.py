"""The records of an answer as a table with its links."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import get_script_prefix

from glowcycle.web.humanize import read, value_at
from glowcycle.web.page_config import TableConfig

LONG_TEXT = 30
PAGING = ("cursor", "limit")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in words; numbers stand on the right."""

    text: str
    is_number: bool

    @property
    def is_long(self) -> bool:
        """Whether the text needs some width, beside which the table scrolls."""
        return len(self.text) > LONG_TEXT


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its address, and its columns; the first is its heading."""

    url: str | None
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one page of a list.

    newer_url, older_url      addresses of the pages beside it
    first_query               the query of the first page, None on the first page
    is_part                   whether other pages may have more
    is_incomplete             whether it goes on without records that cannot be read
    later_query, csv_query    queries for the changes after the last row, and for the whole list
    """

    config: TableConfig
    headings: list[Cell]
    rows: list[Row]
    newer_url: str | None
    older_url: str | None
    first_query: str | None
    later_query: str | None
    csv_query: str | None
    is_part: bool
    is_incomplete: bool


def build_table(config: TableConfig, *, data: Any, query: QueryDict) -> Table | None:
    """Return the table; None where the answer has no list of records.

    The CSV keeps the filters of the query but not its page.
    """
    records = value_at(data, config.rows)
    if not isinstance(records, list):
        return None
    filters = {name: value for name, value in query.items() if value and name not in PAGING}
    rows = [_row(config, record) for record in records]
    others = ("hasMore",) if config.is_feed else ("next", "previous")
    return Table(
        config=config,
        headings=[
            Cell(heading, any(row.cells[index].is_number for row in rows))
            for index, heading in enumerate(config.columns)
        ],
        rows=rows,
        newer_url=data.get("previous"),
        older_url=None if config.is_feed else data.get("next"),
        first_query=urlencode(filters) if query.get("cursor") else None,
        later_query=urlencode({"cursor": data["next"]}) if config.is_feed else None,
        csv_query=urlencode({**filters, "format": "csv"}) if config.kind else None,
        is_part=bool(query.get("cursor")) or any(data.get(name) for name in others),
        is_incomplete=bool(data.get("unreadable")),
    )


def _row(config: TableConfig, record: Mapping[str, Any]) -> Row:
    values = (read(record, path) for path in config.columns.values())
    url = None
    if config.record_path and not record.get("deleted"):
        url = get_script_prefix() + config.record_path.format_map(record)
    return Row(url, [Cell(text, _is_number(value)) for value, text in values])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
