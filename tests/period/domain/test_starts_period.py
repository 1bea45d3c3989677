"""Her own word on where a period begins comes before the rules."""

import pytest

from period.domain.log.logged_day import Day
from period.domain.periods.menses import find_bleeding, find_periods
from tests.support.period_logs import bleeding, log_of, on

LATER = on(400)
FIVE = [0, 28, 56, 84, 99]


def says(day, starts, flow="medium"):
    return Day(on(day), flow, starts_period=starts)


def marked(days, day, starts):
    """Return the days, with her word on one of them."""
    return [says(day, starts, logged.flow) if logged.date == on(day) else logged for logged in days]


def spans(days):
    return [
        ((period.start - on(0)).days, (period.end - on(0)).days, period.bleeding_days)
        for period in find_periods(days=days, today=LATER)
    ]


def starts(days):
    return [first for first, _, _ in spans(days)]


def test_without_her_word_a_start_after_15_days_is_asked_about():
    *_, last = find_periods(days=log_of(28, 28, 28, 15), today=LATER)
    assert last.needs_confirmation


@pytest.mark.parametrize("gap", [10, 15, 17])
def test_yes_settles_that_it_was_a_period(gap):
    days = marked(log_of(28, 28, 28, gap), 84 + gap, True)
    *_, last = find_periods(days=days, today=LATER)
    assert last.start == on(84 + gap)
    assert not last.needs_confirmation


@pytest.mark.parametrize("gap", [10, 15, 17, 30])
@pytest.mark.parametrize("day", range(5))
def test_no_settles_that_it_was_none_on_whichever_of_its_days_she_says_it(gap, day):
    days = marked(log_of(28, 28, 28, gap), 84 + gap + day, False)
    found = find_bleeding(days=days, today=LATER)
    assert [period.start for period in found.periods] == [on(day) for day in FIVE[:4]]
    (other,) = found.other
    assert (other.start, other.end) == (on(84 + gap), on(88 + gap))
    assert other.code == "she_said_so"


def test_no_holds_for_bleeding_that_goes_on_after_a_day_or_two():
    days = [*log_of(28), says(45, False), *bleeding(48, 2), *bleeding(51, 1)]
    assert starts(days) == [0, 28]


def test_no_ends_with_the_bleeding():
    days = [*log_of(28), says(45, False), Day(on(46), "none"), *bleeding(56, 4)]
    assert starts(days) == [0, 28, 56]


def test_no_on_late_light_bleeding_leaves_the_period_before_it():
    spotting = [Day(on(day), "spotting") for day in (5, 6)]
    assert spans([*bleeding(0, 5), *spotting, says(7, False, "light")]) == [(0, 4, 5)]


def test_no_after_a_start_that_she_named_ends_the_period_there():
    assert spans([says(0, True), *bleeding(1, 2), says(3, False), *bleeding(4, 2)]) == [(0, 2, 3)]


def test_no_without_bleeding_says_nothing():
    days = [says(0, False, "spotting"), says(1, False, None), *bleeding(2, 4)]
    assert spans(days) == [(2, 5, 4)]


@pytest.mark.parametrize("gap", [6, 8, 9])
def test_yes_begins_a_period_soon_after_the_last_one(gap):
    assert starts(marked(log_of(28, gap), 28 + gap, True)) == [0, 28, 28 + gap]


@pytest.mark.parametrize("flow", ["spotting", None])
def test_a_period_may_begin_with_spotting_or_without_a_flow(flow):
    assert spans([*bleeding(0, 4), says(27, True, flow), *bleeding(28, 4)]) == [
        (0, 3, 4),
        (27, 31, 4),
    ]


@pytest.mark.parametrize("flow", ["spotting", None])
def test_a_period_of_spotting_alone_is_a_day_long_and_has_no_day_of_bleeding(flow):
    (period,) = find_periods(days=[says(0, True, flow)], today=LATER)
    assert (period.bleeding_days, period.span_days) == (0, 1)


def test_bleeding_joins_a_period_that_began_with_spotting():
    assert spans([says(0, True, "spotting"), *bleeding(5, 4)]) == [(0, 8, 4)]


def test_yes_on_a_day_without_bleeding_says_nothing():
    assert spans([says(0, True, "none"), *bleeding(20, 4)]) == [(20, 23, 4)]


def test_a_period_that_began_later_than_its_bleeding_is_one_period():
    days = [*bleeding(0, 4), *bleeding(25, 2, "light"), says(27, True), *bleeding(28, 4)]
    found = find_bleeding(days=days, today=LATER)
    assert [period.start for period in found.periods] == [on(0), on(27)]
    assert [(other.start, other.end) for other in found.other] == [(on(25), on(26))]


def test_bleeding_of_the_last_period_stays_with_it_when_a_new_one_begins():
    days = [*bleeding(0, 4), *bleeding(6, 1), says(7, True), *bleeding(8, 4)]
    assert spans(days) == [(0, 6, 5), (7, 11, 5)]


def test_a_start_within_long_bleeding_begins_a_period():
    days = [*bleeding(0, 28), says(28, True), *bleeding(29, 4)]
    assert spans(days) == [(0, 27, 28), (28, 32, 5)]


def test_bleeding_long_after_a_named_start_is_asked_about_as_ever():
    first, second = find_periods(days=[says(0, True), *bleeding(12, 4)], today=LATER)
    assert not first.needs_confirmation
    assert second.needs_confirmation


def test_of_two_logs_of_a_day_the_one_that_names_a_start_holds():
    days = [*bleeding(0, 4), says(8, True), says(8, False)]
    assert starts(days) == starts(reversed(days)) == [0, 8]
