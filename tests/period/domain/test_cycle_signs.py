from dataclasses import replace

from period.domain.log.logged_day import Day, Temperature
from period.domain.signs.cycle_signs import find_signs
from tests.support.period_logs import on


def signs_of(*days):
    [signs] = find_signs(days=days, starts=[on(0)])
    return signs


def test_signs_belong_to_the_cycle_in_which_they_were_logged():
    days = [Day(on(30), mucus="dry"), Day(on(5), ovulation_test="high"), Day(on(-1), mucus="dry")]
    first, second = find_signs(days=days, starts=[on(0), on(28)])
    assert (first.tests, first.mucus) == ({6: "high"}, {})
    assert (second.tests, second.mucus) == ({}, {3: "dry"})


def test_without_a_period_there_is_no_cycle():
    assert find_signs(days=[Day(on(5), mucus="dry")], starts=[]) == []


def test_what_tells_nothing_is_named_with_its_day_and_why():
    signs = signs_of(
        Day(on(4), temperature=Temperature(36.5, excluded=True)),
        Day(on(3), temperature=Temperature(38.2)),
        Day(on(5), mucus="unusual"),
        Day(on(6), ovulation_test="invalid"),
    )
    assert [*signs.temperatures, *signs.mucus, *signs.tests] == []
    assert [(log.date, log.kind, log.code) for log in signs.not_used] == [
        (on(3), "temperature", "fever"),
        (on(4), "temperature", "excluded_temperature"),
        (on(5), "mucus", "unusual_mucus"),
        (on(6), "ovulationTest", "invalid_test"),
    ]


def test_a_date_logged_twice_counts_the_same_in_either_order():
    one = Day(on(5), mucus="dry", ovulation_test="negative", temperature=Temperature(36.7))
    other = Day(on(5), mucus="watery", ovulation_test="peak", temperature=Temperature(36.4))
    signs = signs_of(one, other)
    assert signs == signs_of(other, one)
    assert (signs.mucus, signs.tests, signs.temperatures) == ({6: "watery"}, {6: "peak"}, {6: 36.4})


def test_the_first_pregnancy_test_that_is_not_negative_counts():
    negative = Day(on(20), pregnancy_test="negative")
    faint, positive = (
        replace(negative, date=on(25), pregnancy_test="faint"),
        replace(negative, date=on(27), pregnancy_test="positive"),
    )
    assert signs_of(negative, positive, faint).pregnant_from == 26
    assert signs_of(negative).pregnant_from is None
