"""Whether what she logs follows her cycle: from her journal and her period log to an answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from glowcycle.insights.cycle_reading import CycleReading, cycles_of_contents, read_cycles
from glowcycle.insights.domain.examination import examine
from glowcycle.insights.reading import InsightsReading, paused_reading
from glowcycle.person.moods import services as moods_services
from glowcycle.storage.records import Record
from journal.domain.insight_outcomes import LEAST_VALUES, find_outcomes
from journal.domain.mood_scale import MoodScale
from journal.entry_reading import EntryReading, entries_of_contents, read_entries

Contents = Mapping[str, Sequence[Mapping[str, Any]]]


def get_insights(*, user_id: str, first: date, last: date, today: date) -> InsightsReading:
    """Return her insights between those days (inclusive), as known today.

    It reads the period log, her life stages and her profile; then her entries, newest first, and
    her order of moods, unless she paused. `first` of the answer is later where one answer reads no
    further back. Nothing that is found is stored. Raise Unavailable.
    """
    cycles = read_cycles(user_id=user_id, first=first, last=last, today=today)
    if cycles.cycles.is_paused:
        return paused_reading(cycles, last=last, today=today)
    entries = read_entries(user_id=user_id, first=cycles.since, last=last)
    order, unreadable = moods_services.read_order(user_id=user_id)
    return _answer(cycles, entries, order, last, today, also_unreadable=unreadable)


def insights_of_contents(
    *,
    contents: Contents,
    profile: Mapping[str, Any] | None,
    moods: Sequence[str],
    first: date,
    last: date,
    today: date,
) -> InsightsReading:
    """Return what `get_insights` does, from the contents of all her records, by Python name."""
    cycles = cycles_of_contents(
        days=contents["period"],
        stages=contents["stage"],
        profile=profile,
        first=first,
        last=last,
        today=today,
    )
    if cycles.cycles.is_paused:
        return paused_reading(cycles, last=last, today=today)
    entries = entries_of_contents(contents["journal"], first=first, last=last)
    return _answer(cycles, entries, moods, last, today)


def _answer(
    cycles: CycleReading,
    entries: EntryReading,
    order: Sequence[str],
    last: date,
    today: date,
    *,
    also_unreadable: Sequence[Record] = (),
) -> InsightsReading:
    since = entries.since
    found = cycles.cycles.since(since)
    outcomes = find_outcomes(
        entries=entries.entries,
        days=[day for day in cycles.days if day.date >= since],
        cycles=found.complete,
        scale=MoodScale(order),
    )
    return InsightsReading(
        as_of=today,
        first=min(since, last),
        last=last,
        cycles=found,
        insights=examine(outcomes=outcomes, cycles=found.complete, least_values=LEAST_VALUES),
        unreadable=[*entries.unreadable, *cycles.unreadable, *also_unreadable],
    )
