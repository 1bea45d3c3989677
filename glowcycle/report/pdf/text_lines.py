"""Break text into lines that fit a width. fpdf2 can, too, but takes five times as long."""

from collections.abc import Callable, Iterator

ELLIPSIS = "…"


def break_lines(text: str, *, width: float, measure: Callable[[str], float]) -> list[str]:
    """Return the lines of the text, each at most `width` wide; a longer word is broken, too."""
    if measure(text) <= width:
        return [text]
    lines, line, used = [], "", 0.0
    space = measure(" ")
    for word in _pieces(text, width, measure):
        size = measure(word)
        if line and used + space + size > width:
            lines.append(line)
            line, used = word, size
        else:
            used += size + (space if line else 0)
            line = f"{line} {word}" if line else word
    return [*lines, line]


def at_most(lines: list[str], count: int) -> list[str]:
    """Return at most `count` of the lines, with an ellipsis at the end where more follow."""
    if len(lines) <= count:
        return lines
    return [*lines[: count - 1], f"{lines[count - 1][:-2].rstrip()} {ELLIPSIS}"]


def _pieces(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for word in text.split(" "):
        rest = word
        while measure(rest) > width:
            cut = len(rest) - 1
            while cut > 1 and measure(rest[:cut]) > width:
                cut -= 1
            yield rest[:cut]
            rest = rest[cut:]
        yield rest
