"""Signs of ovulation in a report: what she measured, by rules that a doctor knows."""

import pytest

from glowcycle.report.domain.ovulation_evidence import find_shift
from period.domain.log.logged_day import Day, Temperature
from tests.support.lives import pill
from tests.support.period_logs import log_of, on
from tests.support.report_logs import report_of

LOW = [36.4, 36.45, 36.35, 36.4, 36.45, 36.4]


def readings(values, *, missing=()):
    """Return the readings, one a day, with the days of `missing` left out in between."""
    days = [day for day in range(len(values) + len(missing)) if day not in missing]
    return {on(day): value for day, value in zip(days, values, strict=True)}


@pytest.mark.parametrize(
    ("high", "shift"),
    [
        ([36.6, 36.6, 36.65], 6),
        ([36.5, 36.5, 36.65], 6),
        ([36.6, 36.6, 36.6], None),  # the third is less than 0.2 above
        ([36.6, 36.45, 36.7], None),  # the second is no higher
        ([36.6, 36.6], None),
        ([36.45, 36.6, 36.6, 36.65], 7),
    ],
)
def test_three_readings_above_the_six_before_confirm_a_shift(high, shift):
    assert find_shift(readings=readings([*LOW, *high])) == (None if shift is None else on(shift))


@pytest.mark.parametrize(
    ("missing", "shift"),
    [((2,), 7), ((2, 4), 8), ((1, 2, 4), None), ((7, 9), 6), ((7, 8, 9), None)],
)
def test_few_readings_may_be_missing(missing, shift):
    found = find_shift(readings=readings([*LOW, 36.6, 36.6, 36.65], missing=missing))
    assert found == (None if shift is None else on(shift))


def test_two_levels_of_noise_alone_are_no_shift():
    assert find_shift(readings=readings([36.4, 36.5] * 14)) is None


def signs(report):
    [found] = report.ovulation
    return found


def evidence(*days, lengths=(28,), today=50, **options):
    return report_of([*log_of(*lengths), *days], today=today, **options)


def test_tests_are_told_by_day_and_count():
    days = [Day(on(day), "none", ovulation_test="negative") for day in (10, 11, 12)]
    days += [Day(on(13), "none", ovulation_test="positive"), Day(on(15), ovulation_test="low")]
    found = signs(evidence(*days, Day(on(16), ovulation_test="invalid")))
    assert (found.cycle_start, found.positive_tests, found.negative_tests) == (on(0), [on(13)], 4)


def test_a_pregnancy_explains_a_positive_test():
    days = [
        Day(on(13), "none", ovulation_test="peak"),
        Day(on(27), "none", ovulation_test="positive", pregnancy_test="positive"),
    ]
    report = report_of([*log_of(28)[:5], *days], today=40)
    assert signs(report).positive_tests == [on(13)]


def test_a_fever_and_what_she_left_out_are_no_readings():
    days = [
        Day(on(10), temperature=Temperature(36.4)),
        Day(on(11), temperature=Temperature(38.4)),
        Day(on(12), temperature=Temperature(36.9, excluded=True)),
    ]
    found = signs(evidence(*days))
    assert (found.temperatures, found.readings) == (1, {on(10): 36.4})


def mucus(**days):
    return [Day(on(int(day[1:])), mucus=kind) for day, kind in days.items()]


@pytest.mark.parametrize(
    ("days", "peak"),
    [
        ({"d11": "watery", "d12": "eggWhite", "d13": "eggWhite", "d14": "sticky"}, 13),
        ({"d11": "eggWhite", "d12": "watery", "d13": "creamy"}, 12),  # the best is not the last
        ({"d12": "eggWhite"}, None),  # no change was logged
        ({"d12": "eggWhite", "d20": "dry"}, None),  # too late to show it
        ({"d12": "watery", "d13": "dry"}, 12),
        ({"d12": "eggWhite", "d13": "dry", "d24": "watery", "d25": "dry"}, 12),
        ({"d12": "creamy", "d13": "unusual"}, None),
    ],
)
def test_the_peak_of_mucus_needs_the_change_after_it(days, peak):
    found = signs(evidence(*mucus(**days)))
    assert found.mucus_peak == (None if peak is None else on(peak))


def test_cycles_without_signs_are_left_out_and_the_running_one_is_told():
    day = Day(on(70), "none", ovulation_test="positive")
    report = evidence(day, lengths=(28, 28), today=75)
    assert [found.cycle_start for found in report.ovulation] == [on(56)]


def test_under_a_hormonal_method_signs_tell_nothing():
    day = Day(on(40), "none", ovulation_test="positive")
    assert evidence(day, lengths=(28, 28), today=75, stages=[pill(28)]).ovulation == []
