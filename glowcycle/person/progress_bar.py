"""A progress bar for commands, on one line of a terminal. It writes nothing to a file or pipe."""

import sys
from typing import TextIO

WIDTH = 30


class ProgressBar:
    """A bar that is full at `total`, with a text beside it."""

    def __init__(self, *, total: int, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._total = max(total, 1)

    def show(self, done: int, text: str) -> None:
        """Redraw the bar."""
        if self._out.isatty():
            filled = min(done, self._total) * WIDTH // self._total
            bar = "#" * filled + "." * (WIDTH - filled)
            self._out.write(f"\r[{bar}] {text}\x1b[K")
            self._out.flush()

    def end(self) -> None:
        """Begin a new line."""
        if self._out.isatty():
            self._out.write("\n")
