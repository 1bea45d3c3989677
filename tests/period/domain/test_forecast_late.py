"""What is said when no period comes, or none is logged."""

from period.domain.forecast import forecast
from period.domain.menses import Day
from tests.support.period_logs import bleeding, log_of, on

REGULAR = (28, 29, 27, 28, 28, 29)
LAST_START = sum(REGULAR)


def regular(day, *more):
    return forecast(days=[*log_of(*REGULAR), *more], today=on(LAST_START + day - 1))


def test_a_period_that_few_cycles_would_wait_for_is_late_or_was_not_logged():
    answer = regular(36)
    assert answer.late.days == 7
    assert answer.late.text == (
        "7 days later than expected. If it came, log the day it began. "
        "Periods can be late for many reasons."
    )
    assert answer.next_period.date >= answer.as_of


def test_once_it_is_late_ovulation_cannot_be_told():
    answer = regular(36)
    assert answer.ovulation is None
    assert answer.fertile_days is None
    assert answer.ovulation_reason.code == "late"
    assert answer.next_period_reason is None


def test_the_later_it_is_the_likelier_a_log_was_forgotten():
    assert 0.3 < regular(36).late.forgotten < regular(40).late.forgotten


def test_the_probability_of_two_days_counts_a_forgotten_log():
    late = regular(36)
    near = sum(
        day.probability
        for day in late.next_period.distribution
        if abs((day.date - late.next_period.date).days) <= 2
    )
    assert late.next_period.within_two_days < near


def test_on_day_60_with_nothing_logged_there_is_no_date_any_more():
    answer = regular(60)
    assert answer.next_period is None
    assert answer.next_period_reason.code == "overdue"
    assert answer.ovulation_reason.code == "overdue"
    assert answer.following_periods == ()
    assert (answer.current_cycle.day, answer.current_cycle.phase) == (60, None)
    assert answer.late.days == 31
    assert answer.late.forgotten > 0.8


def test_with_a_single_period_day_60_gets_no_date_either():
    answer = forecast(days=bleeding(0), today=on(59))
    assert answer.next_period is None
    assert answer.next_period_reason.code == "overdue"


def test_after_day_120_the_series_is_broken():
    answer = regular(121)
    assert answer.current_cycle is None
    assert answer.next_period is None
    assert answer.late is None
    assert answer.next_period_reason.code == "series_broken"
    assert answer.ovulation_reason.code == "series_broken"


def test_after_a_pause_of_200_days_cycles_are_counted_anew():
    answer = forecast(days=log_of(33, 34, 33, 200), today=on(310))
    alone = forecast(days=bleeding(300), today=on(310))
    assert answer.next_period == alone.next_period
    assert answer.based_on.stage == "population"
    assert [gap.code for gap in answer.based_on.left_out] == [*["before_pause"] * 3, "pause"]
    assert answer.track_record.scored == 0


def test_a_forgotten_log_is_named_and_hardly_moves_the_date():
    forgotten = forecast(days=log_of(28, 29, 28, 57, 28), today=on(180))
    (left_out,) = forgotten.based_on.left_out
    assert (left_out.start, left_out.days, left_out.code) == (on(85), 57, "period_not_logged")
    assert forgotten.based_on.cycles_used == 4
    assert forgotten.next_period.date == on(170 + 28)


def test_a_log_that_turns_up_later_corrects_the_answer():
    days = log_of(28, 29, 28, 57, 28)
    complete = forecast(days=[*days, *bleeding(85 + 28)], today=on(180))
    assert complete.based_on.left_out == ()
    assert complete.based_on.cycles_used == 6


def test_a_dry_day_logged_today_does_not_end_the_cycle():
    answer = regular(20, Day(on(LAST_START + 19), "none"))
    assert answer.current_cycle.day == 20
