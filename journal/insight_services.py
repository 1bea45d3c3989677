"""Whether what she logs follows her cycle: from her journal and her period log to an answer."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from glowcycle.insights.cycle_reading import CycleReading, cycles_of_contents, read_cycles
from glowcycle.insights.domain.examination import examine
from glowcycle.insights.domain.mood_scale import MoodScale
from glowcycle.insights.domain.outcomes import LEAST_LOGGED_DAYS
from glowcycle.insights.reading import InsightsReading, paused_reading
from glowcycle.person.moods.services import read_order
from glowcycle.storage.bounded_reads import Newest
from glowcycle.storage.records import Record
from journal.domain.insight_outcomes import EntryValues, find_outcomes
from journal.entry_reading import entries_of_contents, read_entries


def get_insights(*, user_id: str, first: date, last: date, today: date) -> InsightsReading:
    """Return her insights between those days (inclusive), as known today.

    It reads the period log, her life stages and her profile; then her entries, newest first, and
    her order of moods, unless she paused. `first` of the answer is later where one answer reads no
    further back. Nothing that is found is stored. Raise Unavailable.
    """
    return _insights(
        read_cycles(user_id=user_id, first=first, last=last, today=today),
        partial(read_entries, user_id=user_id),
        partial(read_order, user_id=user_id),
        last=last,
        today=today,
    )


def insights_of_contents(
    *,
    contents: Mapping[str, Sequence[Mapping[str, Any]]],
    profile: Mapping[str, Any] | None,
    moods: Sequence[str],
    first: date,
    last: date,
    today: date,
) -> InsightsReading:
    """Return what `get_insights` does, from the contents of all her records, by Python name."""
    return _insights(
        cycles_of_contents(contents, profile=profile, first=first, last=last, today=today),
        partial(entries_of_contents, contents["journal"]),
        lambda: (moods, []),
        last=last,
        today=today,
    )


def _insights(
    cycles: CycleReading,
    entries_between: Callable[..., Newest[EntryValues]],
    order_of_moods: Callable[[], tuple[Sequence[str], Sequence[Record]]],
    *,
    last: date,
    today: date,
) -> InsightsReading:
    if cycles.cycles.is_paused:
        return paused_reading(cycles, last=last, today=today)
    entries = entries_between(first=cycles.since, last=last)
    order, unreadable = order_of_moods()
    found = cycles.cycles.since(entries.since)
    outcomes = find_outcomes(
        entries=entries.found,
        days=[day for day in cycles.days if day.date >= entries.since],
        cycles=found.complete,
        scale=MoodScale(order),
    )
    return InsightsReading(
        as_of=today,
        first=min(entries.since, last),
        last=last,
        cycles=found,
        insights=examine(outcomes=outcomes, cycles=found.complete, least_values=LEAST_LOGGED_DAYS),
        unreadable=[*entries.unreadable, *cycles.unreadable, *unreadable],
    )
