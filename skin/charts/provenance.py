"""Scans by provenance. Scores of different provenance cannot be compared, so no line joins them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from glowcycle.api.languages import say, translated
from glowcycle.charts.score_panel import STYLES, LineStyle
from glowcycle.sentences import sentence

Scan: TypeAlias = Mapping[str, Any]
ProvenanceKey: TypeAlias = tuple[str, str | None, str | None]
"""Source, model and prompt version: scores compare if all three are the same."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """A method of measuring scores; `number` counts the methods by their first scan."""

    number: int
    text: str
    style: LineStyle


@dataclass(frozen=True, slots=True)
class Series:
    """All scans of one provenance; `first_index` is the index of the first among all scans."""

    provenance: Provenance
    first_index: int
    scans: list[Scan]


SOURCES = {
    "manual": sentence("Scores that were typed in"),
    "local": sentence("Image analysis on this service"),
    "bedrock": sentence("Analysis by Amazon Bedrock"),
}


def group_by_provenance(*, scans: Sequence[Scan]) -> list[Series]:
    """Return one series per provenance, in the order of their first scans."""
    series: dict[ProvenanceKey, Series] = {}
    for index, scan in enumerate(scans):
        key = _key(scan)
        if key not in series:
            series[key] = Series(_provenance(key, number=len(series) + 1), index, [])
        series[key].scans.append(scan)
    return [*series.values()]


def _key(scan: Scan) -> ProvenanceKey:
    provenance = scan["provenance"]
    return provenance["source"], provenance["modelId"], provenance["promptVersion"]


def _provenance(key: ProvenanceKey, *, number: int) -> Provenance:
    """Return the method; a fifth one has the first style again, and its number."""
    source, model, prompt = key
    parts = [translated(SOURCES.get(source, source))]
    if model:
        parts.append(say("model {name}", name=model))
    if prompt:
        parts.append(say("prompt {name}", name=prompt))
    return Provenance(number, ", ".join(parts), STYLES[(number - 1) % len(STYLES)])
