"""What is said before there is much to go by: no period, one, two; and her own statement."""

import pytest

from period.domain.forecast import forecast
from period.domain.menses import Day
from tests.support.period_logs import bleeding, log_of, on


def test_without_a_period_there_is_no_date():
    answer = forecast(days=[Day(on(0), "spotting"), Day(on(1), "none")], today=on(3))
    assert answer.current_cycle is None
    assert answer.next_period is None
    assert answer.following_periods == ()
    assert answer.ovulation is None
    assert answer.fertile_days is None
    assert answer.late is None
    assert answer.next_period_reason.code == "no_period"
    assert answer.ovulation_reason.code == "no_period"
    assert answer.based_on.stage == "nothing"


def test_after_one_period_the_population_speaks_and_it_is_said():
    answer = forecast(days=bleeding(0), today=on(10))
    assert answer.based_on.stage == "population"
    assert answer.based_on.text.startswith("Learning")
    assert 27 <= (answer.next_period.date - on(0)).days <= 30
    assert answer.next_period.confidence == "low"
    assert (answer.next_period.latest - answer.next_period.earliest).days >= 6


def test_after_two_periods_it_is_still_learning():
    answer = forecast(days=log_of(33), today=on(43))
    assert answer.based_on.stage == "learning"
    assert answer.based_on.cycles_used == 1
    assert 30 <= (answer.next_period.date - on(33)).days <= 33
    assert answer.next_period.confidence == "low"


def test_confidence_stays_low_below_three_cycles_however_regular():
    assert forecast(days=log_of(28, 28), today=on(66)).next_period.confidence == "low"
    assert forecast(days=log_of(28, 28, 28), today=on(94)).next_period.confidence != "low"


def stated(length, day=0):
    return Day(on(day), "medium", cycle_length=length)


def expected_after(*days, lengths=()):
    answer = forecast(days=[*log_of(*lengths), *days], today=on(sum(lengths) + 10))
    return (answer.next_period.date - on(sum(lengths))).days


def test_her_own_statement_counts_when_there_is_nothing_else():
    assert expected_after(stated(35)) >= expected_after() + 2
    assert expected_after(stated(24)) <= expected_after() - 2


def test_her_own_statement_is_outweighed_by_her_cycles():
    assert abs(expected_after(stated(35), lengths=[27] * 8) - 27) <= 1


def test_the_latest_statement_counts():
    assert expected_after(stated(24), stated(34, day=3)) == expected_after(stated(34, day=3))


def test_a_statement_after_today_does_not_count():
    assert expected_after(stated(40, day=20)) == expected_after()


@pytest.mark.parametrize("length", [0, 9, 121, 999])
def test_a_statement_that_no_cycle_could_meet_does_not_count(length):
    assert expected_after(stated(length)) == expected_after()


def test_an_odd_statement_does_not_carry_the_prediction_away():
    assert abs(expected_after(stated(90), lengths=[28, 29, 28]) - 28) <= 1


def test_her_statement_is_named_among_the_grounds():
    answer = forecast(days=[*bleeding(0), stated(31)], today=on(10))
    assert answer.based_on.stated_cycle_length == 31
