"""Whether her skin follows her cycle: from her scans and her period log to an answer."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from glowcycle.insights.cycle_reading import CycleReading, cycles_of_contents, read_cycles
from glowcycle.insights.reading import InsightsReading, paused_reading
from glowcycle.storage.bounded_reads import Newest
from skin.domain.confounders import Tag, find_new_products
from skin.domain.insight_scans import examine_scans
from skin.domain.scans import Scan
from skin.scan_reading import JOURNAL, read_scans, read_tags, scans_of_contents, tags_of_contents


def get_insights(*, user_id: str, first: date, last: date, today: date) -> InsightsReading:
    """Return her insights between those days (inclusive), as known today.

    It reads the period log, her life stages and her profile; then her scans, newest first, unless
    she paused; and her journal for the names of products, once any metric can be told of. `first`
    of the answer is later where one answer reads no further back. Raise Unavailable.
    """
    return _insights(
        read_cycles(user_id=user_id, first=first, last=last, today=today),
        partial(read_scans, user_id=user_id),
        partial(read_tags, user_id=user_id),
        last=last,
        today=today,
    )


def insights_of_contents(
    *,
    contents: Mapping[str, Sequence[Mapping[str, Any]]],
    profile: Mapping[str, Any] | None,
    moods: Sequence[str],  # noqa: ARG001  of the journal
    first: date,
    last: date,
    today: date,
) -> InsightsReading:
    """Return what `get_insights` does, from the contents of all her records, by Python name."""
    return _insights(
        cycles_of_contents(contents, profile=profile, first=first, last=last, today=today),
        partial(scans_of_contents, contents["skin"]),
        partial(tags_of_contents, contents[JOURNAL]),
        last=last,
        today=today,
    )


def _insights(
    cycles: CycleReading,
    scans_between: Callable[..., Newest[Scan]],
    tags_between: Callable[..., Newest[Tag]],
    *,
    last: date,
    today: date,
) -> InsightsReading:
    if cycles.cycles.is_paused:
        return paused_reading(cycles, last=last, today=today)
    scans = scans_between(first=cycles.since, last=last)
    read = cycles.cycles.since(scans.since)
    found = examine_scans(scans=scans.found, cycles=read.complete)
    tags: Newest[Tag] = Newest(found=(), since=scans.since)
    counted = found.counted
    if found.insights.tests:
        tags = tags_between(first=counted[0].start, last=last)
        counted = [cycle for cycle in counted if cycle.start >= tags.since]
    products = find_new_products(tags=tags.found, cycles=counted)
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
