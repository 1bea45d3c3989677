"""How far a command has come, on one line of a terminal; where nobody looks, nothing is written."""

import sys
from typing import TextIO

WIDTH = 30


class ProgressBar:
    """A bar that fills up to `total`; what is told of beside it is in words."""

    def __init__(self, *, total: int, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._total = max(total, 1)

    def show(self, done: int, words: str) -> None:
        """Draw the bar anew."""
        if self._out.isatty():
            filled = min(done, self._total) * WIDTH // self._total
            bar = "#" * filled + "." * (WIDTH - filled)
            self._out.write(f"\r[{bar}] {words}\x1b[K")
            self._out.flush()

    def end(self) -> None:
        """Leave the line."""
        if self._out.isatty():
            self._out.write("\n")
