"""Her bleeding in the terms of FIGO: findings, and what is too little for one."""

import pytest

from glowcycle.report.domain.facts import Typed
from period.domain.log.logged_day import Day
from period.domain.log.profile import Profile
from tests.support.lives import dry, pill, pregnancy, spotting, stage
from tests.support.period_logs import bleeding, log_of, on
from tests.support.report_logs import figo_of, report_of


def found(term, lengths, *, days=(), more=20, **options):
    log = [*log_of(*lengths), *days]
    return figo_of(report_of(log, today=sum(lengths) + more, **options), term)


@pytest.mark.parametrize(
    ("length", "finding"),
    [(23, "frequent"), (24, "normal"), (38, "normal"), (39, "infrequent")],
)
def test_periods_usually_come_every_24_to_38_days(length, finding):
    figo = found("frequency", [length] * 6)
    assert (figo.finding, figo.measured, figo.count) == (finding, length, 6)


def test_two_cycles_tell_no_usual_frequency():
    figo = found("frequency", [28, 28])
    assert (figo.finding, figo.measured, figo.count, figo.needed) == (None, 28, 2, 3)


def test_cycles_of_more_than_a_year_ago_do_not_count():
    lengths = [45] * 8 + [28] * 12
    figo = found("frequency", lengths, first=0)
    assert (figo.finding, figo.measured, figo.count) == ("normal", 28, 12)


@pytest.mark.parametrize(
    ("born", "apart", "finding"),
    [
        (None, 9, "regular"),
        (None, 10, "irregular"),
        (1995, 7, "regular"),
        (1995, 8, "irregular"),
        (2005, 9, "regular"),
        (1980, 9, "regular"),
    ],
)
def test_how_far_apart_cycles_may_be_depends_on_her_age(born, apart, finding):
    lengths = [26, 26 + apart, 28, 28, 28, 28]
    figo = found("regularity", lengths, profile=Profile(birth_year=born))
    assert (figo.finding, figo.measured) == (finding, apart)
    assert figo.limit == (7 if born == 1995 else 9)


def test_the_year_that_she_typed_counts_first():
    profile = Profile(birth_year=1980)
    figo = found("regularity", [28] * 6, profile=profile, typed=Typed(birth_year=1995))
    assert figo.limit == 7


def test_few_cycles_show_irregularity_but_no_regularity():
    assert found("regularity", [28] * 5).finding is None
    assert found("regularity", [28] * 6).finding == "regular"
    assert found("regularity", [25, 38]).finding == "irregular"


def test_a_long_cycle_with_unlogged_days_leaves_doubt():
    lengths = [28, 29, 28, 46, 28, 28]
    figo = found("regularity", lengths)
    assert (figo.finding, figo.in_doubt) == ("irregular", True)
    figo = found("regularity", lengths, days=dry(90, 130))
    assert (figo.finding, figo.in_doubt) == ("irregular", False)


def test_more_days_than_any_cycle_has_count_where_all_are_logged():
    lengths = [28, 28, 125, 28]
    assert found("regularity", lengths).measured == 0
    figo = found("regularity", lengths, days=dry(61, 180))
    assert (figo.finding, figo.measured, figo.in_doubt) == ("irregular", 97, False)


def test_a_forgotten_period_makes_no_irregularity():
    figo = found("regularity", [28, 28, 28, 56, 28, 28, 28])
    assert (figo.finding, figo.measured, figo.count) == ("regular", 0, 6)


@pytest.mark.parametrize(("days", "finding"), [(8, "normal"), (9, "prolonged")])
def test_a_period_usually_lasts_up_to_8_days(days, finding):
    log = log_of(28, 28, 28, days=days)
    figo = figo_of(report_of(log, today=110), "duration")
    assert (figo.finding, figo.measured, figo.count, figo.limit) == (finding, days, 4, 8)


@pytest.mark.parametrize(
    ("flows", "finding"),
    [
        (["light", "light"], "light"),
        (["light", "medium"], "normal"),
        (["light", "heavy", "medium", "medium"], "normal"),
        (["heavy", "heavy", "medium", "light"], "heavy"),
        (["medium", "veryHeavy", "light", "light"], "heavy"),
        (["medium", "unspecified"], None),
    ],
)
def test_volume_is_her_own_word_for_each_day(flows, finding):
    log = [
        Day(on(start + number), flow)
        for start in range(0, 120, 30)
        for number, flow in enumerate(flows)
    ]
    figo = figo_of(report_of(log, today=110), "volume")
    assert (figo.finding, figo.measured) == (finding, 4 if finding else None)


def test_most_periods_decide_on_the_volume():
    starts = range(0, 120, 30)
    log = [*bleeding(0, flow="heavy"), *bleeding(30, flow="heavy")]
    log += [*bleeding(60), *bleeding(90)]
    figo = figo_of(report_of(log, today=max(starts) + 20), "volume")
    assert (figo.finding, figo.measured, figo.count) == ("normal", 2, 4)


def test_spotting_between_periods_is_intermenstrual():
    figo = found("intermenstrual", [28] * 4, days=spotting(14, 15, 42))
    assert (figo.finding, figo.measured, figo.count) == ("present", 2, 4)


@pytest.mark.parametrize(("edge", "finding"), [((5, 6, 7), None), ((5, 6, 7, 8), "present")])
def test_spotting_of_up_to_three_days_belongs_to_the_period_beside_it(edge, finding):
    assert found("intermenstrual", [28] * 4, days=spotting(*edge)).finding == finding
    before = [32 - day for day in edge]  # 27 is the day before the next period
    assert found("intermenstrual", [28] * 4, days=spotting(*before)).finding == finding


def test_spotting_from_one_period_to_the_next_is_intermenstrual():
    days = spotting(*range(5, 28))
    assert found("intermenstrual", [28] * 4, days=days).finding == "present"


def test_a_cycle_split_by_bleeding_has_it_once():
    figo = found("intermenstrual", [28, 28, 28, 28, 13, 15, 28])
    assert (figo.finding, figo.measured, figo.count) == ("present", 1, 6)


def test_without_bleeding_between_only_whole_cycles_count():
    logged = [*dry(5, 27), *dry(33, 55), *dry(61, 83)]
    figo = found("intermenstrual", [28] * 4, days=logged)
    assert (figo.finding, figo.measured, figo.count) == ("none", 0, 3)
    assert found("intermenstrual", [28] * 4).finding is None


def test_bleeding_that_she_says_is_no_period_is_intermenstrual():
    said = [Day(on(70), "light", starts_period=False), Day(on(71), "light")]
    figo = found("intermenstrual", [28] * 4, days=said)
    assert (figo.finding, figo.measured) == ("present", 1)


def test_over_90_logged_days_without_a_period_are_its_absence():
    figo = found("frequency", [28] * 4, days=dry(117, 212), more=100)
    assert (figo.finding, figo.measured) == ("absent", 96)


def test_absence_needs_a_log_and_no_stage_that_explains_it():
    assert found("frequency", [28] * 4, more=100).finding == "normal"
    days = dry(117, 212)
    for explained in (pill(118), pregnancy(118), stage("menopause", 118, hormones="none")):
        figo = found("frequency", [28] * 4, days=days, more=100, stages=[explained])
        assert figo.finding != "absent", explained.kind


def test_logged_days_that_never_had_a_period_are_its_absence():
    figo = figo_of(report_of(dry(0, 120), today=120), "frequency")
    assert (figo.finding, figo.measured) == ("absent", 121)


def test_under_a_hormonal_method_nothing_is_found():
    report = report_of(log_of(*[28] * 8), today=240, stages=[pill(0)])
    assert {figo.finding for figo in report.cycles.figo} == {None}
    assert {figo.count for figo in report.cycles.figo} == {0}


@pytest.mark.parametrize(
    ("stages", "untold"),
    [
        ([pill()], "hormonal_method"),
        ([stage("noPeriods", reason="hysterectomy")], "life_stage"),
        ([stage("contraception", method="condom")], None),
        ([], None),
    ],
)
def test_a_method_or_stage_is_the_reason_why_nothing_is_told(stages, untold):
    terms = report_of(dry(0, 20), today=20, stages=stages).cycles.figo
    assert {each.untold for each in terms} == {untold}


def test_periods_after_a_birth_tell_days_of_bleeding_and_no_cycles():
    log = log_of(28, 28, 28)
    terms = report_of(log, today=100, stages=[stage("postpartum", -60)]).cycles.figo
    assert [each.untold for each in terms] == ["life_stage", "life_stage", None, None, "life_stage"]


def test_few_cycles_before_a_method_are_the_reason_themselves():
    figo = found("regularity", [28] * 3, stages=[pill(84)])
    assert (figo.finding, figo.count, figo.untold) == (None, 3, None)


def test_no_bleeding_between_periods_needs_each_day_logged():
    lengths = [28] * 4
    every = dry(0, 130)
    assert found("intermenstrual", lengths, days=every).finding == "none"
    some = [day for number, day in enumerate(every) if number % 3 == 0]
    assert found("intermenstrual", lengths, days=some).finding is None
