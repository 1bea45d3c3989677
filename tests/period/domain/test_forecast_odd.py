"""The forecast from unusual logs: doubtful starts, spotting, irregular cycles, tests."""

import pytest

from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day
from tests.support.period_logs import bleeding, log_of, on, positive_test

REGULAR = (28, 29, 27, 28)


def test_a_start_after_twelve_days_gets_a_question_and_low_confidence():
    result = forecast(days=log_of(*REGULAR, 12), today=on(sum(REGULAR) + 14))
    begun = "This period began only 12 days after the last one. Was it a period?"
    assert result.questions[0].text == begun
    assert result.current_cycle.question == f"{begun} If not, log these days as spotting."
    assert result.current_cycle.day == 3
    assert result.next_period.confidence == "low"
    assert [gap.code for gap in result.based_on.left_out] == ["bleeding_between"]


def test_the_same_days_as_spotting_get_no_question():
    spotting = bleeding(sum(REGULAR) + 12, flow="spotting")
    result = forecast(days=[*log_of(*REGULAR), *spotting], today=on(sum(REGULAR) + 14))
    assert result.current_cycle.question is None
    assert result.current_cycle.day == 15
    assert result.based_on.left_out == ()


def test_a_past_cycle_split_by_bleeding_is_left_out_and_moves_nothing():
    split = forecast(days=log_of(*REGULAR, 12, 16, 28), today=on(180))
    whole = forecast(days=log_of(*REGULAR, 28, 28), today=on(180))
    assert [gap.code for gap in split.based_on.left_out] == ["bleeding_between"] * 2
    assert split.next_period.date == whole.next_period.date


def test_a_single_long_cycle_counts_and_moves_the_date_by_a_day_at_most():
    long = forecast(days=log_of(*REGULAR, 43, 28, 28), today=on(220))
    usual = forecast(days=log_of(*REGULAR, 28, 28, 28), today=on(205))
    assert long.based_on.left_out == ()
    assert abs((long.next_period.date - usual.next_period.date).days - 15) <= 1


@pytest.mark.parametrize("lengths", [[28] * 14, [24] * 14, [21] * 14, [35] * 14, [26, 30] * 5])
def test_without_any_test_two_days_are_never_too_sure_to_hold_ovulation(lengths):
    days = log_of(*lengths)
    for waited in range(0, 60, 2):
        ovulation = forecast(days=days, today=on(sum(lengths) + waited)).ovulation
        assert ovulation is None or ovulation.within_two_days <= 0.79


def test_a_cycle_about_as_short_as_a_luteal_phase_tells_no_ovulation():
    result = forecast(days=log_of(*[14] * 12), today=on(14 * 12 + 3))
    assert (result.ovulation, result.fertile_days) == (None, None)
    assert result.ovulation_reason.code == "too_uncertain"


def test_very_irregular_cycles_get_a_wide_range_and_low_confidence():
    lengths = (24, 45, 31, 60, 26, 52, 38)
    result = forecast(days=log_of(*lengths), today=on(sum(lengths) + 10))
    assert result.next_period.confidence == "low"
    assert (result.next_period.latest - result.next_period.earliest).days >= 15
    assert result.late is None


def test_too_irregular_cycles_get_no_fertile_days_but_a_reason():
    lengths = (24, 75, 31, 90, 26, 80, 45, 100, 22, 66)
    result = forecast(days=log_of(*lengths), today=on(sum(lengths) + 5))
    assert result.fertile_days is None
    assert result.ovulation_reason.code == "too_uncertain"
    assert result.ovulation.latest > result.ovulation.earliest


def with_test(surge, *, today, lengths=REGULAR):
    start = sum(lengths)
    days = [*log_of(*lengths), positive_test(start + surge - 1)]
    return start, forecast(days=days, today=on(start + today - 1))


def test_after_a_positive_test_ovulation_is_on_the_next_day():
    start, result = with_test(18, today=18)
    assert result.ovulation.date == on(start + 18)
    assert result.ovulation.source == "test"
    assert result.ovulation.within_two_days > 0.9
    assert result.fertile_days.first <= on(start + 14)
    assert result.fertile_days.last == on(start + 18)


def test_a_late_ovulation_moves_the_next_period():
    _, untested = with_test(50, today=20)
    start, tested = with_test(20, today=20)
    assert tested.next_period.date >= untested.next_period.date + (on(4) - on(0))
    assert abs((tested.next_period.date - on(start + 20 + 13)).days) <= 1


def test_after_a_test_the_phase_is_luteal():
    _, result = with_test(13, today=18)
    assert result.current_cycle.phase.name == "luteal"
    assert result.current_cycle.phase.probability > 0.8


def test_the_forecast_learns_from_tested_ovulations():
    days = log_of(*REGULAR, 28)
    starts = [0, 28, 57, 84, 112]
    days += [positive_test(start + 17) for start in starts]
    result = forecast(days=days, today=on(140 + 9))
    assert result.based_on.tested_cycles == 5
    assert result.ovulation.source == "past_tests"
    assert result.ovulation.date >= on(140 + 16)
    assert result.next_period.date == on(140 + 28)


def test_long_cycles_that_are_alike_are_not_said_to_vary():
    result = forecast(days=log_of(84, 91, 100), today=on(275 + 12))
    assert result.ovulation_reason.code == "ovulation_uncertain"


@pytest.mark.parametrize(("doubtful", "said"), [(10, 9), (11, 8), (13, 6), (16, 3), (10, 1)])
def test_a_period_that_she_says_began_soon_after_a_doubtful_one_is_read(doubtful, said):
    begins = sum(REGULAR) + doubtful + said
    days = [
        *log_of(*REGULAR, doubtful, days=1),
        Day(on(begins), "medium", starts_period=True),
        *bleeding(begins + 28),
    ]
    result = forecast(days=days, today=on(begins + 35))
    assert result.current_cycle.start == on(begins + 28)
    assert result.based_on.left_out[0].code != "cycle"
