"""Which days her log tells of: a time that is not logged is no time without bleeding."""

from collections.abc import Container, Iterable, Mapping
from datetime import date, timedelta
from typing import get_args

from period.domain.log.logged_day import Day, Flow

LONGEST_UNLOGGED = 2
"""A period lasts three days or more in 99.7 % of the data (BLEEDING_DAYS), so it cannot hide in
two days."""

_STRENGTH = {flow: strength for strength, flow in enumerate(get_args(Flow))}


def flow_by_day(*, days: Iterable[Day]) -> Mapping[date, Flow]:
    """Return the flow of each day on which she said one; of a date logged twice, the heavier."""
    flows: dict[date, Flow] = {}
    for day in days:
        if day.flow is not None:
            earlier = flows.get(day.date, day.flow)
            flows[day.date] = max(earlier, day.flow, key=_STRENGTH.__getitem__)
    return flows


def was_logged(*, said: Container[date], first: date, last: date) -> bool:
    """Return whether no period can have gone unlogged from first to last, both included.

    `said` are the days on which she said whether she bled.
    """
    unlogged = 0
    for offset in range((last - first).days + 1):
        unlogged = 0 if first + timedelta(offset) in said else unlogged + 1
        if unlogged > LONGEST_UNLOGGED:
            return False
    return True
