"""Whether her skin follows her cycle: from her scans and her period log to an answer."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from glowcycle.insights.cycle_reading import CycleReading, cycles_of_contents, read_cycles
from glowcycle.insights.reading import InsightsReading, paused_reading
from skin.domain.confounders import find_new_products
from skin.domain.insight_scans import examine_scans
from skin.scan_reading import (
    JOURNAL,
    ScanReading,
    TagReading,
    read_scans,
    read_tags,
    scans_of_contents,
    tags_of_contents,
)

Contents = Mapping[str, Sequence[Mapping[str, Any]]]
ReadTags = Callable[..., TagReading]


def get_insights(*, user_id: str, first: date, last: date, today: date) -> InsightsReading:
    """Return her insights between those days (inclusive), as known today.

    It reads the period log, her life stages and her profile; then her scans, newest first, unless
    she paused; and her journal for the names of products, once any metric can be told of. `first`
    of the answer is later where one answer reads no further back. Raise Unavailable.
    """
    cycles = read_cycles(user_id=user_id, first=first, last=last, today=today)
    if cycles.cycles.is_paused:
        return paused_reading(cycles, last=last, today=today)
    scans = read_scans(user_id=user_id, first=cycles.since, last=last)
    return _answer(cycles, scans, partial(read_tags, user_id=user_id), last, today)


def insights_of_contents(
    *,
    contents: Contents,
    profile: Mapping[str, Any] | None,
    moods: Sequence[str],  # noqa: ARG001  of the journal
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
    scans = scans_of_contents(contents["skin"], first=first, last=last)
    return _answer(cycles, scans, partial(tags_of_contents, contents[JOURNAL]), last, today)


def _answer(
    cycles: CycleReading, scans: ScanReading, tags_between: ReadTags, last: date, today: date
) -> InsightsReading:
    read = cycles.cycles.since(scans.since)
    found = examine_scans(scans=scans.scans, cycles=read.complete)
    tags, counted = TagReading(tags=(), since=scans.since), found.counted
    if found.insights.tests:
        tags = tags_between(first=counted[0].start, last=last)
        counted = [cycle for cycle in counted if cycle.start >= tags.since]
    products = find_new_products(tags=tags.tags, cycles=counted)
    return InsightsReading(
        as_of=today,
        first=min(scans.since, last),
        last=last,
        cycles=read,
        insights=found.insights,
        noise=found.noise,
        confounders=[*found.confounders, *products],
        compared=found.compared,
        unreadable=[*scans.unreadable, *cycles.unreadable, *tags.unreadable],
    )
