"""Which cycles count for the question whether something follows them, and which are left out."""

from datetime import timedelta

import pytest

from glowcycle.insights.cycle_reading import find_complete_cycles
from glowcycle.insights.domain.cycles import FoundCycles
from period.domain.log.logged_day import Day
from period.domain.log.profile import NOTHING_SAID, Profile
from tests.support.lives import stage
from tests.support.period_logs import bleeding, log_of, on, positive_test, starts

SEVEN = (28, 29, 28, 30, 28, 29, 28)


def find(days, *, stages=(), profile=NOTHING_SAID, first=0, last=None, today=None):
    today = max(day.date for day in days) if today is None else on(today)
    return find_complete_cycles(
        days=days,
        stages=stages,
        profile=profile,
        first=on(first),
        last=today if last is None else on(last),
        today=today,
    )


def lengths(found):
    return [cycle.length for cycle in found.complete]


def reasons(found):
    return {(left.start - on(0)).days: left.reason for left in found.left_out}


def test_the_cycle_that_runs_is_none_of_them():
    found = find(log_of(*SEVEN), today=sum(SEVEN) + 20)
    assert lengths(found) == [*SEVEN]
    assert [cycle.start for cycle in found.complete] == [on(day) for day in starts([*SEVEN])[:-1]]
    assert (found.left_out, found.is_paused) == ([], False)


def test_without_a_log_there_is_none():
    assert find([Day(on(0), "none")]) == FoundCycles(complete=[], left_out=[])


def test_only_those_count_that_lie_wholly_between_the_two_days():
    days = log_of(*SEVEN)
    assert lengths(find(days, first=0, last=27)) == [28]
    assert lengths(find(days, first=0, last=26)) == []
    assert lengths(find(days, first=1, last=27)) == []
    assert lengths(find(days, first=28, last=28 + 29 - 1)) == [29]


def test_what_begins_before_the_first_day_is_a_period_that_goes_on():
    """A range that begins amid a period must not see a new one there."""
    assert lengths(find(log_of(*SEVEN), first=30)) == [*SEVEN[2:]]


def test_a_range_in_the_past_has_the_same_cycles_as_later():
    days = [*log_of(*SEVEN), *bleeding(sum(SEVEN) + 14)]
    for last in range(0, sum(SEVEN), 9):
        whole = find(days).complete
        inside = [cycle for cycle in whole if cycle.start + timedelta(cycle.length - 1) <= on(last)]
        assert find(days, last=last).complete == inside


def test_a_gap_that_probably_hides_a_period_is_left_out():
    found = find(log_of(28, 29, 28, 57, 28, 29, 28))
    assert lengths(found) == [28, 29, 28, 28, 29, 28]
    assert reasons(found) == {85: "period_not_logged"}
    assert [left.length for left in found.left_out] == [57]


def test_bleeding_between_two_periods_parts_a_cycle_that_does_not_count():
    found = find(log_of(28, 29, 28, 14, 14, 28, 29, 28))
    assert lengths(found) == [28, 29, 28, 28, 29, 28]
    assert reasons(found) == {85: "bleeding_between", 99: "bleeding_between"}


def test_a_last_start_in_doubt_ends_no_cycle():
    assert reasons(find(log_of(28, 29, 28, 28, 12)))[113] == "bleeding_between"


def test_a_gap_of_four_months_is_too_long():
    assert reasons(find(log_of(28, 29, 150, 28)))[57] == "too_long"


def test_days_that_she_calls_a_period_make_no_cycle_of_a_week():
    begun = [Day(on(days), "medium", starts_period=True) for days in range(0, 40, 5)]
    found = find(begun)
    assert found.complete == []
    assert set(reasons(found).values()) == {"unexplained"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (stage("contraception", 60, 70, method="implant"), "life_stage"),
        (stage("contraception", 60, 70, method=None), "life_stage"),
        (stage("menopause", 60, 70), "life_stage"),
        (stage("pause", 60, 61), "life_stage"),
        (stage("exclusion", 70, 70, reason="illness"), "excluded"),
    ],
)
def test_a_cycle_that_a_stage_touches_is_left_out(changes, reason):
    found = find(log_of(*SEVEN), stages=[changes])
    assert reasons(found) == {57: reason}
    assert lengths(found) == [28, 29, 30, 28, 29, 28]


@pytest.mark.parametrize(
    "kept",
    [
        stage("contraception", 0, method="condom"),
        stage("irregular", 0, reason="pcos"),
        stage("perimenopause", 0),
    ],
)
def test_a_stage_with_cycles_of_her_own_leaves_none_out(kept):
    assert lengths(find(log_of(*SEVEN), stages=[kept])) == [*SEVEN]


def test_cycles_before_a_later_stage_are_still_hers():
    gone = stage("contraception", 90, 150, method="combinedPill")
    found = find(log_of(*SEVEN, 28), stages=[gone])
    assert lengths(found) == [28, 29, 28, 28, 28]
    assert set(reasons(found).values()) == {"life_stage"}


def test_a_forgotten_period_before_a_later_stage_is_seen_in_its_own_series():
    gone = stage("pregnancy", 230, 235, outcome="loss")
    found = find(log_of(28, 29, 28, 57, 28, 29, 28, 90, 28, 28), stages=[gone])
    assert reasons(found) == {85: "period_not_logged", 227: "life_stage"}
    assert lengths(found) == [28, 29, 28, 28, 29, 28, 28, 28]


def test_a_cycle_in_which_a_birth_was_added_late_is_left_out():
    late = stage("postpartum", 200, 220, birth_date=on(70))
    assert reasons(find(log_of(28, 29, 100), stages=[late]))[57] == "life_stage"


def test_while_she_pauses_nothing_is_said_of_cycles():
    paused = stage("pause", sum(SEVEN))
    assert find(log_of(*SEVEN), stages=[paused]) == FoundCycles(is_paused=True)


def test_without_signs_ovulation_is_one_luteal_phase_before_the_end():
    found = find(log_of(*SEVEN))
    assert {cycle.length - cycle.ovulation for cycle in found.complete} == {13}
    assert not any(cycle.is_ovulation_known for cycle in found.complete)


def test_her_stated_luteal_length_moves_it():
    found = find(log_of(*SEVEN), profile=Profile(luteal_length=8))
    [luteal] = {cycle.length - cycle.ovulation for cycle in found.complete}
    assert luteal < 13


def test_signs_tell_it_and_teach_the_luteal_phase_of_the_other_cycles():
    surges = [positive_test(start + 18) for start in starts([*SEVEN])[:4]]
    found = find([*log_of(*SEVEN), *surges])
    known = [cycle.ovulation for cycle in found.complete if cycle.is_ovulation_known]
    assert known == [20, 20, 20, 20]
    assert {each.length - each.ovulation for each in found.complete[4:]} < {9, 10, 11}


def test_in_the_shortest_cycles_it_is_no_earlier_than_the_first_day():
    found = find(log_of(*([11] * 20), days=2), profile=Profile(luteal_length=25))
    assert all(cycle.ovulation >= 1 for cycle in found.complete)
    assert all(cycle.length >= 10 for cycle in found.complete)
