from functools import partial

import pytest

from period.domain.log.logged_day import Day
from period.domain.periods.cycles import cycle_day, find_cycles, find_variation
from period.domain.periods.menses import find_periods
from tests.support.period_logs import bleeding, log_of, on


def periods_of(*lengths, today=4000):
    return find_periods(days=log_of(*lengths), today=on(today))


def cycles_of(*lengths, today):
    return find_cycles(periods=periods_of(*lengths, today=today), today=on(today))


def test_the_first_day_of_menses_is_cycle_day_one():
    assert cycle_day(periods=periods_of(28), on=on(28)) == 1


def test_the_day_before_the_next_period_is_the_last_of_its_cycle():
    assert cycle_day(periods=periods_of(28), on=on(27)) == 28


def test_a_day_between_periods_has_the_day_of_its_own_cycle():
    assert cycle_day(periods=periods_of(28, 30, 26), on=on(28 + 14)) == 15


def test_there_is_no_cycle_day_before_the_first_period():
    assert cycle_day(periods=periods_of(28), on=on(-1)) is None
    assert cycle_day(periods=[], on=on(0)) is None


@pytest.mark.parametrize(("day", "expected"), [(119, 120), (120, None)])
def test_the_series_is_broken_after_day_120(day, expected):
    assert cycle_day(periods=periods_of(), on=on(day)) == expected


def test_a_cycle_lasts_to_the_day_before_the_next_period():
    assert [cycle.length for cycle in cycles_of(28, 30, today=60)] == [28, 30, None]


def test_without_a_period_there_is_no_cycle():
    assert find_cycles(periods=[], today=on(0)) == []


def test_cycles_inside_the_usual_range_have_no_flags():
    assert all(not cycle.flags for cycle in cycles_of(24, 38, 28, today=100))


@pytest.mark.parametrize(
    ("length", "code", "limit"), [(23, "cycle_short", 24), (39, "cycle_long", 38)]
)
def test_a_cycle_outside_the_usual_range_names_the_limit(length, code, limit):
    (flag,) = cycles_of(length, today=length + 3)[0].flags
    assert (flag.code, flag.measured, flag.limit) == (code, length, limit)
    assert f"{length} days, outside the usual range of 24 to 38 days" in flag.text


@pytest.mark.parametrize(("days", "flagged"), [(38, False), (39, True)])
def test_the_current_cycle_is_flagged_once_39_days_are_over_without_a_start(days, flagged):
    *_, cycle = cycles_of(30, 31, today=61 + days)
    assert [(flag.code, flag.measured, flag.limit) for flag in cycle.flags] == (
        [("cycle_long", 39, 38)] if flagged else []
    )


@pytest.mark.parametrize(
    ("flow", "flagged"), [("none", True), ("spotting", True), (None, False), ("medium", False)]
)
def test_today_is_over_once_she_logs_that_no_period_began(flow, flagged):
    days = [*log_of(), Day(on(38), flow)]
    periods = find_periods(days=days, today=on(38))
    *_, cycle = find_cycles(periods=periods, today=on(38), days=days)
    assert [flag.code for flag in cycle.flags] == (["cycle_long"] if flagged else [])


def logged_every_day(*lengths, until):
    bled = {day.date for day in log_of(*lengths)}
    dry = [Day(on(day), "none") for day in range(until + 1) if on(day) not in bled]
    return [*log_of(*lengths), *dry]


@pytest.mark.parametrize("unlogged", [0, 2, 3])
def test_an_unlogged_period_is_named_only_where_it_has_room(unlogged):
    lengths, today = (28, 28, 28, 57, 28), on(172)
    blank = {on(100 + day) for day in range(unlogged)}
    days = [day for day in logged_every_day(*lengths, until=172) if day.date not in blank]
    cycles = find_cycles(periods=find_periods(days=days, today=today), today=today, days=days)
    assert [cycle.length for cycle in cycles] == [*lengths, None]
    assert cycles[3].is_logged is (unlogged < 3)
    (flag,) = cycles[3].flags
    assert flag.code == "cycle_long"
    assert ("unlogged" in flag.text) is (unlogged == 3)
    variation = find_variation(cycles=cycles, today=today)
    assert ("unlogged" in variation.text) is (unlogged == 3)


def test_a_running_cycle_that_is_logged_needs_no_word_of_unlogged_periods():
    days = logged_every_day(until=45)
    (cycle,) = find_cycles(periods=find_periods(days=days, today=on(45)), today=on(45), days=days)
    assert cycle.flags[0].text == (
        "This cycle has lasted 46 days so far, outside the usual range of 24 to 38 days."
    )


@pytest.mark.parametrize(("length", "today"), [(131, 130), (131, 131), (131, 132), (60, 59)])
def test_bleeding_that_goes_on_is_flagged_as_that_alone(length, today):
    periods = find_periods(days=bleeding(0, length), today=on(today))
    (cycle,) = find_cycles(periods=periods, today=on(today), days=bleeding(0, length))
    assert [flag.code for flag in cycle.flags] == ["bleeding_long"]
    assert cycle.flags[0].measured == length


@pytest.mark.parametrize(("days", "flagged"), [(8, False), (9, True)])
def test_bleeding_of_more_than_eight_days_is_flagged(days, flagged):
    periods = find_periods(days=bleeding(0, days), today=on(20))
    (cycle,) = find_cycles(periods=periods, today=on(20))
    assert [(flag.code, flag.measured, flag.limit) for flag in cycle.flags] == (
        [("bleeding_long", 9, 8)] if flagged else []
    )


def test_a_pause_of_200_days_is_not_a_cycle():
    paused, current = cycles_of(200, today=210)
    assert paused.length is None
    assert [(flag.code, flag.measured, flag.limit) for flag in paused.flags] == [
        ("series_broken", 200, 120)
    ]
    assert current.flags == ()


def test_a_pause_that_has_not_ended_is_flagged():
    (cycle,) = cycles_of(today=150)
    assert [flag.code for flag in cycle.flags] == ["series_broken"]


def test_cycles_more_than_nine_days_apart_are_flagged_with_the_limits_by_age():
    flag = find_variation(cycles=cycles_of(26, 36, 28, today=92), today=on(92))
    assert flag is not None
    assert (flag.code, flag.measured, flag.limit) == ("variation_wide", 10, 9)
    assert "up to 9 days (7 between 26 and 41 years of age" in flag.text


@pytest.mark.parametrize("lengths", [(), (28,), (26, 35), (24, 33, 28)])
def test_cycles_up_to_nine_days_apart_are_not_flagged(lengths):
    assert find_variation(cycles=cycles_of(*lengths, today=120), today=on(120)) is None


@pytest.mark.parametrize(
    ("birth_year", "limit"), [(None, 9), (2000, 9), (1998, 7), (1985, 7), (1984, 9), (1980, 9)]
)
def test_her_age_chooses_the_limit_of_variation(birth_year, limit):
    """She may be 26 or 27, and 41 or 42, in the year in which today lies, 2026."""
    today = on(400)
    widest = periods_of(*[28] * 10, 28, 28 + limit, 28, today=400)
    wider = periods_of(*[28] * 10, 28, 29 + limit, 28, today=401)
    find = partial(find_variation, today=today, birth_year=birth_year)
    assert find(cycles=find_cycles(periods=widest, today=today)) is None
    flag = find(cycles=find_cycles(periods=wider, today=today))
    assert (flag.measured, flag.limit) == (limit + 1, limit)
    assert ("at your age" in flag.text) is (birth_year is not None)


def test_cycles_of_91_days_are_alike():
    assert find_variation(cycles=cycles_of(*[91] * 5, today=467), today=on(467)) is None


def test_cycles_of_more_than_a_year_ago_do_not_count_as_variation():
    lengths = (60, *[28] * 14)
    today = sum(lengths) + 5
    assert find_variation(cycles=cycles_of(*lengths, today=today), today=on(today)) is None


def test_a_pause_does_not_count_as_variation():
    assert find_variation(cycles=cycles_of(28, 150, 28, today=210), today=on(210)) is None
