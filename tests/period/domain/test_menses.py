import pytest

from period.domain.log.logged_day import Day, Flow
from period.domain.periods.menses import find_periods
from tests.support.period_logs import bleeding, log_of, on

LATER = on(400)


def periods_in(days):
    return [
        ((period.start - on(0)).days, (period.end - on(0)).days, period.bleeding_days)
        for period in find_periods(days=days, today=LATER)
    ]


def test_without_a_log_there_is_no_period():
    assert find_periods(days=[], today=LATER) == []


def test_bleeding_on_days_in_a_row_is_one_period():
    assert periods_in(bleeding(0, 5)) == [(0, 4, 5)]


@pytest.mark.parametrize("flow", ["light", "medium", "heavy", "veryHeavy", "unspecified"])
def test_any_bleeding_starts_a_period(flow: Flow):
    assert periods_in([Day(on(0), flow)]) == [(0, 0, 1)]


@pytest.mark.parametrize("flow", ["none", "spotting", None])
def test_spotting_never_starts_a_period(flow: Flow | None):
    assert periods_in([Day(on(day), flow) for day in range(6)]) == []


def test_spotting_before_and_after_does_not_lengthen_a_period():
    days = [Day(on(0), "spotting"), *bleeding(1, 4), Day(on(5), "spotting")]
    assert periods_in(days) == [(1, 4, 4)]


@pytest.mark.parametrize("blank", [1, 2])
@pytest.mark.parametrize("flow", ["unlogged", "spotting", None])
def test_up_to_two_days_without_bleeding_are_bridged_and_not_counted(blank, flow):
    between = [Day(on(day), flow) for day in range(15, 15 + blank) if flow != "unlogged"]
    days = [*bleeding(0, 15), *between, *bleeding(15 + blank, 1)]
    assert periods_in(days) == [(0, 15 + blank, 16)]


@pytest.mark.parametrize("flow", ["unlogged", "spotting", None])
def test_three_days_without_bleeding_are_not_bridged(flow):
    between = [Day(on(day), flow) for day in range(15, 18) if flow != "unlogged"]
    assert periods_in([*bleeding(0, 15), *between, *bleeding(18, 1)]) == [(0, 14, 15), (18, 18, 1)]


def test_light_bleeding_on_every_third_day_is_four_days_within_ten():
    days = [Day(on(day), "light") for day in (0, 3, 6, 9)]
    (period,) = find_periods(days=days, today=LATER)
    assert (period.bleeding_days, period.span_days) == (4, 10)


def test_spotting_holds_a_period_together_and_is_no_day_of_bleeding():
    spotting = [Day(on(day), "spotting") for day in (5, 6, 8, 9)]
    days = [*bleeding(0, 5, "light"), *bleeding(7, 1), *bleeding(10, 1), *spotting]
    (period,) = find_periods(days=days, today=LATER)
    assert (period.bleeding_days, period.span_days) == (7, 11)


def test_five_periods_with_gaps_in_each_stay_five_periods():
    starts = [0, 28, 56, 84, 112]
    days = [Day(on(start + day), "light") for start in starts for day in (0, 3, 6, 9)]
    assert periods_in(days) == [(start, start + 9, 4) for start in starts]


def test_a_day_without_a_word_on_bleeding_splits_no_period():
    days = [*bleeding(0, 2), Day(on(2), None), *bleeding(3, 2)]
    assert periods_in(days) == [(0, 4, 4)]


def test_a_day_logged_as_none_is_not_counted_as_bleeding():
    days = [*bleeding(0, 2), Day(on(2), "none"), *bleeding(3, 1)]
    assert periods_in(days) == [(0, 3, 3)]


def test_long_bleeding_is_one_period():
    assert periods_in(bleeding(0, 15)) == [(0, 14, 15)]


def test_bleeding_after_a_dry_day_and_ten_days_is_another_period():
    days = [*bleeding(0, 9), Day(on(9), "none"), *bleeding(10, 2)]
    assert periods_in(days) == [(0, 8, 9), (10, 11, 2)]


def test_bleeding_nine_days_after_a_start_joins_that_period():
    assert periods_in(bleeding(0, 3) + bleeding(9, 2)) == [(0, 10, 5)]


def test_bleeding_that_joins_a_period_does_not_move_its_start():
    # Day 16 is nine days after day 7, but sixteen after the period began.
    assert periods_in(bleeding(0, 3) + bleeding(7, 1) + bleeding(16, 3)) == [(0, 7, 4), (16, 18, 3)]


@pytest.mark.parametrize(("gap", "doubtful"), [(10, True), (12, True), (17, True), (18, False)])
def test_a_start_ten_to_seventeen_days_after_the_last_needs_confirmation(gap, doubtful):
    first, second = find_periods(days=bleeding(0, 4) + bleeding(gap, 4), today=LATER)
    assert not first.needs_confirmation
    assert second.needs_confirmation is doubtful


def test_days_after_today_are_ignored():
    days = log_of(28, 28)
    assert find_periods(days=days, today=on(30)) == find_periods(
        days=[day for day in days if day.date <= on(30)], today=on(30)
    )


def test_a_period_ends_today_at_the_latest():
    (period,) = find_periods(days=bleeding(0, 6), today=on(2))
    assert period.end == on(2)


def test_overlapping_logs_count_each_day_once():
    assert periods_in(bleeding(0, 4) + bleeding(2, 5)) == [(0, 6, 7)]


def test_a_date_logged_twice_is_bleeding_if_either_log_is():
    assert periods_in([*bleeding(0, 3), Day(on(1), "none")]) == [(0, 2, 3)]


def test_the_order_of_days_does_not_matter():
    days = log_of(28, 27)
    assert periods_in(reversed(days)) == periods_in(days)
