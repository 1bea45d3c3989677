"""Run the scorer on one file of cycles."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeAlias
from unittest import mock

from period.domain.model import population as people
from tests.benchmarks.scorer import Prediction, Predictor, Task, Tasks, Women

ENOUGH = 3
"""Default minimum of earlier cycles for a prediction to count in the figures."""

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = list[Row]
Constants: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bench:
    """The scorer and its women.

    `fitted` holds, by woman, the constants that replace the shipped ones.
    """

    scorer: ModuleType
    women: Women
    fitted: Mapping[str, Constants] | None = None

    def tasks(self, suite: str, **options: float) -> Tasks:
        """Return the tasks of a suite with their answers."""
        tasks: Tasks = self.scorer.make_tasks(self.women, suite, **options)
        return tasks

    def rows(self, suite: str, predictor: Predictor, **options: float) -> Rows:
        """Return the scores of every prediction of a suite."""
        rows: Rows = self.scorer.run(self.tasks(suite, **options), self.with_constants(predictor))
        return rows

    def summary(self, rows: Rows, *, earlier: int = ENOUGH) -> Row:
        """Return the mean scores of the predictions from at least `earlier` cycles."""
        summary: Row = self.scorer.summarise([row for row in rows if row["h"] >= earlier])
        return summary

    def crps_difference(self, rows: Rows, others: Rows) -> tuple[float, float, float]:
        """Return the mean CRPS minus that of `others`, and its 95 % range over women."""
        enough = [row for row in rows if row["h"] >= ENOUGH]
        difference: tuple[float, float, float] = self.scorer.boot_diff(enough, others, "crps")
        return difference

    def with_constants(self, predictor: Predictor) -> Predictor:
        """Return the predictor with the constants fitted for each woman."""
        fitted = self.fitted
        if fitted is None:
            return predictor

        def with_constants(task: Task) -> Prediction:
            with mock.patch.multiple(people, **fitted[task["client_id"]]):
                return predictor(task)

        return with_constants
