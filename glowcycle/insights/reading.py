"""What an answer is made of, for the journal and for the skin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from glowcycle.insights.cycle_reading import CycleReading
from glowcycle.insights.domain.confounders import Confounder
from glowcycle.insights.domain.cycles import FoundCycles
from glowcycle.insights.domain.noise import Noise
from glowcycle.insights.domain.outcomes import Insights
from glowcycle.insights.domain.provenance import ComparedScans
from glowcycle.storage.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightsReading:
    """Her insights between two days (inclusive), as known on `as_of`.

    `first` is later than she asked where one answer reads no further back. `noise` is None for
    outcomes that nobody measures, `compared` where no scans are. `unreadable` are the remains of
    records that cannot be read.
    """

    as_of: date
    first: date
    last: date
    cycles: FoundCycles
    insights: Insights
    noise: Noise | None = None
    confounders: Sequence[Confounder] = ()
    compared: ComparedScans | None = None
    unreadable: Sequence[Record] = ()


def paused_reading(cycles: CycleReading, *, last: date, today: date) -> InsightsReading:
    """Return the reading of a person who pauses: it has no cycles and no results."""
    return InsightsReading(
        as_of=today,
        first=min(cycles.since, last),
        last=last,
        cycles=cycles.cycles,
        insights=Insights(results=(), tests=0),
        unreadable=cycles.unreadable,
    )
