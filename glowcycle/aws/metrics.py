"""CloudWatch metrics in the log lines (embedded metric format), so they need no call to AWS.

A log record carries its values as `metrics`, and CloudWatch reads them from the line. Each metric
costs money per month and per value of its dimensions, so there are few of both.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NAMESPACE = "GlowCycle"


@dataclass(frozen=True, slots=True)
class Measured:
    """Values by metric name, and the directive for CloudWatch as JSON text."""

    directive: str
    values: Mapping[str, float]


class Meter:
    """Metrics that share a log line: their units by name, and their dimensions."""

    def __init__(self, units: Mapping[str, str], *, dimensions: Sequence[Sequence[str]]) -> None:
        self._directive = json.dumps(
            {
                "Namespace": NAMESPACE,
                "Dimensions": dimensions,
                "Metrics": [{"Name": name, "Unit": unit} for name, unit in units.items()],
            },
            separators=(",", ":"),
        )

    def __call__(self, **values: float) -> Measured:
        """Return the values for the `metrics` of a log record."""
        return Measured(self._directive, values)


REQUESTS = Meter(
    {
        "Invocations": "Count",
        "Errors": "Count",
        "Unauthorized": "Count",
        "Forbidden": "Count",
        "Duration": "Milliseconds",
        "Throttles": "Count",
    },
    dimensions=[["stage"]],
)
BUDGETS = Meter({"BudgetHits": "Count"}, dimensions=[["stage"]])
BEDROCK = Meter(
    {"BedrockCalls": "Count", "BedrockFailures": "Count"},
    dimensions=[["stage"], ["stage", "outcome"]],
)
WORDS = Meter({"InsightWords": "Count"}, dimensions=[["stage", "outcome"]])
REFUSED_EVENTS = Meter({"RefusedEvents": "Count"}, dimensions=[["stage"]])
UNREADABLE = Meter({"UnreadableRecords": "Count"}, dimensions=[["stage"]])


def embed(line: str, measured: Measured, *, at: float) -> str:
    """Return the line, a JSON object, with these metrics. `at` is in seconds since 1970."""
    values = "".join(f',"{name}":{value}' for name, value in measured.values.items())
    metadata = f'{{"Timestamp":{int(at * 1000)},"CloudWatchMetrics":[{measured.directive}]}}'
    return f'{line[:-1]}{values},"_aws":{metadata}}}'
