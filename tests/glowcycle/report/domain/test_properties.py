"""What holds for the report of every log and every life."""

from dataclasses import asdict
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from glowcycle.report.domain.bleeding_facts import Spread
from glowcycle.report.domain.report_log import LoggedDay
from tests.support.lives import stage
from tests.support.period_logs import on
from tests.support.random_lives import LAST, life_stages, logs, profiles
from tests.support.report_logs import report_of

kinds_told = [
    *("contraception", "pregnancy", "postpartum", "perimenopause", "irregular", "menopause"),
    *("noPeriods", "exclusion"),
]
reports = st.builds(
    lambda days, stages, profile, today, first, last, pains: report_of(
        [
            LoggedDay(day=day, symptoms=("a", "b")[: number % 3], pain=pains[number % len(pains)])
            for number, day in enumerate(days)
        ],
        stages=stages,
        profile=profile,
        today=today,
        first=min(first, last),
        last=on(max(first, last)),
    ),
    logs,
    st.lists(life_stages(kinds=kinds_told), max_size=3),
    profiles,
    st.integers(-20, LAST + 50),
    st.integers(-100, LAST),
    st.integers(-100, LAST + 50),
    st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=7),
)


def is_sound(spread: Spread | None) -> bool:
    return spread is None or (
        spread.count > 0
        and spread.least <= spread.median <= spread.most
        and all(each.count > 0 for each in spread.left_out)
    )


def check_every_number_rests_on_something(report):
    cycles = report.cycles
    assert is_sound(cycles.length)
    assert is_sound(cycles.bleeding)
    for figo in cycles.figo:
        absent = figo.finding == "absent"
        early = figo.finding in ("irregular", "present")  # found with fewer, and no fewer undo it
        assert figo.finding is None or absent or early or figo.count >= figo.needed
        assert not figo.in_doubt or figo.finding in ("infrequent", "irregular")


def check_all_that_is_told_lies_in_the_range(report):
    last = min(report.last, report.as_of)
    cycles = report.cycles
    assert cycles.last_period is None or cycles.last_period <= last
    assert all(report.first <= day <= last for day in cycles.days)
    assert all(report.first <= period.start <= last for period in cycles.periods)
    assert all(each.start <= last and each.end >= report.first for each in cycles.other_bleeding)
    assert all(report.first <= each.first <= each.last <= last for each in cycles.windows)
    assert all(report.first <= each.cycle_start <= last for each in report.ovulation)


def check_periods_are_apart_and_newest_first(report):
    starts = [period.start for period in report.cycles.periods]
    assert starts == sorted(set(starts), reverse=True)
    for period in report.cycles.periods:
        assert (period.length is None) == (period.left_out is not None)
        assert period.length is None or 10 <= period.length <= 120


def check_windows_never_overlap_and_hold_their_days(report):
    for window in report.cycles.windows:
        days = (window.last - window.first).days + 1
        assert days <= 90
        assert window.bleeding_days + window.spotting_days <= window.logged_days <= days
        assert max(window.longest_gap, window.longest_episode) <= days
        assert not window.is_whole or days == 90
        assert (window.unscheduled_days or 0) <= window.logged_days


def check_complaints_count_no_more_days_than_were_logged(report):
    for complaint in report.complaints:
        assert sum(each.with_it for each in complaint.by_day) <= complaint.days
        for each in complaint.by_day:
            assert 0 <= each.with_it <= each.days
            assert -14 <= each.day <= 13
            assert each.mean is None or 0 <= each.mean <= 10


def check_a_shift_has_six_readings_before_it(report):
    for each in report.ovulation:
        assert each.temperatures == len(each.readings)
        if each.shift:
            assert sum(day < each.shift for day in each.readings) >= 6


@given(report=reports)
def test_a_report_is_sound(report):
    """A report takes longer to make than to check: all that holds for it is checked at once."""
    check_every_number_rests_on_something(report)
    check_all_that_is_told_lies_in_the_range(report)
    check_periods_are_apart_and_newest_first(report)
    check_windows_never_overlap_and_hold_their_days(report)
    check_complaints_count_no_more_days_than_were_logged(report)
    check_a_shift_has_six_readings_before_it(report)


@given(days=logs, today=st.integers(0, LAST), more=st.integers(1, 200))
def test_what_comes_after_the_days_around_the_range_changes_nothing(days, today, more):
    end = today + more
    last = end - 160
    known = report_of(days, today=end, first=last - 300, last=on(last))
    later = [day for day in days if day.date <= on(last) + timedelta(days=150)]
    assert asdict(report_of(later, today=end, first=last - 300, last=on(last))) == asdict(known)


@given(days=logs)
def test_all_excluded_leaves_no_number(days):
    stages = [stage("exclusion", -1000, reason="other")]
    cycles = report_of(days, today=LAST + 10, first=-100, stages=stages).cycles
    assert (cycles.length, cycles.bleeding) == (None, None)
    assert {period.left_out for period in cycles.periods} <= {"excluded"}
