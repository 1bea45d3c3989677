"""CloudWatch metrics told by the log itself (embedded metric format): no call, no library, no wait.

A log record carries what was measured as its `metrics`; CloudWatch reads it out of the line. Each
name costs by the month and by each value of what it is told apart by, so both are few.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NAMESPACE = "GlowCycle"


@dataclass(frozen=True, slots=True)
class Measured:
    """Values by the metric's name, with the directive that makes them metrics, as JSON text."""

    directive: str
    values: Mapping[str, float]


class Meter:
    """Metrics that are told together: their units by name, and the members that tell them apart."""

    def __init__(self, units: Mapping[str, str], *, apart_by: Sequence[Sequence[str]]) -> None:
        self._directive = json.dumps(
            {
                "Namespace": NAMESPACE,
                "Dimensions": apart_by,
                "Metrics": [{"Name": name, "Unit": unit} for name, unit in units.items()],
            },
            separators=(",", ":"),
        )

    def __call__(self, **values: float) -> Measured:
        """Return these values as the `metrics` of a log record."""
        return Measured(self._directive, values)


REQUESTS = Meter(
    {"Invocations": "Count", "Errors": "Count", "Duration": "Milliseconds", "Throttles": "Count"},
    apart_by=[["stage"]],
)
BEDROCK = Meter(
    {"BedrockCalls": "Count", "BedrockFailures": "Count"},
    apart_by=[["stage"], ["stage", "outcome"]],
)


def embed(line: str, measured: Measured, *, at: float) -> str:
    """Return the line, a JSON object, with those metrics of that time in seconds since 1970."""
    values = "".join(f',"{name}":{value}' for name, value in measured.values.items())
    metadata = f'{{"Timestamp":{int(at * 1000)},"CloudWatchMetrics":[{measured.directive}]}}'
    return f'{line[:-1]}{values},"_aws":{metadata}}}'
