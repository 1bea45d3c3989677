"""Why a period is late: not logged, pregnancy, or a long cycle."""

import pytest

from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day
from period.domain.log.profile import Profile
from tests.support.lives import stage
from tests.support.period_logs import log_of, on


def none_logged(*days):
    return [Day(on(day), "none") for day in days]


def late(lengths, waited, *more, **known):
    today = on(sum(lengths) + waited)
    return forecast(days=[*log_of(*lengths), *more], today=today, **known).late


def test_the_three_explanations_sum_to_one():
    result = late([28] * 4, 40)
    assert result.forgotten + result.pregnancy + result.long_cycle == pytest.approx(1)
    assert min(result.forgotten, result.pregnancy, result.long_cycle) > 0


def test_if_she_logged_every_day_no_period_was_forgotten():
    lengths, waited = [28] * 3, 44
    every_day = none_logged(*range(sum(lengths) + 5, sum(lengths) + waited + 1))
    checked = late(lengths, waited, *every_day)
    assert checked.forgotten < 0.05
    assert late(lengths, waited).forgotten > 0.3
    assert checked.pregnancy > 0.3
    assert checked.long_cycle > 0


def test_months_of_days_without_bleeding_prove_no_pregnancy():
    lengths, waited = [28, 29, 27, 28, 30, 28], 95
    every_day = none_logged(*range(sum(lengths) + 5, sum(lengths) + waited + 1))
    checked = late(lengths, waited, *every_day)
    assert 0.3 < checked.pregnancy < 0.8
    assert checked.long_cycle > 0.2
    negative = Day(on(sum(lengths) + waited), "none", pregnancy_test="negative")
    assert late(lengths, waited, *every_day[:-1], negative).long_cycle > 0.7


def test_who_goes_on_to_log_would_have_told_of_a_pregnancy():
    lengths, waited = [28] * 6, 45
    since = none_logged(*range(sum(lengths) + 27, sum(lengths) + waited + 1))
    only_today = none_logged(sum(lengths) + waited)
    long_cycle = [
        late(lengths, waited, *days).long_cycle / late(lengths, waited, *days).pregnancy
        for days in ((), only_today, since)
    ]
    assert long_cycle[0] == pytest.approx(long_cycle[1], rel=0.1)
    assert long_cycle[1] < long_cycle[2] / 1.5


def test_days_logged_where_the_period_was_due_leave_less_room_for_it():
    lengths, waited = [28] * 6, 38
    due = none_logged(*range(sum(lengths) + 25, sum(lengths) + 32))
    assert late(lengths, waited, *due).forgotten < late(lengths, waited).forgotten / 2


def test_spotting_is_a_day_on_which_she_checked():
    lengths, waited = [28] * 3, 44
    days = range(sum(lengths) + 5, sum(lengths) + waited + 1)
    spotting = [Day(on(day), "spotting") for day in days]
    assert late(lengths, waited, *spotting).forgotten < 0.05


def test_a_day_of_which_only_signs_are_logged_says_nothing_of_bleeding():
    lengths, waited = [28] * 3, 44
    days = range(sum(lengths) + 5, sum(lengths) + waited)
    signs = [Day(on(day), mucus="dry") for day in days]
    assert late(lengths, waited, *signs) == late(lengths, waited)


def test_what_she_wants_changes_how_probable_a_pregnancy_is():
    by_goal = [
        late([28] * 5, 40, profile=Profile(goal=goal)).pregnancy
        for goal in ("avoid", None, "track", "conceive")
    ]
    assert by_goal[0] < by_goal[1] == by_goal[2] < by_goal[3]


def test_in_the_perimenopause_a_pregnancy_is_the_least_probable():
    lengths = [24, 45, 62]
    said = late(lengths, 100, stages=[stage("perimenopause")])
    assert said.pregnancy < min(said.forgotten, said.long_cycle)
    over = late(lengths, 100, stages=[stage("perimenopause", 0, 120)])
    assert over.pregnancy > 2 * said.pregnancy


@pytest.mark.parametrize(("result", "less"), [("negative", True), ("positive", False)])
def test_a_pregnancy_test_counts_once_the_period_is_expected(result, less):
    start, waited = 28 * 5, 40
    tested = late([28] * 5, waited, Day(on(start + 36), pregnancy_test=result))
    early = late([28] * 5, waited, Day(on(start + 9), pregnancy_test=result))
    assert (tested.pregnancy < early.pregnancy) is less
    assert early == late([28] * 5, waited)


def test_it_is_never_late_inside_the_longest_cycle_that_she_has_had():
    assert late([24, 27, 45], 41) is None
    assert late([28, 28, 28, 28, 44, 28, 28], 42) is None
    assert late([28, 28, 28, 28, 44, 28, 28], 45) is not None


def test_a_gap_with_an_unlogged_period_is_no_cycle_that_she_has_had():
    assert late([28, 28, 28, 57, 28, 28], 45) is not None


def test_a_gap_of_which_every_day_was_logged_is_a_long_cycle():
    lengths = [28, 28, 28, 57, 28]
    days = log_of(*lengths)
    dry = none_logged(*range(84 + 5, 84 + 57))
    today = on(sum(lengths) + 3)
    assert [gap.code for gap in forecast(days=days, today=today).based_on.left_out] == [
        "period_not_logged"
    ]
    assert forecast(days=[*days, *dry], today=today).based_on.left_out == ()


def test_days_logged_about_the_middle_of_the_gap_are_enough():
    lengths = [28, 28, 28, 57, 28]
    dry = none_logged(*range(84 + 16, 84 + 42))
    today = on(sum(lengths) + 3)
    assert forecast(days=[*log_of(*lengths), *dry], today=today).based_on.left_out == ()
