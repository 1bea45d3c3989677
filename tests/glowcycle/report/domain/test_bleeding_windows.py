"""Windows of 90 days under hormonal contraception."""

from datetime import timedelta
from itertools import pairwise

import pytest

from period.domain.log.life_stages import Pack
from period.domain.log.logged_day import Day
from tests.support.lives import dry, pill, stage
from tests.support.period_logs import bleeding, on
from tests.support.report_logs import report_of


def windows(days, *, today, stages, **options):
    return report_of(days, today=today, stages=stages, **options).cycles.windows


def implant(start=0, end=None):
    return stage("contraception", start, end, method="implant")


def test_windows_follow_each_other_from_the_first_day_of_the_method():
    found = windows([], today=200, first=-100, stages=[implant()])
    spans = [(window.first, window.last) for window in found]
    assert spans == [(on(0), on(89)), (on(90), on(179)), (on(180), on(200))]
    assert {window.method for window in found} == {"implant"}


def test_windows_begin_and_end_with_the_range():
    found = windows([], today=300, first=50, last=on(150), stages=[implant()])
    assert [(window.first, window.last) for window in found] == [
        (on(50), on(139)),
        (on(140), on(150)),
    ]


def test_windows_end_with_the_method():
    [window] = windows([], today=300, first=0, stages=[implant(0, 40)])
    assert (window.first, window.last, window.is_whole) == (on(0), on(40), False)


def test_only_a_window_of_90_logged_days_tells_of_little_bleeding():
    [logged, _] = windows(dry(0, 120), today=120, first=0, stages=[implant()])
    assert (logged.is_whole, logged.codes, logged.logged_days) == (True, ("none",), 90)
    [silent, _] = windows([], today=120, first=0, stages=[implant()])
    assert (silent.is_whole, silent.codes, silent.logged_days) == (False, (), 0)


def test_a_window_counts_its_own_days_alone():
    days = [*bleeding(85, 10), Day(on(40), "spotting"), *bleeding(60, 3)]
    first, second = windows(days, today=179, first=0, stages=[implant()])
    assert (first.bleeding_days, first.spotting_days, first.episodes) == (8, 1, 3)
    assert (second.bleeding_days, second.episodes, second.longest_episode) == (5, 1, 5)
    assert (first.longest_gap, second.longest_gap) == (40, 85)


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        ([day for start in range(0, 90, 14) for day in bleeding(start, 2)], ("frequent",)),
        (bleeding(10, 15), ("prolonged",)),
        (bleeding(10, 14), ()),
    ],
)
def test_much_bleeding_is_told_of_any_window(days, codes):
    [window] = windows(days, today=89, first=0, stages=[implant()])
    assert window.codes == codes


def test_a_pack_tells_which_bleeding_is_scheduled():
    pause = [Day(on(day), "light") for day in (21, 22, 23, 29, 40, 41)] + dry(5, 12)
    [window] = windows(pause, today=60, first=0, stages=[pill()])
    assert window.unscheduled_days == 2
    [window] = windows(pause, today=60, first=0, stages=[pill(pack=None)])
    assert window.unscheduled_days is None
    [window] = windows(pause, today=60, first=0, stages=[pill(pack=Pack(28, 0, on(0)))])
    assert window.unscheduled_days == 6


def test_a_method_without_hormones_has_no_windows():
    copper = stage("contraception", method="copperIud")
    assert windows(bleeding(0), today=200, first=0, stages=[copper]) == []


def test_a_method_of_a_later_version_has_its_windows():
    later = stage("contraception", method="nasalSpray")
    [window] = windows([], today=20, first=0, stages=[later])
    assert window.method == "nasalSpray"


def test_ten_years_have_a_window_for_each_90_days():
    first, today = -3000, 652
    found = windows([], today=today, first=first, stages=[implant(first)])
    assert len(found) == 41
    assert all(before.last + timedelta(days=1) == after.first for before, after in pairwise(found))
