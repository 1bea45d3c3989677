"""Bleeding that is no period, with the spotting that a doctor looks for."""

import pytest

from period.domain.log.logged_day import Day
from tests.support.lives import dry, postpartum, pregnancy, spotting, stage
from tests.support.period_logs import bleeding, log_of, on
from tests.support.report_logs import report_of


def spans(days, *stages, today=200):
    found = report_of(days, today=today, stages=stages).cycles.other_bleeding
    return [((each.start - on(0)).days, (each.end - on(0)).days, each.code) for each in found]


@pytest.mark.parametrize(
    ("kind", "code"),
    [("menopause", "menopause"), ("noPeriods", "no_periods"), ("pregnancy", "pregnancy")],
)
def test_spotting_alone_is_told_where_there_should_be_no_bleeding(kind, code):
    found = spans(spotting(100, 101, 150), stage(kind, start=20))
    assert found == [(100, 101, code), (150, 150, code)]


def test_spotting_before_and_after_bleeding_is_one_with_it():
    days = [*spotting(99, 102), *bleeding(100, 2)]
    assert spans(days, stage("menopause")) == [(99, 102, "menopause")]


def test_spotting_of_the_last_period_is_none_of_the_pregnancy():
    days = [*bleeding(0), *spotting(5, 6, 60)]
    due = on(280)
    assert spans(days, pregnancy(0, due_date=due)) == [(60, 60, "pregnancy")]


def test_spotting_in_the_weeks_after_a_birth_is_nothing_by_itself():
    days = [*bleeding(100, 20), *spotting(121, 125)]
    assert spans(days, postpartum(100)) == [(100, 119, "lochia")]


def test_spotting_of_usual_cycles_is_no_other_bleeding():
    assert spans([*log_of(28, 28, 28), *spotting(12, 13)]) == []


def test_a_long_time_without_a_period_that_is_not_all_logged_is_told_as_that():
    log = log_of(28, 28)
    assert report_of(log, today=56 + 4 + 90).cycles.days_without is None
    assert report_of(log, today=56 + 4 + 91).cycles.days_without == 91
    logged = [*log, *dry(61, 160)]
    assert report_of(logged, today=160).cycles.days_without is None


@pytest.mark.parametrize("kind", ["pregnancy", "menopause", "noPeriods", "postpartum"])
def test_a_stage_explains_a_long_time_without_a_period(kind):
    stages = [stage(kind, start=70)]
    assert report_of(log_of(28, 28), today=200, stages=stages).cycles.days_without is None


def test_a_flow_of_no_strength_told_is_bleeding_there_too():
    days = [Day(on(100), "unspecified")]
    assert spans(days, stage("menopause")) == [(100, 100, "menopause")]
