"""Lists as tables: the JSON answer of a list as CSV (RFC 4180), for a spreadsheet.

A table has the values of the JSON answer. A text that a spreadsheet would run as a formula gets an
apostrophe, which marks it as text; JSON has it unchanged. A spreadsheet may split a table at other
characters than the comma, so a formula may begin after each of them. Every cell is quoted, and a
byte order mark tells Excel that the file is UTF-8.
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
# A person knows whose table it is, and may pass it on; only a program names a state of a record.
OMITTED = frozenset({"userId", "etag"})
# Where a formula begins for a spreadsheet, also in full-width and small forms.
FORMULA = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
# What a spreadsheet may take for the end of a cell or a row.
SEPARATORS = ",;|\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
# What it may drop before a formula: quotes, spaces, controls, and characters that nobody sees
# (Unicode's Default_Ignorable_Code_Point, and the blank of Braille).
DROPPED = (
    '"\\s\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f'
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
SEPARATOR = re.compile(f"[{SEPARATORS}]")
# A gap, and the formula behind it, if one begins there. Apostrophes that she wrote before a formula
# count as its beginning: ours then stands before them, and an import takes off ours alone. Gaps
# without a formula match as well: consuming them keeps the search linear.
GAP = re.compile(f"([{SEPARATORS}{DROPPED}]+)('*+[{FORMULA}])?")
# A text that a spreadsheet would run, or whose first break it would drop.
FORMULA_TEXT = re.compile(f"'*+(?:[\t\r\n]|[{SEPARATORS}{DROPPED}]*+'*+[{FORMULA}])")


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
        return table(serializer=self._serializer, records=data["results"])


def table(
    *, serializer: type[serializers.Serializer[Any]], records: Iterable[Mapping[str, Any]]
) -> bytes:
    """Return the records (JSON values) as CSV: a header row, then one row per record."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    # A sheet of hers may count on the place of a column: this one came later, for every kind.
    columns = sorted(_columns(serializer()), key=lambda column: column.startswith("origin."))
    writer.writerow(columns)
    writer.writerows([_cell(_value(record, column)) for column in columns] for record in records)
    return text.getvalue().encode("utf-8-sig")


def is_table(request: Request) -> bool:
    """Return whether the answer will be a table."""
    renderer = request.accepted_renderer
    return isinstance(getattr(renderer, "inner", renderer), CSV)  # a page may stand around it


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
    return marked(value) if isinstance(value, str) else value


def marked(text: str) -> str:
    """Return the text with an apostrophe before each formula, wherever a cell may begin."""
    inner = GAP.sub(_mark, text)
    return f"'{inner}" if FORMULA_TEXT.match(text) else inner


def unmarked(text: str) -> str:
    """Return the text that `marked` turned into this one."""
    is_marked = text.startswith("'") and FORMULA_TEXT.match(text)
    return GAP.sub(_unmark, text[1:] if is_marked else text)


def _mark(match: re.Match[str]) -> str:
    gap, formula = match.groups(default="")
    return f"{gap}'{formula}" if formula and SEPARATOR.search(gap) else gap + formula


def _unmark(match: re.Match[str]) -> str:
    gap, formula = match.groups(default="")
    return gap + (formula.removeprefix("'") if SEPARATOR.search(gap) else formula)
