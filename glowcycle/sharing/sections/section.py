"""What one scope shows: its JSON, and the words of its part of the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from glowcycle.api.languages import translated


@dataclass(frozen=True, slots=True)
class Shown:
    """The JSON of a scope, and the first day from which all is shown.

    `since` is None where nothing was cut off.
    """

    value: Any
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the page says of a scope: sentences, and a table where there is one; all translated.

    A silent part has one sentence, which says that there is nothing.
    """

    texts: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    is_silent: bool = False

    @property
    def labelled_rows(self) -> list[list[tuple[str, str]]]:
        """The rows, each cell with the name of its column: a narrow screen shows it beside."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def silent(text: str) -> Part:
    """Return a part that says this sentence alone, translated."""
    return Part(texts=[translated(text)], is_silent=True)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], texts: Sequence[str] = ()) -> Part:
    """Return a part with this table, whose columns are translated; none where no row has a text."""
    used = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    return Part(
        texts=texts,
        columns=[translated(columns[place]) for place in used],
        rows=[[row[place] for place in used] for row in rows],
    )


@dataclass(frozen=True, slots=True)
class Section:
    """A scope.

    title  the sentence above its part of the page
    draw   makes that part of the JSON alone, so that the page shows nothing else
    read   reads the JSON: read(user_id=, first=, last=, today=); both days are inclusive, and
           `last` is date.max for a window without an end. It raises Unavailable
    """

    title: str
    draw: Callable[[Any], Part]
    read: Callable[..., Shown]
