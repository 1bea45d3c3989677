"""The forecast while no period comes, or none is logged."""

import pytest

from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day
from tests.support.period_logs import bleeding, log_of, on

REGULAR = (28, 29, 27, 28, 28, 29)
LAST_START = sum(REGULAR)


def regular(day, *more):
    return forecast(days=[*log_of(*REGULAR), *more], today=on(LAST_START + day - 1))


def test_after_most_of_her_cycles_would_have_ended_the_period_is_late():
    result = regular(36)
    assert result.late.days == 7
    assert result.late.text == (
        "7 days later than expected. It may still come, it may have come without being logged, or "
        "you may be pregnant. If it came, log the day it began. Periods can be late for many "
        "reasons."
    )
    assert result.next_period.date >= result.as_of


def test_a_late_period_has_no_ovulation_estimate():
    result = regular(36)
    assert result.ovulation is None
    assert result.fertile_days is None
    assert result.ovulation_reason.code == "late"
    assert result.next_period_reason is None


def test_the_later_it_is_the_more_likely_a_period_is_unlogged():
    assert 0.3 < regular(36).late.forgotten < regular(40).late.forgotten


def test_the_probability_of_two_days_and_the_days_rest_on_one_assumption():
    late = regular(36)
    near = sum(
        day.probability
        for day in late.next_period.distribution
        if abs((day.date - late.next_period.date).days) <= 2
    )
    assert late.next_period.within_two_days == pytest.approx(near, abs=0.005)
    assert late.assumption.code == "all_logged_not_pregnant"


def test_on_day_60_with_nothing_logged_there_is_no_date():
    result = regular(60)
    assert result.next_period is None
    assert result.next_period_reason.code == "overdue"
    assert result.ovulation_reason.code == "overdue"
    assert result.following_periods == ()
    assert (result.current_cycle.day, result.current_cycle.phase) == (60, None)
    assert result.late.days == 31
    assert 0.3 < result.late.forgotten < 0.6


def test_with_a_single_period_day_110_gets_no_date_either():
    result = forecast(days=bleeding(0), today=on(109))
    assert result.next_period is None
    assert result.next_period_reason.code == "overdue"


def test_after_day_120_the_series_is_broken():
    result = regular(121)
    assert result.current_cycle is None
    assert result.next_period is None
    assert result.late is None
    assert result.next_period_reason.code == "series_broken"
    assert result.ovulation_reason.code == "series_broken"


def test_a_pause_of_200_days_leaves_what_was_learnt_with_a_broader_range():
    paused = forecast(days=log_of(33, 34, 33, 200), today=on(310))
    going_on = forecast(days=log_of(33, 34, 33), today=on(110))
    assert abs((paused.next_period.date - on(300)).days - 33) <= 1
    assert range_of(paused) > range_of(going_on)
    assert paused.based_on.cycles_used == 3
    assert [gap.code for gap in paused.based_on.left_out] == ["pause"]
    assert paused.track_record.scored == 3


def range_of(result):
    return result.next_period.latest - result.next_period.earliest


def test_long_gaps_about_a_pause_keep_teaching():
    result = forecast(days=log_of(130, 95, 160, 88), today=on(473 + 10))
    assert (result.next_period.date - on(473)).days in range(60, 100)
    assert range_of(result).days > 40


def test_an_unlogged_period_is_listed_and_hardly_moves_the_date():
    unlogged = forecast(days=log_of(28, 29, 28, 57, 28), today=on(180))
    (left_out,) = unlogged.based_on.left_out
    assert (left_out.start, left_out.days, left_out.code) == (on(85), 57, "period_not_logged")
    assert unlogged.based_on.cycles_used == 4
    assert unlogged.next_period.date == on(170 + 28)


def test_logging_the_missing_period_corrects_the_forecast():
    days = log_of(28, 29, 28, 57, 28)
    complete = forecast(days=[*days, *bleeding(85 + 28)], today=on(180))
    assert complete.based_on.left_out == ()
    assert complete.based_on.cycles_used == 6


def test_a_dry_day_logged_today_does_not_end_the_cycle():
    result = regular(20, Day(on(LAST_START + 19), "none"))
    assert result.current_cycle.day == 20


@pytest.mark.parametrize("bled", [32, 40, 90])
def test_a_period_that_still_bleeds_is_not_late(bled):
    days = [*log_of(28, 28, 28), *bleeding(112, bled)]
    result = forecast(days=days, today=on(112 + bled - 1))
    assert (result.late, result.next_period, result.questions) == (None, None, ())
    assert result.next_period_reason.code == "bleeding_goes_on"
    assert result.current_cycle.phase.name == "menstrual"
    assert [each.code for each in result.attention] == ["bleeding_long"]
