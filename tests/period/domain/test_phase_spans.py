"""The phases of past cycles, by tests or by length, and of the current one, by the forecast."""

from datetime import timedelta

import pytest

from period.domain.forecast.forecast import forecast
from period.domain.forecast.phase_spans import current_phases, past_phases
from period.domain.log.life_stages import LifeStage
from period.domain.log.logged_day import Day, Temperature
from period.domain.periods.cycle_flags import Flag
from period.domain.periods.cycles import Cycle, find_cycles
from period.domain.periods.menses import Period, find_periods
from tests.support.period_logs import log_of, on, positive_test


def cycle(length, bleeding=5, flags=()):
    """Return a cycle that began on day 0."""
    period = Period(on(0), on(bleeding - 1), bleeding, needs_confirmation=False)
    return Cycle(on(0), length, period, tuple(Flag(code, 0, 0, "") for code in flags))


def names(spans):
    return [span.name for span in spans]


def test_the_phases_of_a_cycle_fill_it_day_by_day():
    spans = past_phases(cycles=[cycle(28)])
    assert [(span.name, span.first, span.last) for span in spans] == [
        ("menstrual", on(0), on(4)),
        ("follicular", on(5), on(12)),
        ("ovulatory", on(13), on(15)),
        ("luteal", on(16), on(27)),
    ]


def test_a_cycle_that_is_not_complete_has_only_its_menstrual_phase():
    assert names(past_phases(cycles=[cycle(None)], days=[positive_test(13)])) == ["menstrual"]


@pytest.mark.parametrize("code", ["cycle_short", "cycle_long", "series_broken"])
def test_a_cycle_of_unusual_length_has_only_its_menstrual_phase(code):
    assert names(past_phases(cycles=[cycle(56, flags=[code])])) == ["menstrual"]


@pytest.mark.parametrize(("length", "bleeding"), [(24, 9), (24, 14), (38, 1), (24, 23)])
def test_phases_never_overlap_however_long_the_bleeding(length, bleeding):
    days = [
        span.first + timedelta(n)
        for span in past_phases(cycles=[cycle(length, bleeding)])
        for n in range((span.last - span.first).days + 1)
    ]
    assert days == [on(n) for n in range(length)]


def test_a_positive_test_tells_the_ovulation_of_its_cycle():
    spans = past_phases(cycles=[cycle(28)], days=[positive_test(16)])
    assert [(span.name, span.first, span.last, span.source) for span in spans] == [
        ("menstrual", on(0), on(4), "log"),
        ("follicular", on(5), on(15), "test"),
        ("ovulatory", on(16), on(18), "test"),
        ("luteal", on(19), on(27), "test"),
    ]


def test_a_test_tells_the_phases_of_a_cycle_whose_length_is_unusual():
    spans = past_phases(cycles=[cycle(45, flags=["cycle_long"])], days=[positive_test(30)])
    assert names(spans) == ["menstrual", "follicular", "ovulatory", "luteal"]
    assert spans[2].first == on(30)


@pytest.mark.parametrize("surge", [-3, 3, 26, 30])
def test_a_test_that_cannot_belong_to_this_ovulation_changes_nothing(surge):
    assert past_phases(cycles=[cycle(28)], days=[positive_test(surge)]) == past_phases(
        cycles=[cycle(28)]
    )


def test_the_current_cycle_has_the_phases_of_its_forecast_up_to_today():
    days, today = log_of(28, 28, 28), on(84 + 20)
    ovulation = forecast(days=days, today=today).ovulation.date
    follicular, ovulatory, luteal = current_phases(days=days, today=today)
    assert (follicular.first, luteal.last) == (on(84 + 5), today)
    assert ovulatory.first + timedelta(days=1) == ovulation == ovulatory.last - timedelta(days=1)
    assert {span.source for span in (follicular, ovulatory, luteal)} == {"forecast"}


def test_the_current_cycle_has_no_phase_that_has_not_begun():
    assert names(current_phases(days=log_of(28, 28), today=on(56 + 8))) == ["follicular"]
    assert current_phases(days=log_of(28, 28), today=on(56 + 3)) == []


def test_a_positive_test_moves_the_phases_of_the_current_cycle():
    days = [*log_of(28, 28, 28), positive_test(84 + 18)]
    _, ovulatory, _ = current_phases(days=days, today=on(84 + 25))
    assert ovulatory.first == on(84 + 18)


@pytest.mark.parametrize("today", [28 + 45, 28 + 130])
def test_the_phases_of_a_late_or_broken_cycle_are_not_known(today):
    assert current_phases(days=log_of(28), today=on(today)) == []


def test_without_a_period_no_phase_is_known():
    assert current_phases(days=[], today=on(0)) == []


def test_temperatures_tell_the_ovulation_of_their_cycle():
    days = [
        Day(on(n), temperature=Temperature(36.4 if n < 18 else 36.75))  # the rise is on day 19
        for n in range(28)
    ]
    *_, ovulatory, luteal = past_phases(cycles=[cycle(28)], days=days)
    assert (ovulatory.source, luteal.source) == ("signs", "signs")
    assert abs((ovulatory.first - on(15)).days) <= 1


def stage(kind, start, end=None, **members):
    return LifeStage(id=kind, kind=kind, start=on(start), end=end and on(end), **members)


@pytest.mark.parametrize(
    "member",
    [
        stage("contraception", 0, method="combinedPill"),
        stage("contraception", 0, method="hormonalIud"),
        stage("exclusion", 30, 31, reason="emergencyContraception"),
        stage("pregnancy", 30, 50, outcome="loss"),
        stage("pause", 30, 50),
    ],
)
def test_an_excluded_cycle_has_only_its_menstrual_phase(member):
    days = [*log_of(28, 28, 28), positive_test(28 + 13)]
    periods = find_periods(days=days, today=on(90), stages=[member])
    cycles = find_cycles(periods=periods, today=on(90), stages=[member])
    spans = past_phases(cycles=cycles[1:2], days=days)
    assert names(spans) == ["menstrual"]


@pytest.mark.parametrize(
    "member",
    [
        stage("contraception", 0, method="patch"),
        stage("pregnancy", 84 + 15),
        stage("menopause", 84 + 15, hormones="none"),
        stage("noPeriods", 84 + 15, reason="other"),
        stage("pause", 84 + 15),
        stage("pregnancy", 84 + 10, 84 + 15, outcome="loss"),
    ],
)
def test_no_phase_is_estimated_where_the_forecast_is_silent(member):
    days, today = log_of(28, 28, 28), on(84 + 20)
    assert forecast(days=days, today=today, stages=[member]).ovulation is None
    assert current_phases(days=days, today=today, stages=[member]) == []
    assert names(current_phases(days=days, today=today)) == ["follicular", "ovulatory", "luteal"]


@pytest.mark.parametrize("method", ["copperIud", "condom"])
def test_a_method_without_hormones_leaves_the_phases(method):
    member = stage("contraception", 0, method=method)
    days, today = log_of(28, 28, 28), on(84 + 20)
    assert current_phases(days=days, today=today, stages=[member]) == current_phases(
        days=days, today=today
    )


def test_the_phases_of_today_are_those_of_the_forecast_under_a_stage():
    member = stage("irregular", 0, reason="pcos")
    days, today = log_of(28, 28, 28), on(84 + 20)
    ovulation = forecast(days=days, today=today, stages=[member]).ovulation.date
    _, ovulatory, _ = current_phases(days=days, today=today, stages=[member])
    assert ovulatory.first + timedelta(days=1) == ovulation
