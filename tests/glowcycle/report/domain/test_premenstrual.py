"""The week before menses beside the week after its first days, as the C-PASS compares them."""

import pytest

from glowcycle.report.domain.report_log import JournalEntry, LoggedDay
from period.domain.log.logged_day import Day
from tests.support.lives import pill, stage
from tests.support.period_logs import log_of, on
from tests.support.report_logs import report_of

LENGTH = 28
BEFORE = (*range(21, 28), *range(49, 56), *range(77, 84))
AFTER = (*range(31, 38), *range(59, 66), *range(87, 94))
CYCLES = [LENGTH] * 3


def energy_of(values):
    return [JournalEntry(date=on(day), energy=value) for day, value in values.items()]


def moods(days, mood):
    return [JournalEntry(date=on(day), mood=mood) for day in days]


def weeks(before, after):
    return {**dict.fromkeys(BEFORE, before), **dict.fromkeys(AFTER, after)}


def change(kind, days=(), *, lengths=CYCLES, today=100, **options):
    """Return the change of that kind, in a log with periods of these cycles."""
    report = report_of([*log_of(*lengths), *days], today=today, **options)
    return next((each for each in report.premenstrual if each.kind == kind), None)


def numbers(found):
    return found.cycles, found.difference, found.percent, found.raised


def test_less_energy_before_menses_is_worse():
    entries = energy_of({**weeks(40, 60), 40: 100, 41: 0})
    assert numbers(change("energy", entries=entries)) == (3, -20, 20, 0)


@pytest.mark.parametrize(("before", "raised"), [(30, 3), (31, 0)])
def test_a_change_of_30_percent_of_the_range_used_meets_the_criterion(before, raised):
    entries = energy_of({**weeks(before, 60), 40: 100, 41: 0})
    assert change("energy", entries=entries).raised == raised


def test_the_weeks_are_the_last_seven_days_and_days_4_to_10():
    beside = dict.fromkeys((*(20, 48, 76), *(30, 58, 86), *(38, 66, 94)), 0)
    found = change("energy", entries=energy_of({**weeks(40, 60), **beside}))
    assert (found.cycles, found.difference) == (3, -20)


def test_more_energy_before_menses_is_better():
    entries = energy_of({**weeks(80, 40), 40: 100, 41: 0})
    assert numbers(change("energy", entries=entries)) == (3, 40, -40, 0)


def test_mood_is_told_on_the_scale_of_five():
    entries = [*moods(BEFORE, "bad"), *moods(AFTER, "great")]
    assert numbers(change("mood", entries=entries)) == (3, -3, 100, 3)


def test_her_own_order_of_moods_counts():
    entries = [*moods(BEFORE, "flat"), *moods(AFTER, "sparkling")]
    assert change("mood", entries=entries) is None
    assert change("mood", entries=entries, moods=("sparkling", "flat")).difference == -4


def said(days, *, pain=None, symptoms=()):
    return [LoggedDay(day=Day(on(day), "none"), pain=pain, symptoms=symptoms) for day in days]


def dry_weeks():
    """Return the days of both weeks on which she does not bleed."""
    return BEFORE, [day for day in AFTER if day % LENGTH > 4]


def test_more_pain_before_menses_is_worse():
    before, after = dry_weeks()
    days = [*said(before, pain=6), *said(after, pain=1)]
    assert numbers(change("pain", days)) == (3, 5, 100, 3)


def test_a_symptom_is_a_share_of_the_logged_days():
    before, after = dry_weeks()
    days = [*said(before, symptoms=["bloating"]), *said(after)]
    found = change("symptom", days)
    assert (found.name, *numbers(found)) == ("bloating", 3, 1, 100, 3)


def test_a_symptom_in_neither_week_is_not_listed():
    before, after = dry_weeks()
    days = [*said(before), *said(after), *said([42], symptoms=["acne"])]
    assert change("symptom", days) is None


def test_a_week_needs_four_days_with_a_value():
    for days, cycles in ((3, 2), (4, 3)):
        entries = energy_of(dict.fromkeys((*BEFORE[:days], *BEFORE[7:], *AFTER), 50))
        assert change("energy", entries=entries).cycles == cycles


def test_one_cycle_tells_nothing():
    entries = energy_of(dict.fromkeys((*BEFORE[:7], *AFTER[:7]), 50))
    found = change("energy", entries=entries)
    assert (*numbers(found), found.needed) == (1, None, None, None, 2)


def test_the_same_value_each_day_is_no_change():
    assert numbers(change("energy", entries=energy_of(weeks(50, 50)))) == (3, 0, 0, 0)


def test_several_entries_of_a_day_give_their_mean():
    twice = energy_of(weeks(20, 60)) + energy_of(weeks(40, 60))
    assert change("energy", entries=twice).difference == -30


def test_what_she_never_logged_is_not_listed():
    assert report_of(log_of(*CYCLES), today=100).premenstrual == []


@pytest.mark.parametrize(
    ("options", "cycles"),
    [
        ({"stages": [pill(60)]}, 1),
        ({"stages": [stage("exclusion", 70, 80, reason="illness")]}, 2),
        ({"today": 92}, 2),  # the last week is not over
        ({"first": 24}, 2),  # the first week begins before the range
    ],
)
def test_weeks_that_a_stage_or_the_range_cuts_do_not_count(options, cycles):
    assert change("energy", entries=energy_of(weeks(40, 60)), **options).cycles == cycles


def test_short_cycles_are_left_out_because_their_weeks_touch():
    lengths = [17] * 6
    entries = energy_of(dict.fromkeys(range(120), 50))
    assert change("energy", entries=entries, lengths=lengths, today=120).cycles == 0
