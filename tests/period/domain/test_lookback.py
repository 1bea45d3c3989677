"""Cycle days from the days back to menses are those from the whole log."""

from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from period.domain.log.life_stages import LifeStage
from period.domain.log.logged_day import Day
from period.domain.periods.bleeding_runs import REACH
from period.domain.periods.cycles import MAX_CYCLE_DAY, cycle_day, is_without_cycle
from period.domain.periods.lookback import days_back_to_menses
from period.domain.periods.menses import MARGIN, find_periods
from tests.support.period_logs import bleeding, log_of, on

LAST = 400

flows = st.sampled_from([None, "none", "none", "spotting", "light", "medium"])
says = st.sampled_from([None] * 8 + [True, False])
# Whole periods, and days of any kind among them.
blocks = st.lists(
    st.tuples(st.integers(0, LAST), st.integers(1, 6), st.sampled_from(["light", "none"]), says),
    max_size=14,
).map(
    lambda found: [
        Day(on(start + n), flow, starts_period=word if n == 0 and flow != "none" else None)
        for start, length, flow, word in found
        for n in range(length)
    ]
)
single = st.lists(
    st.builds(Day, date=st.integers(0, LAST).map(on), flow=flows, starts_period=says), max_size=20
)
logs = st.tuples(blocks, single).map(
    lambda parts: list({day.date: day for part in parts for day in part}.values())
)
stages = st.lists(
    st.builds(
        lambda kind, start, length, birth: LifeStage(
            id=str(start),
            kind=kind,
            start=on(start),
            end=on(start + length),
            outcome="birth" if birth and kind == "pregnancy" else None,
        ),
        st.sampled_from(["pregnancy", "postpartum", "menopause", "noPeriods", "pause"]),
        st.integers(0, LAST),
        st.integers(1, 120),
        st.booleans(),
    ),
    max_size=3,
)


def told(days, day, of_stages, until):
    periods = find_periods(days=days, today=until, stages=of_stages)
    return (
        cycle_day(periods=periods, on=day, stages=of_stages),
        is_without_cycle(periods=periods, on=day, stages=of_stages),
    )


def read_back(days, first, last, of_stages):
    """Return the days that a page with records from `first` to `last` reads."""
    since = first - timedelta(MAX_CYCLE_DAY) - MARGIN
    newest_first = sorted(days, key=lambda day: day.date, reverse=True)
    within = (day for day in newest_first if since <= day.date <= last + REACH)
    return days_back_to_menses(days=within, before=first, stages=of_stages)


@settings(max_examples=150, deadline=None, database=None)
@given(days=logs, of_stages=stages, first=st.integers(0, LAST), length=st.integers(0, 40))
@example(
    days=[*bleeding(0), *bleeding(30, 3), Day(on(33), "light", starts_period=True)],
    of_stages=[],
    first=31,
    length=0,
)
@example(
    days=[*bleeding(0), *bleeding(30, 8), Day(on(38), "light", starts_period=False)],
    of_stages=[],
    first=30,
    length=0,
)
def test_older_days_never_change_a_cycle_day(days, of_stages, first, length):
    first, last = on(first), on(first + length)
    read = read_back(days, first, last, of_stages)
    for offset in range(length + 1):
        day = first + timedelta(offset)
        expected = told(days, day, of_stages, on(2 * LAST))
        assert told(read, day, of_stages, last + REACH) == expected


@pytest.mark.parametrize("flow", ["light", "none"])
def test_reading_stops_once_a_period_certainly_began(flow):
    old = [Day(on(day), flow) for day in range(-300, -11)]
    read = days_back_to_menses(days=[*log_of()[::-1], *old[::-1]], before=on(2))
    assert read == log_of()[::-1]


def test_bleeding_that_she_says_was_no_period_does_not_stop_reading():
    last = [Day(on(28), "light", starts_period=False), Day(on(29), "light")]
    read = days_back_to_menses(days=[*last[::-1], *log_of()[::-1]], before=on(29))
    assert len(read) == 7
