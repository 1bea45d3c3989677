"""What the signs of the current cycle do to the forecast."""

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day, Mucus, OvulationTest, Temperature
from tests.support.period_logs import log_of, on, positive_test

REGULAR = log_of(*[28] * 13)
START = 28 * 13


def day(cycle_day, **signs):
    """Return a logged day of the current cycle, without bleeding after day 5."""
    return Day(on(START + cycle_day - 1), "medium" if cycle_day <= 5 else "none", **signs)


def logged_tests(days, result):
    return [day(cycle_day, ovulation_test=result) for cycle_day in days]


def temperatures(*, ovulation, last):
    return [
        day(on_day, temperature=Temperature(36.75 if on_day > ovulation + 1 else 36.4))
        for on_day in range(1, last + 1)
    ]


def read(*signs, today, days=REGULAR):
    return forecast(days=[*days, *signs], today=on(START + today - 1))


def ovulation_day(result):
    return (result.ovulation.date - on(START)).days + 1


def not_used(result):
    return [(log.code, (log.date - on(START)).days + 1) for log in result.based_on.not_used]


def test_without_signs_ovulation_is_no_surer_than_the_luteal_phase_allows():
    result = read(today=10)
    assert result.ovulation.source == "periods"
    assert result.ovulation.signs == ()
    assert 0.6 < result.ovulation.within_two_days <= 0.79


def test_a_surge_moves_ovulation_and_the_next_period():
    result = read(
        *logged_tests(range(11, 17), "negative"), *logged_tests([17], "positive"), today=18
    )
    assert result.ovulation.source == "test"
    assert ovulation_day(result) == 18
    assert result.ovulation.within_two_days > 0.8
    [sign] = result.ovulation.signs
    assert (sign.kind, sign.days) == ("ovulationTest", 7)
    assert sign.moved == ovulation_day(result) - ovulation_day(read(today=18)) > 0
    assert f"{sign.moved} days later" in sign.text
    assert result.next_period.date > read(today=18).next_period.date


@pytest.mark.parametrize(("cycle_day", "today"), [(3, 9), (24, 25)])
def test_a_surge_that_the_forecast_finds_next_to_impossible_is_not_used(cycle_day, today):
    result = read(*logged_tests([cycle_day], "positive"), today=today)
    assert not_used(result) == [("unlikely_day", cycle_day)]
    assert result.based_on.not_used[0].text
    assert result.ovulation.source == "periods"
    assert result.ovulation.date == read(today=today).ovulation.date


def test_a_surge_in_the_sixth_week_is_not_used():
    assert not_used(read(*logged_tests([37], "peak"), today=37)) == [("period_late", 37)]
    first_cycle = [Day(on(START), "medium")]
    result = read(*logged_tests([37], "positive"), today=38, days=first_cycle)
    assert [code for code, _ in not_used(result)] == ["unlikely_day"]


def test_signs_that_agree_make_an_unusual_surge_believed():
    alone = read(*logged_tests([20], "positive"), day(22), today=22)
    supported = read(
        *logged_tests(range(10, 20), "negative"), *logged_tests([20], "positive"), day(22), today=22
    )
    assert supported.ovulation.within_two_days > alone.ovulation.within_two_days
    assert ovulation_day(supported) == 21


def test_a_surge_shortly_before_a_positive_pregnancy_test_is_not_used():
    pregnancy = day(25, pregnancy_test="faint")
    signs = [*logged_tests([14], "positive"), *logged_tests([23], "positive"), pregnancy]
    result = read(*signs, today=25)
    assert not_used(result) == [("pregnancy_test", 23)]
    assert ovulation_day(result) == 15


def test_negative_tests_make_ovulation_later():
    result = read(*logged_tests(range(9, 15), "negative"), today=14)
    assert result.ovulation.source == "periods"
    assert ovulation_day(result) > ovulation_day(read(day(14), today=14))
    assert not_used(result) == []


@pytest.mark.parametrize("ovulation", [12, 14, 17])
def test_a_rise_of_temperature_confirms_ovulation_and_moves_the_next_period(ovulation):
    result = read(*temperatures(ovulation=ovulation, last=ovulation + 7), today=ovulation + 7)
    assert result.ovulation.source == "temperature"
    assert abs(ovulation_day(result) - ovulation) <= 1
    luteal = (result.next_period.date - result.ovulation.date).days - 1
    assert 12 <= luteal <= 14


def test_temperatures_without_a_rise_put_off_ovulation():
    result = read(*temperatures(ovulation=30, last=18), today=18)
    assert result.ovulation.source == "periods"
    assert ovulation_day(result) > ovulation_day(read(day(18), today=18))


def test_fevered_and_excluded_temperatures_change_nothing():
    days = range(16, 21)
    fever = [day(on_day, temperature=Temperature(38.5)) for on_day in days]
    excluded = [day(on_day, temperature=Temperature(36.9, excluded=True)) for on_day in days]
    nothing = read(*[day(on_day) for on_day in days], today=20).ovulation
    for logged, code in ((fever, "fever"), (excluded, "excluded_temperature")):
        result = read(*logged, today=20)
        assert result.ovulation == nothing
        assert not_used(result) == [(code, on_day) for on_day in days]


def test_fertile_mucus_tells_ovulation():
    dry = [day(on_day, mucus="dry") for on_day in range(6, 12)]
    fertile = [day(on_day, mucus="eggWhite") for on_day in range(12, 18)]
    result = read(*dry, *fertile, *[day(n, mucus="sticky") for n in range(18, 21)], today=20)
    assert result.ovulation.source == "mucus"
    assert ovulation_day(result) in (16, 17)
    assert [(sign.kind, sign.days) for sign in result.ovulation.signs] == [("mucus", 15)]


def test_each_kind_of_sign_tells_what_it_did():
    mucus = [day(n, mucus="watery") for n in (15, 16)]
    result = read(
        *mucus, *logged_tests([16], "positive"), *temperatures(ovulation=17, last=21), today=21
    )
    assert {sign.kind for sign in result.ovulation.signs} == {
        "temperature",
        "mucus",
        "ovulationTest",
    }
    assert result.ovulation.source == "test"
    assert ovulation_day(result) == 17


def test_ovulation_is_not_told_while_the_start_of_the_cycle_is_in_doubt():
    days = log_of(28, 28, 28, 13)
    result = forecast(days=days, today=on(28 * 3 + 13 + 4))
    assert (result.ovulation, result.fertile_days) == (None, None)
    assert result.ovulation_reason.code == "start_in_doubt"


def test_fertile_days_never_precede_the_cycle():
    for cycle_day in range(1, 12):
        result = read(*logged_tests([cycle_day], "positive"), today=cycle_day, days=[day(1)])
        assert result.fertile_days is None or result.fertile_days.first >= on(START)


def test_readings_of_a_broken_thermometer_rule_nothing_out():
    odd = [day(n, temperature=Temperature(34.2 if n < 60 else 37.4)) for n in range(6, 110)]
    waiting = log_of(28, 115)
    odd = [replace(each, date=each.date - on(START) + on(143)) for each in odd]
    result = forecast(days=[*waiting, *odd], today=on(143 + 113))
    assert result.current_cycle.day == 114


def test_a_long_cycle_after_tested_short_ones_has_a_forecast():
    lengths = (*[28] * 20, 119)
    days = [*log_of(*lengths), *(positive_test(28 * count + 14) for count in range(20))]
    for waited in (60, 105, 117, 119):
        assert forecast(days=days, today=on(sum(lengths) + waited)).current_cycle.day == waited + 1


signs_logged = st.lists(
    st.builds(
        day,
        st.integers(1, 45),
        ovulation_test=st.none() | st.sampled_from(get_args(OvulationTest)),
        mucus=st.none() | st.sampled_from(get_args(Mucus)),
        temperature=st.none() | st.builds(Temperature, st.sampled_from([36.3, 36.5, 36.7, 36.9])),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=30, deadline=None, database=None)
@given(signs=signs_logged, waited=st.integers(0, 20))
def test_waiting_with_the_same_signs_never_moves_a_date_back(signs, waited):
    today = max(each.date for each in signs) + timedelta(waited)
    before = forecast(days=[*REGULAR, *signs], today=today)
    after = forecast(days=[*REGULAR, *signs], today=today + timedelta(1))
    if before.next_period and after.next_period:
        assert after.next_period.date >= before.next_period.date
    if before.ovulation and after.ovulation:
        assert after.ovulation.date >= before.ovulation.date


@settings(max_examples=30, deadline=None, database=None)
@given(data=st.data(), signs=signs_logged)
def test_the_order_of_signs_does_not_matter(data, signs):
    today = max(each.date for each in signs)
    shuffled = data.draw(st.permutations(signs))
    expected = forecast(days=[*REGULAR, *signs], today=today)
    assert forecast(days=[*shuffled, *REGULAR], today=today) == expected


def test_past_cycles_are_known_by_their_temperatures():
    days = list(log_of(*[28] * 6))
    for start in range(0, 28 * 6, 28):
        days += [
            Day(on(start) + timedelta(n - 1), None, temperature=Temperature(celsius))
            for n in range(6, 29)
            for celsius in [36.75 if n > 18 else 36.4]
        ]
    result = forecast(days=days, today=on(28 * 6 + 8))
    assert result.ovulation.source == "past_signs"
    assert result.ovulation.date >= on(28 * 6 + 15)
    assert result.based_on.tested_cycles == 0
