"""The forecast under contraception: nothing of ovulation, and what can be told of bleeding."""

import pytest

from period.domain.forecast.forecast import forecast
from period.domain.log.life_stages import Pack
from period.domain.log.logged_day import Day, Temperature
from tests.support.lives import PILL, dry, pill, spotting, stage
from tests.support.period_logs import bleeding, log_of, on, positive_test

BLEEDS = log_of(*[28] * 13)
TODAY = on(13 * 28 + 9)


def under(contraception, days=BLEEDS, today=TODAY):
    return forecast(days=days, today=today, stages=[contraception])


@pytest.mark.parametrize(
    "method",
    [
        *("combinedPill", "ring", "patch"),
        *("progestinPill", "implant", "injection", "hormonalIud"),
    ],
)
def test_a_hormonal_method_has_no_ovulation_whatever_is_logged(method):
    signs = [
        positive_test(13 * 28 + 7),
        Day(on(13 * 28 + 8), "none", temperature=Temperature(36.9), mucus="eggWhite"),
    ]
    result = under(stage("contraception", method=method), days=[*BLEEDS, *signs])
    assert (result.ovulation, result.fertile_days, result.next_period) == (None, None, None)
    assert (result.current_cycle, result.late, result.following_periods) == (None, None, ())
    assert result.ovulation_reason.code == result.next_period_reason.code == "contraception"
    assert result.life_stage.kind == "contraception"


def test_the_pack_tells_the_scheduled_bleed_that_comes_next():
    result = under(pill())  # packs begin each 28 days from day 0
    assert (result.scheduled_bleed.first, result.scheduled_bleed.last) == (
        on(13 * 28 + 21),
        on(13 * 28 + 27),
    )


def test_the_scheduled_bleed_under_way_is_told_to_its_last_day():
    bleed = under(pill(), today=on(13 * 28 + 27)).scheduled_bleed
    assert bleed.last == on(13 * 28 + 27)
    assert under(pill(), today=on(13 * 28 + 28)).scheduled_bleed.first == on(14 * 28 + 21)


def test_before_the_first_pack_its_bleed_is_told():
    pack = Pack(active=21, pause=7, begins=on(10))
    assert under(pill(pack=pack), days=[], today=on(5)).scheduled_bleed.first == on(31)


def test_packs_without_a_pause_schedule_no_bleed():
    result = under(pill(pack=Pack(active=28, pause=0, begins=on(0))))
    assert result.scheduled_bleed is None
    assert {log.code for log in result.based_on.not_used} == {"unscheduled_bleed"}


def test_a_bleed_is_promised_only_where_a_pack_schedules_one():
    packs = [PILL, Pack(active=28, pause=0, begins=on(0)), None]
    texts = [under(pill(pack=pack)).life_stage.text for pack in packs]
    assert "your pack tells when" in texts[0]
    assert "no bleed is scheduled" in texts[1]
    assert "Add your pack" in texts[2]


def test_bleeding_outside_the_pause_is_called_unscheduled():
    days = [*bleeding(22, 4), *bleeding(28 + 10, 2)]
    unused = under(pill(), days=days, today=on(45)).based_on.not_used
    assert [(log.date, log.end, log.code) for log in unused] == [
        (on(22), on(25), "scheduled_bleed"),
        (on(38), on(39), "unscheduled_bleed"),
    ]


@pytest.mark.parametrize(("begins", "pause"), [(56, 7), (56, 0)])
def test_the_period_on_whose_first_day_she_begins_is_one(begins, pause):
    method = pill(begins, pack=Pack(active=21, pause=pause, begins=on(begins)))
    assert under(method, days=log_of(28, 28), today=on(begins + 9)).based_on.not_used == ()


def test_a_bleed_on_the_day_of_a_new_method_is_no_period_after_another():
    methods = [pill(end=28), stage("contraception", 28, method="implant")]
    unused = forecast(days=log_of(28), today=on(40), stages=methods).based_on.not_used
    assert [(log.date, log.code) for log in unused] == [(on(28), "hormonal_bleed")]


def test_a_method_without_hormones_leaves_the_forecast_as_it_is():
    plain = forecast(days=BLEEDS, today=TODAY)
    result = under(stage("contraception", method="copperIud"))
    assert result.next_period == plain.next_period
    assert result.ovulation == plain.ovulation
    assert result.life_stage.kind == "contraception"


def pattern(days, start=0):
    method = stage("contraception", start, method="implant")
    return forecast(days=days, today=on(200), stages=[method]).bleeding_pattern


def test_the_pattern_counts_the_last_90_days():
    days = [*bleeding(90, 9), *dry(115, 130), *bleeding(131, 3), *spotting(134, 160)]
    found = pattern(days)
    assert (found.first, found.last) == (on(111), on(200))
    assert (found.episodes, found.bleeding_days, found.spotting_days) == (2, 3, 2)
    assert (found.longest_episode, found.longest_gap) == (4, 40)
    assert found.logged_days == 16 + 3 + 2
    assert found.codes == ()  # most days are not logged


@pytest.mark.parametrize(
    ("starts", "length", "codes"),
    [
        ([], 0, ("none",)),
        ([120], 3, ("infrequent",)),
        ([120, 150], 3, ("infrequent",)),
        ([115, 135, 150], 3, ()),
        ([112, 125, 140, 155, 170], 3, ()),
        ([112, 125, 140, 155, 170, 185], 3, ("frequent",)),
        ([115, 140, 170], 14, ()),
        ([115, 140, 170], 15, ("prolonged",)),
        ([120], 15, ("infrequent", "prolonged")),
    ],
)
def test_the_pattern_of_logged_days_is_named_after_belsey(starts, length, codes):
    bled = {start + day for start in starts for day in range(length)}
    days = [Day(on(day), "light" if day in bled else "none") for day in range(201)]
    assert pattern(days).codes == codes


def test_a_method_that_began_lately_has_a_shorter_pattern_and_no_lack_of_bleeding():
    found = pattern(dry(150, 200), start=150)
    assert (found.first, found.logged_days, found.codes) == (on(150), 51, ())


def test_a_cycle_method_has_no_pattern():
    assert under(pill()).bleeding_pattern is None


def test_after_the_method_the_next_period_starts_a_new_series():
    days = [*log_of(28, 28), *bleeding(200, 1)][:-1]
    implant = stage("contraception", 70, 100, method="implant")
    result = forecast(days=days, today=on(110), stages=[implant])
    assert result.next_period_reason.code == "new_series"
    assert (result.current_cycle, result.late, result.questions) == (None, None, ())
    later = forecast(days=[*days, *bleeding(115)], today=on(120), stages=[implant])
    assert later.current_cycle.day == 6
    assert later.next_period.date > on(120)
