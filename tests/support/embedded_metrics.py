"""Read metrics from log lines as CloudWatch does, and refuse lines that CloudWatch would ignore.

The rules come from the embedded metric format's published schema and limits.
"""

import json
import re
from datetime import UTC, datetime
from typing import NamedTuple

UNITS = {"Count", "Milliseconds"}
MAX_NAMES, MAX_DIMENSIONS, MAX_VALUE = 100, 30, 1024


class Sample(NamedTuple):
    """One value of one metric under one set of dimensions."""

    name: str
    dimensions: frozenset[tuple[str, str]]
    value: float
    unit: str


def samples(line: str) -> list[Sample]:
    """Return the samples that CloudWatch reads from the line; none for a line without metrics."""
    assert "\n" not in line
    document = json.loads(line)
    if "_aws" not in document:
        return []
    stamped = datetime.fromtimestamp(document["_aws"]["Timestamp"] / 1000, UTC)
    assert isinstance(document["_aws"]["Timestamp"], int)
    assert abs((datetime.now(UTC) - stamped).total_seconds()) < 3600
    return [
        sample
        for directive in document["_aws"]["CloudWatchMetrics"]
        for sample in _of(directive, document)
    ]


def _of(directive, document):
    assert set(directive) == {"Namespace", "Dimensions", "Metrics"}
    assert re.fullmatch(r"(?!AWS/)[A-Za-z0-9._/#:-]{1,255}", directive["Namespace"])
    assert len(directive["Metrics"]) <= MAX_NAMES
    for names in directive["Dimensions"]:
        assert 0 < len(names) <= MAX_DIMENSIONS
        dimensions = frozenset((name, document[name]) for name in names)
        assert all(isinstance(value, str) and value.isascii() for _, value in dimensions)
        assert all(0 < len(value.strip()) <= MAX_VALUE for _, value in dimensions)
        for metric in directive["Metrics"]:
            value = document[metric["Name"]]
            assert type(value) in {int, float}
            assert metric["Unit"] in UNITS
            yield Sample(metric["Name"], dimensions, value, metric["Unit"])
