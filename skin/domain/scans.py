"""A stored scan as the statistics see it, and which scans they may compare."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol

from glowcycle.insights.domain.cycles import CompleteCycle
from glowcycle.insights.domain.outcomes import LEAST_SCAN_DAYS, is_telling

SCORES: Final[Mapping[str, str]] = {
    "radiance": "radiance",
    "moisture": "moisture",
    "texture": "texture",
    "pores": "pores",
    "dark_circles": "darkCircles",
}
"""The wire name of each metric, by its Python name."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The source, the model and the prompt of a score; the last two are None if it has none."""

    source: str
    model_id: str | None = None
    prompt_version: str | None = None

    @property
    def is_measured(self) -> bool:
        """Whether an analyzer measured the score, and nobody stated it."""
        return self.source != "manual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The scores of one scan by their wire names, without those that tell nothing over time.

    day     her local day
    at      the time with its offset; None if she named only a day
    issues  weaknesses of the photo
    measured_at  when the photo was measured, in whatever form; None if nobody measured it. Scans of
                 one photo have the one measurement of it
    """

    day: date
    at: datetime | None = None
    scores: Mapping[str, float]
    provenance: Provenance
    issues: frozenset[str] = frozenset()
    measured_at: object = None


class Dated(Protocol):
    """What happened on one of her days."""

    @property
    def day(self) -> date: ...


def as_scan(content: Mapping[str, Any]) -> Scan:
    """Return the scan with that content, by the Python names that it has in a record."""
    text, metrics = str(content["date"]), content.get("metrics") or {}
    confidence = content.get("confidence") or {}
    day = date.fromisoformat(text[:10])
    return Scan(
        day=day,
        at=datetime.fromisoformat(text) if len(text) > len("YYYY-MM-DD") else None,
        scores={
            SCORES[name]: float(metrics[name])
            for name in SCORES
            if metrics.get(name) is not None and is_telling(confidence.get(name))
        },
        provenance=Provenance(
            content.get("source") or "manual",
            content.get("model_id"),
            content.get("prompt_version"),
        ),
        issues=frozenset(content.get("quality") or ()),
        measured_at=content.get("measured_at"),
    )


def in_order(scans: Iterable[Scan]) -> list[Scan]:
    """Return the scans that have any score, oldest first; those without a time begin their day."""
    scored = [scan for scan in scans if scan.scores]
    return sorted(scored, key=lambda scan: (scan.day, scan.at.timestamp() if scan.at else 0.0))


def choose_provenance(
    *, scans: Sequence[Scan], cycles: Sequence[CompleteCycle]
) -> Provenance | None:
    """Return the provenance with the most cycles that count; None without scans.

    `scans` are those of `in_order`. Of several with as many cycles it is that of the newest scan.
    """
    newest: dict[Provenance, int] = {}
    scanned: dict[Provenance, set[date]] = {}
    for place, scan in enumerate(scans):
        newest[scan.provenance] = place
        scanned.setdefault(scan.provenance, set()).add(scan.day)
    days_of_cycles = [set(cycle_days(cycle)) for cycle in cycles]

    def rank(provenance: Provenance) -> tuple[int, int]:
        days = scanned[provenance]
        counted = sum(len(days & of_cycle) >= LEAST_SCAN_DAYS for of_cycle in days_of_cycles)
        return counted, newest[provenance]

    return max(newest, key=rank, default=None)


def cycle_days(cycle: CompleteCycle) -> list[date]:
    """Return the days of the cycle."""
    first = cycle.start.toordinal()
    return [date.fromordinal(first + number) for number in range(cycle.length)]
