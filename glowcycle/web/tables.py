"""The records of an answer as a table with its links."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import get_script_prefix

from glowcycle.records import record_kinds
from glowcycle.web.humanize import read, value_at
from glowcycle.web.page_config import TableConfig

LONG_TEXT = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in words; numbers stand on the right, and a long text needs some width."""

    text: str
    is_number: bool
    is_long: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one page of a list: the address of each record, and its columns.

    is_part         whether other pages may have more
    is_incomplete   whether it goes on without records that cannot be read
    """

    config: TableConfig
    headings: list[tuple[str, bool]]
    rows: list[tuple[str | None, list[Cell]]]
    is_part: bool
    is_incomplete: bool


def build_table(config: TableConfig, *, data: Any, query: QueryDict) -> Table | None:
    """Return the table; None where the answer has no list of records."""
    rows = config.rows
    records = value_at(data, rows) if isinstance(rows, str) else rows(data)
    if not isinstance(records, list):
        return None
    written = [_row(config, record) for record in records]
    others = ("hasMore",) if config.is_feed else ("next", "previous")
    return Table(
        config=config,
        headings=[
            (heading, any(cells[index].is_number for _, cells in written))
            for index, heading in enumerate(config.columns)
        ],
        rows=written,
        is_part=bool(query.get("cursor")) or any(data.get(name) for name in others),
        is_incomplete=bool(data.get("unreadable")),
    )


def _row(config: TableConfig, record: Mapping[str, Any]) -> tuple[str | None, list[Cell]]:
    values = (read(record, path) for path in config.columns.values())
    url = None
    if config.record_path:
        url = get_script_prefix() + config.record_path.format_map(record)
    elif config.is_feed and not record["deleted"]:
        url = get_script_prefix() + record_kinds()[record["kind"]].address(record["id"])
    return url, [Cell(text, _is_number(value), len(text) > LONG_TEXT) for value, text in values]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
