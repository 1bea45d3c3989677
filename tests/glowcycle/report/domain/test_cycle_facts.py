"""Periods and cycles in a report: what counts, and what is left out with its reason."""

from glowcycle.report.domain.bleeding_facts import LeftOut
from period.domain.log.logged_day import Day
from tests.support.lives import dry, pill, pregnancy, stage
from tests.support.period_logs import bleeding, log_of, on, starts
from tests.support.report_logs import report_of

LENGTHS = [28, 30, 27, 29, 28, 31, 28]


def left_out(spread):
    return {each.reason: each.count for each in spread.left_out}


def test_lengths_are_those_of_the_cycles_in_the_range():
    report = report_of(log_of(*LENGTHS), today=sum(LENGTHS) + 10)
    length = report.cycles.length
    assert (length.median, length.least, length.most, length.count) == (28, 27, 31, 7)
    assert length.left_out == [LeftOut(reason="still_running", count=1)]
    assert report.cycles.last_period == on(sum(LENGTHS))


def test_periods_are_listed_newest_first_with_their_lengths():
    report = report_of(log_of(*LENGTHS), today=sum(LENGTHS) + 10)
    periods = report.cycles.periods
    assert [period.start for period in periods] == [on(day) for day in starts(LENGTHS)][::-1]
    assert [period.length for period in periods] == [None, *LENGTHS[::-1]]
    assert (periods[0].left_out, periods[0].end) == ("still_running", on(sum(LENGTHS) + 4))


def test_without_a_log_nothing_is_found():
    cycles = report_of([], today=100).cycles
    assert (cycles.last_period, cycles.length, cycles.bleeding) == (None, None, None)
    assert (cycles.periods, cycles.windows, cycles.days) == ([], [], {})
    assert all(figo.finding is None for figo in cycles.figo)


def test_one_period_has_no_length():
    cycles = report_of(bleeding(0), today=20).cycles
    assert (cycles.last_period, cycles.length) == (on(0), None)
    assert (cycles.bleeding.median, cycles.bleeding.count) == (5, 1)


def test_cycles_that_reach_out_of_the_range_do_not_count():
    report = report_of(log_of(28, 28, 28, 28), first=14, today=200, last=on(70))
    assert (report.cycles.length.count, left_out(report.cycles.length)) == (1, {"reaches_out": 2})
    assert report.cycles.last_period == on(56)
    assert [period.left_out for period in report.cycles.periods] == ["reaches_out", None]


def test_the_last_period_may_lie_before_the_range():
    cycles = report_of(bleeding(0), first=30, today=60).cycles
    assert (cycles.last_period, cycles.periods, cycles.length) == (on(0), [], None)


def test_a_forgotten_period_makes_no_length():
    lengths = [28, 29, 28, 57, 28, 28]
    length = report_of(log_of(*lengths), today=sum(lengths) + 5).cycles.length
    assert (length.most, left_out(length)["period_not_logged"]) == (29, 1)


def test_a_long_cycle_counts_where_the_log_leaves_no_room_for_a_period():
    lengths = [28, 29, 28, 57, 28, 28]
    days = [*log_of(*lengths), *dry(90, 141)]
    length = report_of(days, today=sum(lengths) + 5).cycles.length
    assert (length.most, left_out(length)) == (57, {"still_running": 1})


def test_a_gap_of_over_120_days_is_no_cycle():
    length = report_of(log_of(28, 28, 130, 28), today=220).cycles.length
    assert (length.count, left_out(length)) == (3, {"too_long": 1, "still_running": 1})


def test_excluded_time_is_left_out():
    days = log_of(28, 28, 28, 28)
    stages = [stage("exclusion", 30, 40, reason="illness")]
    cycles = report_of(days, today=120, stages=stages).cycles
    assert left_out(cycles.length) == {"excluded": 1, "still_running": 1}
    assert cycles.periods[3].left_out == "excluded"


def test_all_excluded_leaves_no_number():
    stages = [stage("exclusion", 0, reason="other")]
    cycles = report_of(log_of(28, 28, 28), today=100, stages=stages).cycles
    assert (cycles.length, cycles.bleeding) == (None, None)
    assert {period.left_out for period in cycles.periods} == {"excluded"}


def test_bleeding_under_a_pill_tells_nothing_of_her_own_cycles():
    days = [*log_of(28, 28), *log_of(*[28] * 8)[15:]]
    cycles = report_of(days, today=230, stages=[pill(56)]).cycles
    assert (cycles.length.count, left_out(cycles.length)) == (2, {"life_stage": 7})
    assert cycles.bleeding.count == 2


def test_a_running_pregnancy_ends_the_last_cycle():
    cycles = report_of(log_of(28, 28), today=150, stages=[pregnancy(80)]).cycles
    assert (cycles.last_period, cycles.periods[0].left_out) == (on(56), "life_stage")


def test_a_pause_of_the_log_is_too_long_for_a_running_cycle():
    cycles = report_of(log_of(28, 28), today=300).cycles
    assert cycles.periods[0].left_out == "too_long"


def test_a_first_day_alone_tells_no_days_of_bleeding():
    days = [Day(on(0), "medium"), *bleeding(28), Day(on(56), "light"), Day(on(57), "none")]
    bled = report_of(days, today=80).cycles.bleeding
    assert (bled.least, bled.most, bled.count, left_out(bled)) == (1, 5, 2, {"not_logged": 1})


def test_bleeding_that_goes_on_does_not_count_yet():
    bled = report_of(log_of(28, 28), today=58).cycles.bleeding
    assert (bled.count, left_out(bled)) == (2, {"still_running": 1})


def test_a_period_that_goes_on_after_the_range_has_no_days_of_bleeding():
    bled = report_of(log_of(28, 28), first=0, last=on(58), today=100).cycles.bleeding
    assert (bled.count, left_out(bled)) == (2, {"reaches_out": 1})


def test_bleeding_amid_a_cycle_that_she_never_settled_splits_no_cycle():
    lengths = [28, 28, 28, 28, 13, 15, 28]
    length = report_of(log_of(*lengths), today=sum(lengths) + 5).cycles.length
    assert (length.least, left_out(length)["bleeding_between"]) == (28, 2)


def test_bleeding_amid_a_cycle_tells_no_days_of_a_period():
    lengths = [28, 28, 28, 28, 13, 15, 28]
    log = [day for start in starts(lengths) for day in bleeding(start, 2 if start == 125 else 5)]
    bled = report_of(log, today=sum(lengths) + 20).cycles.bleeding
    assert (bled.least, bled.count, left_out(bled)) == (5, 7, {"bleeding_between": 1})


def test_spotting_alone_is_no_period():
    days = [Day(on(day), "spotting") for day in range(0, 90, 30)]
    cycles = report_of(days, today=100).cycles
    assert (cycles.last_period, cycles.periods) == (None, [])
    assert set(cycles.days.values()) == {"spotting"}


def test_the_days_invent_no_strength():
    flows = ("none", "spotting", "light", "medium", "heavy", "veryHeavy", "unspecified", None)
    days = [Day(on(day), flow) for day, flow in enumerate(flows)]
    marks = [*report_of(days, today=10).cycles.days.values()]
    assert marks == ["none", "spotting", "light", "medium", "heavy", "heavy", "unspecified"]
