"""A whole report: what it passes on, what it never tells, and the people of the pictures."""

from datetime import date, timedelta

import pytest

from glowcycle.report.domain.facts import Typed
from period.domain.log.logged_day import Day
from tests.support import picture_people
from tests.support.lives import dry, pregnancy, stage
from tests.support.period_logs import bleeding, log_of, on
from tests.support.report_logs import report_of, report_of_records

TODAY = date(2026, 11, 30)
PEOPLE = {person.__name__: person for person in picture_people.PEOPLE}


def report_of_person(name, **options):
    return report_of_records(PEOPLE[name](TODAY), TODAY, **options)


@pytest.mark.parametrize("name", PEOPLE)
def test_the_facts_of_each_person_add_up(name):
    report = report_of_person(name)
    cycles = report.cycles
    assert len(cycles.figo) == 5
    begun = [period for period in cycles.periods if period.left_out is None]
    assert (cycles.length.count if cycles.length else 0) == len(begun)
    assert all(
        (period.length is None) == (period.left_out is not None) for period in cycles.periods
    )
    assert all(report.first <= day <= TODAY for day in cycles.days)
    assert len(report.complaints) <= 21


def test_a_regular_person():
    cycles = report_of_person("regular").cycles
    assert (cycles.last_period, cycles.length.median) == (TODAY - timedelta(days=19), 28)
    findings = [figo.finding for figo in cycles.figo]
    assert findings == ["normal", "regular", "normal", "normal", None]


def test_an_irregular_person():
    cycles = report_of_person("irregular").cycles
    assert (cycles.length.least, cycles.length.most) == (22, 45)
    assert [figo.finding for figo in cycles.figo][:2] == ["normal", "irregular"]


def test_a_charting_person_has_a_shift_and_a_test_in_each_cycle():
    evidence = report_of_person("charting").ovulation
    complete = [each for each in evidence if each.cycle_start < TODAY - timedelta(days=40)]
    assert len(complete) == 6
    assert all(each.positive_tests and each.shift and each.mucus_peak for each in complete)
    assert all(each.shift > min(each.positive_tests) for each in complete)


def test_a_pause_is_told_nowhere():
    report = report_of_person("paused")
    assert report.stages == []
    assert report.cycles.length.count == 4


def test_stages_are_those_that_touch_the_range():
    stages = [
        stage("exclusion", 0, 10, reason="travel"),
        stage("perimenopause", 50),
        stage("exclusion", 250, reason="travel"),
    ]
    report = report_of([], first=20, today=200, last=on(300), stages=stages)
    assert [each.kind for each in report.stages] == ["perimenopause"]


@pytest.mark.parametrize(
    ("days", "stages", "code"),
    [
        (bleeding(120, 2), [pregnancy(70)], "pregnancy"),
        (bleeding(120, 2), [stage("menopause", 70, hormones="none")], "menopause"),
        (bleeding(120, 2), [stage("noPeriods", 70, reason="hysterectomy")], "no_periods"),
        (bleeding(120, 2), [pregnancy(70, 110, outcome="loss")], "after_loss"),
        ([Day(on(120), "light", starts_period=False), *bleeding(121, 1)], [], "she_said_so"),
    ],
)
def test_bleeding_that_is_no_period_is_told_with_its_reason(days, stages, code):
    report = report_of([*log_of(28, 28), *days], today=150, stages=stages)
    [other] = report.cycles.other_bleeding
    assert (other.start, other.end, other.code) == (on(120), on(121), code)
    assert report.cycles.last_period == on(56)


def test_other_bleeding_outside_of_the_range_is_not_told():
    days = [Day(on(10), "light", starts_period=False)]
    assert report_of(days, first=20, today=60).cycles.other_bleeding == []


def test_a_cut_log_moves_the_first_day():
    report = report_of(log_of(28, 28, 28), first=0, today=100, read_since=on(40))
    assert (report.first, report.read_since, len(report.cycles.periods)) == (on(0), on(40), 2)


def test_what_she_typed_and_what_cannot_be_read_are_passed_on():
    typed = Typed(name="A. Person", birth_year=1990, menarche_age=12, question="?")
    report = report_of([], today=10, typed=typed, unreadable=3, insights={"journal": None})
    assert (report.typed, report.unreadable, report.insights) == (typed, 3, {"journal": None})


def test_days_after_today_are_not_read():
    report = report_of([*log_of(28), *dry(60, 70)], today=40, last=on(80))
    assert max(report.cycles.days) == on(32)
    assert report.coverage.empty_months == []


def test_the_order_of_the_records_never_matters():
    records = [*PEOPLE["perimenopause"](TODAY)]
    assert report_of_records(records, TODAY) == report_of_records(records[::-1], TODAY)
