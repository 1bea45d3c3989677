"""Many women at once, on all processors; the same women whatever the number of processors."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from multiprocessing.pool import Pool
from types import TracebackType
from typing import TypeVar

from tqdm import tqdm

Task = TypeVar("Task")
Found = TypeVar("Found")

CHUNK = 4


class Crowd:
    """The processes that the women are spread over: `with Crowd() as crowd`."""

    def __init__(self, *, processes: int | None = None) -> None:
        self._processes = processes or os.cpu_count() or 1
        self._pool: Pool | None = None

    def __enter__(self) -> "Crowd":
        if self._processes > 1:
            self._pool = multiprocessing.Pool(self._processes)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool:
            self._pool.terminate()

    def measure(
        self, work: Callable[[Task], Found], tasks: Sequence[Task], *, title: str
    ) -> list[Found]:
        """Return what `work`, a function of a module, finds for each task, in their order."""
        found = self._pool.imap(work, tasks, CHUNK) if self._pool else map(work, tasks)
        return [*tqdm(found, desc=title, total=len(tasks), leave=False)]
