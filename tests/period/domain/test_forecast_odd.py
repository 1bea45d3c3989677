"""What is said to logs that are odd: a start that asks, spotting, cycles of all lengths."""

from period.domain.forecast import forecast
from period.domain.menses import Day
from tests.support.period_logs import bleeding, log_of, on, positive_test

REGULAR = (28, 29, 27, 28)


def test_a_start_after_twelve_days_asks_and_is_trusted_little():
    answer = forecast(days=log_of(*REGULAR, 12), today=on(sum(REGULAR) + 14))
    assert "only 12 days after the last one" in answer.current_cycle.question
    assert answer.current_cycle.day == 3
    assert answer.next_period.confidence == "low"
    assert [gap.days for gap in answer.based_on.left_out] == [12]


def test_the_same_days_logged_as_spotting_ask_nothing():
    spotting = bleeding(sum(REGULAR) + 12, flow="spotting")
    answer = forecast(days=[*log_of(*REGULAR), *spotting], today=on(sum(REGULAR) + 14))
    assert answer.current_cycle.question is None
    assert answer.current_cycle.day == 15
    assert answer.based_on.left_out == ()


def test_a_past_cycle_cut_by_bleeding_is_left_out_and_moves_nothing():
    cut = forecast(days=log_of(*REGULAR, 12, 16, 28), today=on(180))
    whole = forecast(days=log_of(*REGULAR, 28, 28), today=on(180))
    assert [gap.code for gap in cut.based_on.left_out] == ["bleeding_between"] * 2
    assert cut.next_period.date == whole.next_period.date


def test_a_gap_like_no_other_is_left_out():
    answer = forecast(days=log_of(*REGULAR, 43, 28, 28), today=on(220))
    assert [(gap.days, gap.code) for gap in answer.based_on.left_out] == [(43, "unexplained")]


def test_very_irregular_cycles_get_a_wide_range_and_low_confidence():
    lengths = (24, 45, 31, 60, 26, 52, 38)
    answer = forecast(days=log_of(*lengths), today=on(sum(lengths) + 10))
    assert answer.next_period.confidence == "low"
    assert (answer.next_period.latest - answer.next_period.earliest).days >= 15
    assert answer.late is None


def test_cycles_too_irregular_for_fertile_days_get_none_and_the_reason():
    lengths = (24, 75, 31, 90, 26, 80, 45, 100, 22, 66)
    answer = forecast(days=log_of(*lengths), today=on(sum(lengths) + 5))
    assert answer.fertile_days is None
    assert answer.ovulation_reason.code == "too_uncertain"
    assert answer.ovulation.latest > answer.ovulation.earliest


def with_test(surge, *, today, lengths=REGULAR):
    start = sum(lengths)
    days = [*log_of(*lengths), positive_test(start + surge - 1)]
    return start, forecast(days=days, today=on(start + today - 1))


def test_a_positive_test_puts_ovulation_on_the_next_day():
    start, answer = with_test(18, today=18)
    assert answer.ovulation.date == on(start + 18)
    assert answer.ovulation.source == "test"
    assert answer.ovulation.within_two_days > 0.9
    assert answer.fertile_days.first <= on(start + 14)
    assert answer.fertile_days.last == on(start + 18)


def test_a_late_ovulation_moves_the_next_period():
    _, untested = with_test(50, today=20)
    start, tested = with_test(20, today=20)
    assert tested.next_period.date >= untested.next_period.date + (on(4) - on(0))
    assert abs((tested.next_period.date - on(start + 20 + 13)).days) <= 1


def test_after_a_test_the_phase_is_luteal():
    _, answer = with_test(13, today=18)
    assert answer.current_cycle.phase.name == "luteal"
    assert answer.current_cycle.phase.probability > 0.8


def test_a_negative_test_changes_nothing():
    today = on(sum(REGULAR) + 13)
    negative = Day(today, "none", ovulation_test="negative")
    dry = Day(today, "none")
    days = log_of(*REGULAR)
    assert forecast(days=[*days, negative], today=today) == forecast(days=[*days, dry], today=today)


def test_ovulations_tested_in_past_cycles_are_learnt_from():
    days = log_of(*REGULAR, 28)
    starts = [0, 28, 57, 84, 112]
    days += [positive_test(start + 17) for start in starts]
    answer = forecast(days=days, today=on(140 + 9))
    assert answer.based_on.tested_cycles == 5
    assert answer.ovulation.source == "past_tests"
    assert answer.ovulation.date >= on(140 + 16)
    assert answer.next_period.date == on(140 + 28)
