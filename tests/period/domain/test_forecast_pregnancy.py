"""The forecast of a pregnancy, after a birth and after a loss."""

import pytest

from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day
from tests.support.lives import dry, postpartum, pregnancy, spotting
from tests.support.period_logs import bleeding, log_of, on

DAYS = log_of(28, 28, 28)  # the last period begins on day 84


def at(day, *stages, days=DAYS):
    return forecast(days=days, today=on(day), stages=stages)


def codes(entries):
    return [entry.code for entry in entries]


def test_a_pregnancy_has_its_week_and_due_date_and_nothing_of_cycles():
    result = at(84 + 45, pregnancy(84 + 30, basis="lastPeriod"))
    told = result.pregnancy
    assert (told.week, told.day, told.due_date, told.basis) == (6, 3, on(84 + 280), "lastPeriod")
    assert (result.next_period, result.ovulation, result.fertile_days) == (None, None, None)
    assert (result.current_cycle, result.late, result.following_periods) == (None, None, ())
    assert result.next_period_reason.code == result.ovulation_reason.code == "pregnancy"
    assert (result.based_on.left_out, result.track_record.predictions) == ((), ())
    assert result.life_stage.kind == "pregnancy"


@pytest.mark.parametrize(
    ("members", "due"),
    [
        ({"due_date": on(400), "basis": "scan"}, on(400)),
        ({"due_date": on(400)}, on(400)),
        ({"basis": "conception"}, on(114 + 266)),
        ({"basis": "lastPeriod"}, on(84 + 280)),
    ],
)
def test_the_due_date_is_the_stated_one_or_counted(members, due):
    told = at(150, pregnancy(114, **members)).pregnancy
    assert told.due_date == due
    assert told.basis == members.get("basis", "stated")
    assert 7 * told.week + told.day == 280 - (due - on(150)).days


def test_a_pregnancy_may_begin_with_the_last_period():
    result = at(84 + 45, pregnancy(84, basis="lastPeriod"))
    assert (result.pregnancy.week, result.pregnancy.day) == (6, 3)
    assert result.attention == ()


def test_without_a_log_the_stage_begins_with_the_last_period():
    told = at(20, pregnancy(0, basis="lastPeriod"), days=[]).pregnancy
    assert (told.week, told.day) == (2, 6)


def test_bleeding_in_a_pregnancy_is_no_period_and_needs_a_call_now():
    days = [*DAYS, *bleeding(130, 4)]
    result = at(134, pregnancy(114, basis="lastPeriod"), days=days)
    assert codes(result.attention) == ["bleeding_in_pregnancy"]
    assert "midwife or doctor now" in result.attention[0].text
    assert "NICE" in result.attention[0].source
    assert [(log.date, log.code) for log in result.based_on.not_used] == [(on(130), "in_pregnancy")]
    assert result.pregnancy.due_date == on(84 + 280)


def test_spotting_in_a_pregnancy_needs_a_call_too():
    days = [*DAYS, *spotting(130)]
    result = at(131, pregnancy(114, basis="lastPeriod"), days=days)
    assert codes(result.attention) == ["bleeding_in_pregnancy"]


def test_past_the_due_date_she_is_asked_whether_it_is_born():
    stage = pregnancy(114, due_date=on(364))
    assert at(364, stage).questions == ()
    (question,) = at(365, stage).questions
    assert (question.code, question.date) == ("born", on(364))
    assert codes(question.answers) == ["yes", "not_yet", "ended"]


def test_long_after_the_due_date_no_week_is_told():
    result = at(114 + 400, pregnancy(114, due_date=on(364)))
    assert result.pregnancy is None
    assert codes(result.questions) == ["born"]


def test_a_positive_test_is_asked_about_and_never_taken_for_a_pregnancy():
    tested = Day(on(120), "none", pregnancy_test="positive")
    result = at(121, days=[*DAYS, tested])
    assert (result.questions[0].code, result.questions[0].date) == ("pregnant", on(120))
    assert result.pregnancy is None
    assert result.life_stage is None


@pytest.mark.parametrize(
    "later",
    [Day(on(122), "none", pregnancy_test="negative"), Day(on(122), "medium")],
    ids=["negative test", "period"],
)
def test_a_later_sign_to_the_contrary_ends_the_question(later):
    tested = Day(on(110), "none", pregnancy_test="positive")
    result = at(123, days=[*DAYS, tested, later])
    assert "pregnant" not in codes(result.questions)


def test_after_a_pregnancy_its_positive_test_is_not_asked_about():
    tested = Day(on(120), "none", pregnancy_test="positive")
    lost = pregnancy(114, 150, basis="lastPeriod", outcome="loss")
    assert at(160, lost, days=[*DAYS, tested]).questions == ()


def test_after_a_loss_bleeding_is_no_period_until_a_new_series_begins():
    lost = pregnancy(114, 150, basis="lastPeriod", outcome="loss")
    days = [*DAYS, *bleeding(150, 8)]
    result = at(160, lost, days=days)
    assert result.next_period_reason.code == "new_series"
    assert (result.current_cycle, result.late, result.attention) == (None, None, ())
    assert [(log.date, log.code) for log in result.based_on.not_used] == [(on(150), "after_loss")]
    again = at(190, lost, days=[*days, *bleeding(185)])
    assert again.current_cycle.day == 6
    assert again.next_period.date > on(190)


def test_a_birth_offers_postpartum_and_names_no_date():
    born = pregnancy(114, 360, due_date=on(364), outcome="birth")
    result = at(380, born)
    assert codes(result.questions) == ["postpartum"]
    assert result.next_period_reason.code == "postpartum"
    assert at(380, born, postpartum(360)).questions == ()


def test_before_the_first_period_no_date_is_told_and_ovulation_is_warned_of():
    days = [*DAYS, *bleeding(360, 25)]
    result = at(430, postpartum(360), days=days)
    assert (result.next_period, result.ovulation, result.fertile_days) == (None, None, None)
    assert (result.current_cycle, result.late, result.attention) == (None, None, ())
    assert "25 days" in result.next_period_reason.text
    assert "45 to 94 days" in result.next_period_reason.text
    assert [(log.date, log.code) for log in result.based_on.not_used] == [(on(360), "lochia")]


def test_the_first_period_after_a_birth_begins_the_forecast_again():
    days = [*DAYS, *bleeding(360, 25), *bleeding(460)]
    result = at(470, postpartum(360), days=days)
    assert result.current_cycle.day == 11
    assert result.next_period.date > on(470)
    assert result.life_stage.kind == "postpartum"


def test_a_long_time_without_a_period_after_a_birth_asks_nothing():
    result = at(700, postpartum(360, breastfeeding="full"), days=[*DAYS, *dry(400, 700)])
    assert (result.questions, result.attention) == ((), ())
    assert result.next_period_reason.code == "postpartum"


def test_the_period_with_which_a_pregnancy_begins_stays_a_period():
    result = at(84 + 45, pregnancy(84, basis="lastPeriod"))
    assert "in_pregnancy" not in [log.code for log in result.based_on.not_used]
    assert result.attention == ()


def test_bleeding_days_after_a_pregnancy_began_is_no_period_however_it_is_counted():
    later = at(84 + 46, pregnancy(84 + 42, basis="lastPeriod"), days=[*DAYS, *bleeding(84 + 44, 2)])
    assert codes(later.attention) == ["bleeding_in_pregnancy"]
    assert "in_pregnancy" in [log.code for log in later.based_on.not_used]
