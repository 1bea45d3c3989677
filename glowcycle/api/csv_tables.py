"""Histories as tables: the JSON answer of a list as CSV (RFC 4180), for a spreadsheet.

A table is made of the very answer that JSON gives. What a spreadsheet would run as a formula is
marked as text by an apostrophe in front; JSON has it to the letter.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from glowcycle.api.renderers import Rendition

# So many rows has a file where no limit is given: one call reads no more. `Link` leads on.
MOST_ROWS = 1000
# A table is for people to pass on; whose it is they know.
LEFT_OUT = frozenset({"userId"})
# What spreadsheets take for the start of a formula, also after spaces, and its full-width forms.
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


class CSV(Rendition):
    """Gives a page of records as a table, `?format=csv` or `Accept: text/csv`; errors as JSON.

    The columns are the fields of `body`, those of an object within as `object.field`; what she
    wrote as a list is one cell. `name` ends the file's name.
    """

    media_type = "text/csv"
    format = "csv"

    def __init__(self, *, body: type[serializers.Serializer[Any]], name: str) -> None:
        self._body = body
        self._name = name

    def of_answer(self, data: Any, *, headers: MutableMapping[str, str]) -> bytes:
        """Return the table of the answer's records."""
        headers["Content-Disposition"] = f'attachment; filename="glow-cycle-{self._name}.csv"'
        if data["next"]:
            headers["Link"] = f'<{data["next"]}>; rel="next"'
        return table(body=self._body, records=data["results"]).encode()


def table(*, body: type[serializers.Serializer[Any]], records: Iterable[Mapping[str, Any]]) -> str:
    """Return the records, as they are answered, as a table: a line of names, a line for each."""
    file = io.StringIO()
    lines = csv.writer(file)
    columns = list(_columns(body()))
    lines.writerow(columns)
    lines.writerows([_cell(_value(record, column)) for column in columns] for record in records)
    return file.getvalue()


def is_table(request: Request) -> bool:
    """Return whether the answer will be a table."""
    return isinstance(request.accepted_renderer, CSV)


def _columns(body: serializers.Serializer[Any], start: str = "") -> Iterator[str]:
    for name, field in body.fields.items():
        if isinstance(field, serializers.Serializer):
            yield from _columns(field, f"{start}{name}.")
        elif name not in LEFT_OUT:
            yield start + name


def _value(record: Any, column: str) -> Any:
    for name in column.split("."):
        record = record and record[name]
    return record


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = ", ".join(value)
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
