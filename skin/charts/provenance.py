"""Whose scores they are. Those of different provenance are no trend, and no line may join them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Scan: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """The outline of the points (an SVG path around each), and the dashes of the line."""

    outline: str
    is_filled: bool
    dashes: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """A method by which scores were obtained; `number` counts them by their first scan."""

    number: int
    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Series:
    """All scans of one provenance; the first is number `begins` of the scans of all."""

    provenance: Provenance
    begins: int
    scans: list[Scan]


LOOKS = (
    Look("M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", is_filled=True, dashes="none"),
    Look("M-3.5 -3.5h7v7h-7z", is_filled=False, dashes="6 2"),
    Look("M-4.5 3.5l4.5 -8l4.5 8z", is_filled=True, dashes="2 2"),
    Look("M-5 0l5 -5l5 5l-5 5z", is_filled=False, dashes="8 2 2 2"),
)
"""Circle, square, triangle, diamond; then the first again, where the number tells them apart."""

SOURCES = {
    "manual": "Scores that were typed in",
    "local": "Image analysis on this service",
    "bedrock": "Analysis by Amazon Bedrock",
}


def series(*, scans: Sequence[Scan]) -> list[Series]:
    """Return the scans of each provenance, in the order given, by its first."""
    found: dict[tuple[Any, ...], Series] = {}
    for place, scan in enumerate(scans):
        said = _said(scan)
        if said not in found:
            found[said] = Series(_provenance(said, number=len(found) + 1), place, [])
        found[said].scans.append(scan)
    return [*found.values()]


def _said(scan: Scan) -> tuple[Any, ...]:
    told = scan["provenance"]
    return told["source"], told["modelId"], told["promptVersion"]


def _provenance(said: tuple[Any, ...], *, number: int) -> Provenance:
    source, model, prompt = said
    words = [SOURCES.get(source, source)]
    if model:
        words.append(f"model {model}")
    if prompt:
        words.append(f"prompt {prompt}")
    return Provenance(number, ", ".join(words), LOOKS[(number - 1) % len(LOOKS)])
