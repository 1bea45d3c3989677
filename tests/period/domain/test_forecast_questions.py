"""What a forecast asks, and what it points out, in cycles without a life stage."""

import pytest

from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day
from tests.support.lives import dry, stage
from tests.support.period_logs import log_of, on


def at(day, days, *stages):
    return forecast(days=days, today=on(day), stages=stages)


def codes(entries):
    return [entry.code for entry in entries]


def test_a_doubtful_period_is_asked_about_where_the_question_stood():
    result = at(100, log_of(28, 28, 28, 13))
    (question,) = result.questions
    assert (question.code, question.date) == ("was_it_period", on(97))
    assert codes(question.answers) == ["yes", "no"]
    assert result.current_cycle.question.startswith(question.text)


@pytest.mark.parametrize(("answer", "start"), [(True, 97), (False, 84)])
def test_her_answer_settles_what_was_asked(answer, start):
    days = [day for day in log_of(28, 28, 28, 13) if day.date != on(97)]
    result = at(100, [*days, Day(on(97), "medium", starts_period=answer)])
    assert result.questions == ()
    assert result.current_cycle.question is None
    assert result.current_cycle.start == on(start)


def test_a_late_period_is_asked_about_until_today_is_logged():
    days = log_of(28, 28, 28, 28, 28)
    result = at(140 + 36, days)
    assert result.late is not None
    (question,) = result.questions
    assert question.code == "did_period_come"
    assert codes(question.answers) == ["not_logged", "not_yet", "pregnant"]
    assert at(140 + 36, [*days, *dry(140 + 36, 140 + 36)]).questions == ()


def test_nothing_is_asked_while_nothing_is_late():
    assert at(150, log_of(28, 28, 28, 28, 28)).questions == ()


def test_a_gap_like_a_pause_is_asked_about_until_a_stage_explains_it():
    days = log_of(28, 28, 160, 28)
    (question,) = at(250, days).questions
    assert (question.code, question.date) == ("gap", on(61))
    assert at(250, days, stage("exclusion", 70, 200, reason="notLogged")).questions == ()
    assert at(250, [*days, *dry(61, 215)]).questions == ()


def test_more_than_eight_days_of_bleeding_are_pointed_out():
    assert codes(at(66, log_of(28, 28, days=9)).attention) == ["bleeding_long"]
    assert at(66, log_of(28, 28, days=8)).attention == ()


def test_short_cycles_in_a_row_are_pointed_out():
    assert codes(at(90, log_of(28, 20, 20)).attention) == ["cycles_short"]
    assert at(90, log_of(28, 21, 20)).attention == ()


def test_a_cycle_split_by_bleeding_is_not_two_short_ones():
    assert at(90, log_of(28, 14, 14)).attention == ()


def test_short_cycles_that_she_excluded_are_not_pointed_out():
    ill = stage("exclusion", 40, 50, reason="illness")
    assert at(90, log_of(28, 20, 20), ill).attention == ()


def test_a_period_begun_on_a_day_without_bleeding_is_not_used():
    days = [*log_of(28, 28), Day(on(70), "none", starts_period=True)]
    (unused,) = at(75, days).based_on.not_used
    assert (unused.date, unused.kind, unused.code) == (
        on(70),
        "startsPeriod",
        "starts_without_bleeding",
    )


def test_each_attention_names_its_guideline():
    (attention,) = at(66, log_of(28, 28, days=9)).attention
    assert "FIGO" in attention.source
