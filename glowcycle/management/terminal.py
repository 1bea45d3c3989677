"""Text for the terminal of a command."""

from collections.abc import Iterable, Sequence


def printable(text: str) -> str:
    """Return a text with words of a file as one that a terminal only shows."""
    spaced = text.replace("\N{NO-BREAK SPACE}", " ")
    return "".join(letter if letter.isprintable() else "?" for letter in spaced)


def draw_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the rows below their head, each column as wide as its widest cell."""
    cells = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [_line(row, widths) for row in cells]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
