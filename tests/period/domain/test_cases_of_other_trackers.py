"""Logs of the kinds that users of other trackers report as predicted wrongly, without life stages.

S(28, 28, waited=9) is a log of three periods, on the ninth day after the last one began.
"""

from datetime import date, timedelta

import pytest

from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day
from period.domain.log.profile import Profile
from tests.support.lives import dry, spotting
from tests.support.period_logs import bleeding, log_of, on
from tests.support.told import assert_told

LAST = 4 * 28
FOUR = log_of(28, 28, 28, 28)


def without(days, first, last):
    """Return the days without those from the first to the last, both included."""
    return [day for day in days if not on(first) <= day.date <= on(last)]


def case(name, days, today, **right):
    return pytest.param(days, today, right, id=name)


def after(name, *lengths, waited, **right):
    return case(name, log_of(*lengths), sum(lengths) + waited, **right)


LITTLE = [
    case("nothing logged", [], 0, next=None, reason="no_period", questions=[]),
    case("one day of spotting", spotting(0), 3, next=None, reason="no_period"),
    case("one dry day", dry(0, 0), 3, next=None, reason="no_period"),
    case("one bleeding day, today", bleeding(0, 1), 0, day=1, phase="menstrual", next=29),
    case("one bleeding day", bleeding(0, 1), 5, day=6, next=29, confidence="low", used=0),
    case(
        "only a named start", [Day(on(0), starts_period=True)], 5, day=6, next=29, confidence="low"
    ),
    after("one cycle", 31, waited=5, day=6, used=1, confidence="low", next=31 + 29),
    case("all logs in the future", bleeding(40), 10, next=None, reason="no_period", day=None),
    case("today before the first log", FOUR, -3, next=None, reason="no_period"),
    case("today amid the log", FOUR, 60, day=5, used=2, next=56 + 28),
]

GAPS = [
    after("gaps of nine days are one period", 28, 28, 9, 28, waited=5, used=3, questions=[]),
    after("10 days: ask", 28, 28, 28, 10, waited=4, next=LAST, questions=["was_it_period"]),
    after("13 days: ask", 28, 28, 28, 13, waited=4, next=LAST, questions=["was_it_period"]),
    after("17 days: ask", 28, 28, 28, 17, waited=4, next=LAST, questions=["was_it_period"]),
    after("18 days: do not ask", 28, 28, 28, 18, waited=4, questions=[]),
    after("bleeding between, then the period", 28, 28, 28, 14, 14, waited=9, next=LAST + 28),
    after("early bleeding, then the period", 28, 28, 28, 11, 17, waited=9, next=LAST + 28),
    after("late bleeding, then the period", 28, 28, 28, 17, 11, waited=9, next=LAST + 28),
    after("bleeding between, then two periods", 28, 28, 28, 14, 14, 28, waited=9, next=168),
    after("two weeks each time", *[14] * 8, waited=5, next=9 * 14, used=8),
    after("sixteen days each time", *[16] * 8, waited=5, next=9 * 16, used=8),
    after("twenty days each time", *[20] * 8, waited=5, next=9 * 20, attention=["cycles_short"]),
    after("35 days each time", *[35] * 6, waited=5, next=7 * 35, used=6, questions=[]),
    after("seven weeks each time", *[49] * 6, waited=5, next=7 * 49, used=6, left_out=[]),
    after("91 days each time", *[91] * 5, waited=12, next=6 * 91, used=5, fertile=True),
    after("one gap of two cycles", *[28] * 4, 56, 28, waited=5, left_out=["period_not_logged"]),
    after("one gap of three cycles", *[28] * 4, 84, 28, waited=5, left_out=["period_not_logged"]),
    case("a deleted period", without(log_of(*[28] * 6), 56, 60), 173, next=7 * 28, used=4),
    after("five months of nothing", 28, 28, 28, waited=150, next=None, reason="series_broken"),
    after("a year of nothing", 28, 28, 400, waited=3, next=None, reason="no_period_12_months"),
]

DAYS_OF_A_PERIOD = [
    case("the first day deleted", without(FOUR, LAST, LAST), LAST + 10, day=10, next=LAST + 29),
    case("a day between deleted", without(FOUR, LAST + 2, LAST + 2), LAST + 9, day=10),
    case("two days between deleted", without(FOUR, LAST + 2, LAST + 3), LAST + 9, day=10, used=4),
    case("spotting before", [*FOUR, *spotting(LAST + 25, LAST + 26)], LAST + 27, day=28),
    case("spotting at ovulation", [*FOUR, *spotting(LAST + 13)], LAST + 14, day=15, used=4),
    case("bleeding again within a week", [*FOUR, *bleeding(LAST + 7, 2)], LAST + 9, day=10, used=4),
    case(
        "two starts in a week, the second named",
        [*FOUR, Day(on(LAST + 6), "medium", starts_period=True)],
        LAST + 10,
        day=5,
        next=LAST + 6 + 28,
    ),
    case("everything sent twice", FOUR * 2, LAST + 5, day=6, used=4, next=LAST + 28),
    case("newest first", FOUR[::-1], LAST + 5, day=6, used=4, next=LAST + 28),
    case(
        "starts alone", [Day(on(28 * n), "unspecified") for n in range(5)], LAST + 5, day=6, used=4
    ),
    case(
        "three weeks of bleeding",
        [*FOUR, *bleeding(LAST, 21)],
        LAST + 20,
        day=21,
        phase="menstrual",
        attention=["bleeding_long"],
    ),
    case(
        "six weeks of bleeding",
        [*FOUR, *bleeding(LAST, 42)],
        LAST + 41,
        day=42,
        next=None,
        reason="bleeding_goes_on",
        late=False,
    ),
]

LATE = [
    after("in her own range", 26, 38, 27, 31, 28, 36, waited=36, late=False, questions=[]),
    after("within one long cycle", 24, 27, 45, waited=42, late=False, reason=None),
    after("a day over is not late", *[28] * 8, waited=29, late=False, next=9 * 28 + 1),
    after("a week over", *[28] * 4, waited=35, late=True, fertile=False, ovulation=False),
    after("eleven weeks", 28, 28, 28, waited=80, late=True, next=None, reason="overdue"),
    case(
        "late, dry today", [*FOUR, *dry(LAST + 35, LAST + 35)], LAST + 35, late=True, questions=[]
    ),
]

IRREGULAR = [
    after("a teenager", 21, 45, 34, 60, 25, waited=5, fertile=False, confidence="low", used=5),
    after("23 to 30 days", 23, 30, 26, 25, waited=5, next=104 + 26, fertile=True),
    after("one long cycle", *[28] * 5, 40, 28, waited=5, next=208 + 28, used=7),
    after("longer since a year", *[28] * 6, *[33] * 8, waited=5, next=168 + 33 * 8 + 32),
]


@pytest.mark.parametrize(
    ("days", "today", "right"), [*LITTLE, *GAPS, *DAYS_OF_A_PERIOD, *LATE, *IRREGULAR]
)
def test_the_forecast_tells_what_is_right(days, today, right):
    assert_told(forecast(days=days, today=on(today)), **right)


@pytest.mark.parametrize("first", [date(2024, 1, 5), date(2023, 12, 30), date(2024, 2, 29)])
def test_a_leap_day_is_a_day_like_others(first):
    days = [
        Day(first + timedelta(28 * cycle + day), "medium") for cycle in range(5) for day in range(5)
    ]
    result = forecast(days=days, today=first + timedelta(LAST + 9))
    assert result.current_cycle.day == 10
    assert result.next_period.date == first + timedelta(LAST + 28)


@pytest.mark.parametrize(("goal", "more"), [("conceive", True), ("avoid", False)])
def test_what_she_wants_changes_what_lateness_means_and_no_date(goal, more):
    usual = forecast(days=FOUR, today=on(LAST + 35))
    hers = forecast(days=FOUR, today=on(LAST + 35), profile=Profile(goal=goal))
    assert (hers.late.pregnancy > usual.late.pregnancy) is more
    assert hers.next_period == usual.next_period


def test_a_log_that_comes_late_changes_nothing_before_it():
    """She logs the last period a month after it: until then the forecast is as it was."""
    later = forecast(days=[*FOUR, *bleeding(LAST + 28)], today=on(LAST + 20))
    assert later == forecast(days=FOUR, today=on(LAST + 20))
