"""Lists as tables: the JSON answer of a list as CSV (RFC 4180), for a spreadsheet.

A table has the values of the JSON answer. A text that a spreadsheet would run as a formula gets an
apostrophe in front, which marks it as text; JSON has it unchanged.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from glowcycle.api.renderers import AnswerRenderer

# The most rows of a file without a `limit`. The header `Link` has the address of the next file.
MAX_ROWS = 1000
# A person knows whose table it is, and may pass it on: so the table leaves these fields out.
OMITTED = frozenset({"userId"})
# The start of a formula for a spreadsheet: also after spaces, and in full-width forms.
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


class CSV(AnswerRenderer):
    """Renders a page of records as a table: `?format=csv` or `Accept: text/csv`.

    The columns are the fields of `serializer`; a field of an inner object is `object.field`. A list
    is one cell. `name` is the last part of the file's name.
    """

    media_type = "text/csv"
    format = "csv"

    def __init__(self, *, serializer: type[serializers.Serializer[Any]], name: str) -> None:
        self._serializer = serializer
        self._name = name

    def render_answer(self, data: Any, *, headers: MutableMapping[str, str]) -> bytes:
        """Return the table of the answer's records, and name the file in the headers."""
        headers["Content-Disposition"] = f'attachment; filename="glow-cycle-{self._name}.csv"'
        if data["next"]:
            headers["Link"] = f'<{data["next"]}>; rel="next"'
        return table(serializer=self._serializer, records=data["results"]).encode()


def table(
    *, serializer: type[serializers.Serializer[Any]], records: Iterable[Mapping[str, Any]]
) -> str:
    """Return the records (JSON values) as CSV: a header row, then one row per record."""
    text = io.StringIO()
    writer = csv.writer(text)
    columns = list(_columns(serializer()))
    writer.writerow(columns)
    writer.writerows([_cell(_value(record, column)) for column in columns] for record in records)
    return text.getvalue()


def is_table(request: Request) -> bool:
    """Return whether the answer will be a table."""
    return isinstance(request.accepted_renderer, CSV)


def _columns(serializer: serializers.Serializer[Any], prefix: str = "") -> Iterator[str]:
    for name, field in serializer.fields.items():
        if isinstance(field, serializers.Serializer):
            yield from _columns(field, f"{prefix}{name}.")
        elif name not in OMITTED:
            yield prefix + name


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
