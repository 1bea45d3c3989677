"""Which of her cycles teach, by her life stages and her profile."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from period.domain.log.life_stages import LifeStage
from period.domain.log.profile import Profile
from period.domain.own_cycles.history import read_history
from tests.support.period_logs import log_of, on

few = settings(max_examples=30, deadline=None, database=None)


def stage(kind, start, end=None, **details):
    return LifeStage(
        id=kind, kind=kind, start=on(start), end=None if end is None else on(end), **details
    )


def history_of(*lengths, waited=5, **known):
    return read_history(days=log_of(*lengths), today=on(sum(lengths) + waited), **known)


def width(history):
    earliest, latest = history.posterior.next_length().shortest_range(level=0.8)
    return latest - earliest + 1


REGULAR = (28, 29, 27, 28, 28)


@given(
    lengths=st.lists(st.integers(20, 45), min_size=2, max_size=9),
    number=st.integers(0, 8),
    inside=st.integers(0, 19),
    stated=st.none() | st.integers(21, 40),
)
@few
def test_an_excluded_cycle_equals_one_that_was_never_learnt(lengths, number, inside, stated):
    number %= len(lengths)
    profile = Profile(cycle_length=stated)
    day = sum(lengths[:number]) + inside
    excluded = history_of(*lengths, stages=[stage("exclusion", day, day)], profile=profile)
    others = [*lengths[:number], *lengths[number + 1 :]]
    assert excluded.posterior == history_of(*others, profile=profile).posterior
    assert excluded.meanings[number] == "excluded"


@given(data=st.data(), lengths=st.lists(st.integers(20, 45), min_size=2, max_size=6))
@few
def test_the_order_of_stages_does_not_matter(data, lengths):
    stages = [
        stage("exclusion", 3, 9),
        stage("contraception", 10, 40, method="combinedPill"),
        stage("contraception", 30, 45, method="condom"),
        stage("irregular", 50),
    ]
    shuffled = data.draw(st.permutations(stages))
    one, other = history_of(*lengths, stages=stages), history_of(*lengths, stages=shuffled)
    assert (one.meanings, one.posterior) == (other.meanings, other.posterior)


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        ("contraception", {"method": "combinedPill"}),
        ("pregnancy", {"outcome": "birth"}),
        ("postpartum", {"breastfeeding": "none"}),
        ("noPeriods", {"reason": "testosterone"}),
    ],
)
def test_after_a_stage_without_own_cycles_a_new_series_begins(kind, details):
    history = history_of(35, 35, 35, 200, 28, stages=[stage(kind, 106, 250, **details)])
    assert history.meanings == [*["before_stage"] * 3, "life_stage", "cycle"]
    alone = history_of(28)
    assert abs(history.posterior.next_length().median() - 28) <= 1
    assert width(history) > width(alone)


def test_the_prior_stays_broad_for_nine_cycles_after_hormonal_contraception():
    pill = stage("contraception", 0, 100, method="combinedPill")
    ninth = history_of(*[28] * 4, *[28] * 8, stages=[pill])
    tenth = history_of(*[28] * 4, *[28] * 9, stages=[pill])
    assert ninth.learning.series[-1].broad_cycles == 1
    assert tenth.posterior == history_of(*[28] * 9).posterior


def test_contraception_without_hormones_changes_nothing():
    copper = stage("contraception", 30, 100, method="copperIud")
    assert history_of(*REGULAR, stages=[copper]).posterior == history_of(*REGULAR).posterior


@pytest.mark.parametrize("kind", ["perimenopause", "irregular"])
def test_irregular_stages_make_the_range_wider_while_they_last(kind):
    during = history_of(*REGULAR, stages=[stage(kind, 100)])
    after = history_of(*REGULAR, stages=[stage(kind, 20, 100)])
    assert width(during) >= width(history_of(*REGULAR))
    assert width(history_of(28, stages=[stage(kind, 0)])) > 1.5 * width(history_of(28))
    assert after.posterior == history_of(*REGULAR).posterior


def test_after_a_declared_pause_earlier_cycles_keep_teaching():
    history = history_of(33, 34, 33, 70, stages=[stage("pause", 110, 160)])
    assert history.meanings == ["cycle", "cycle", "cycle", "life_stage"]
    assert history.posterior.next_length().median() in range(32, 35)


@pytest.mark.parametrize(("age", "wider"), [(18, True), (37, False), (47, True), (52, True)])
def test_her_age_widens_the_prior(age, wider):
    aged = history_of(28, profile=Profile(birth_year=on(0).year - age))
    assert (width(aged) > width(history_of(28))) is wider


def test_the_cycle_length_of_her_profile_counts_until_she_states_another():
    profile = Profile(cycle_length=35)
    assert history_of(profile=profile).posterior.next_length().median() >= 31
    assert history_of(profile=profile).stated_lengths[-1].cycle_length == 35
    assert history_of(*[27] * 8, profile=profile).posterior.next_length().median() in (27, 28)


def test_what_the_stage_holds_later_does_not_change_an_earlier_prediction():
    later = stage("irregular", 100)
    changed = history_of(*REGULAR, stages=[later]).learning.posterior_before(2)
    assert changed == history_of(*REGULAR).learning.posterior_before(2)


def test_a_new_year_amid_a_cycle_changes_nothing():
    # Cycles of 28 days from 6 January on: the 14th lasts over New Year, when she turns 50.
    profile = Profile(birth_year=on(0).year + 1 - 50)
    before = history_of(*[28] * 12, waited=10, profile=profile)
    after = history_of(*[28] * 12, waited=26, profile=profile)
    assert (before.today.year, after.today.year) == (on(0).year, on(0).year + 1)
    assert before.posterior == after.posterior


def test_days_are_read_by_the_end_of_a_gap():
    touching = stage("exclusion", 27, 27)
    beside = stage("exclusion", 28, 28)
    assert history_of(28, 28, stages=[touching]).meanings == ["excluded", "cycle"]
    assert history_of(28, 28, stages=[beside]).meanings == ["cycle", "excluded"]
