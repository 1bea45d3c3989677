"""The forecast where periods stay away: menopause, no periods, a pause, twelve months without."""

import pytest

from period.domain.forecast.forecast import forecast
from tests.support.lives import dry, pregnancy, spotting, stage
from tests.support.period_logs import bleeding, log_of, on, positive_test

DAYS = log_of(28, 28, 28)  # the last period ends on day 88


def at(day, *stages, days=DAYS):
    return forecast(days=days, today=on(day), stages=stages)


def codes(entries):
    return [entry.code for entry in entries]


@pytest.mark.parametrize("kind", ["menopause", "noPeriods"])
def test_a_stage_without_periods_has_no_forecast(kind):
    members = {"hormones": "none"} if kind == "menopause" else {"reason": "hysterectomy"}
    result = at(100, stage(kind, 90, **members))
    assert (result.next_period, result.ovulation, result.fertile_days) == (None, None, None)
    assert (result.current_cycle, result.late, result.following_periods) == (None, None, ())
    assert (result.questions, result.attention) == ((), ())
    assert result.life_stage.kind == kind


@pytest.mark.parametrize(
    ("hormones", "code"),
    [
        ("none", "bleeding_in_menopause"),
        ("continuous", "bleeding_in_menopause"),
        ("sequential", "unscheduled_bleeding"),
    ],
)
@pytest.mark.parametrize("bled", [bleeding(120, 2), spotting(120)], ids=["bleeding", "spotting"])
def test_bleeding_in_menopause_is_to_be_looked_at(hormones, code, bled):
    result = at(130, stage("menopause", 90, hormones=hormones), days=[*DAYS, *bled])
    assert codes(result.attention) == [code]
    assert "looked at" in result.attention[0].text
    assert result.current_cycle is None


def test_bleeding_without_periods_is_named_and_nothing_more():
    result = at(130, stage("noPeriods", 90, reason="ablation"), days=[*DAYS, *bleeding(120, 2)])
    assert result.attention == ()
    assert codes(result.based_on.not_used) == ["no_periods"]


def test_a_pause_says_nothing_of_cycles():
    days = [*DAYS, positive_test(98), *bleeding(110, 12)]
    result = at(125, stage("pause", 100), days=days)
    assert result.life_stage.kind == "pause"
    assert (result.next_period, result.ovulation, result.fertile_days) == (None, None, None)
    assert (result.current_cycle, result.late, result.following_periods) == (None, None, ())
    assert (result.questions, result.attention, result.based_on.not_used) == ((), (), ())
    assert (result.based_on.left_out, result.track_record.predictions) == ((), ())


def test_a_pause_in_a_pregnancy_says_nothing_of_it():
    days = [*DAYS, *bleeding(130, 4)]
    result = at(132, stage("pause", 100), pregnancy(90, basis="lastPeriod"), days=days)
    assert (result.pregnancy, result.attention) == (None, ())


def test_after_a_pause_the_forecast_goes_on():
    result = at(104, stage("pause", 95, 100))
    assert result.current_cycle.day == 21
    assert result.next_period.date == at(104).next_period.date


def test_bleeding_after_twelve_logged_months_has_no_forecast_and_is_to_be_looked_at():
    days = [*DAYS, *dry(89, 88 + 400), *bleeding(88 + 401, 4)]
    result = at(88 + 404, days=days)
    assert (result.next_period, result.ovulation, result.fertile_days) == (None, None, None)
    assert result.next_period_reason.code == "no_period_12_months"
    assert codes(result.attention) == ["bleeding_after_12_months"]
    assert (result.questions, result.current_cycle, result.late) == ((), None, None)


def test_bleeding_after_twelve_months_that_were_not_logged_is_asked_about():
    result = at(88 + 404, days=[*DAYS, *bleeding(88 + 401, 4)])
    assert result.next_period is None
    assert codes(result.questions) == ["no_period_12_months"]
    assert result.attention == ()
    assert codes(result.questions[0].answers) == ["not_logged", "none_came", "other_reason"]


def test_twelve_months_that_she_explains_are_a_gap_like_others():
    days = [*DAYS, *bleeding(88 + 401, 4)]
    result = at(88 + 404, stage("exclusion", 100, 400, reason="notLogged"), days=days)
    assert result.next_period is not None
    assert (result.questions, result.attention) == ((), ())


def test_the_second_period_after_twelve_months_begins_a_forecast():
    days = [*DAYS, *bleeding(500, 4), *bleeding(528, 4)]
    result = at(535, days=days)
    assert result.current_cycle.day == 8
    assert result.next_period is not None
    assert codes(result.questions) == ["gap"]


def test_six_dry_months_that_were_logged_are_pointed_out_and_not_asked_about():
    result = at(180, days=[*DAYS, *dry(89, 180)])
    assert codes(result.attention) == ["no_period_90_days"]
    assert result.questions == ()


def test_three_months_that_were_not_logged_are_asked_about():
    result = at(180)
    assert result.attention == ()
    assert codes(result.questions) == ["no_period_90_days"]


def test_ninety_days_are_not_yet_over_ninety():
    assert at(178, days=[*DAYS, *dry(89, 178)]).attention == ()


def test_long_cycles_are_usual_before_menopause():
    result = at(200, stage("perimenopause", 0), days=[*DAYS, *dry(89, 200)])
    assert (result.attention, result.questions) == ((), ())


def test_bleeding_that_goes_on_is_no_time_without_a_period():
    result = at(131, days=bleeding(0, 132))
    assert result.next_period_reason.code == "bleeding_goes_on"
    assert codes(result.attention) == ["bleeding_long"]
