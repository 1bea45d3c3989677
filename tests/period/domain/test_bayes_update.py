import pytest

from period.domain.model.bayes_update import no_evidence
from period.domain.model.grid import DAYS, SHORTEST, build_grid, log_gap_likelihood
from period.domain.model.population import (
    AFTER_CHANGE,
    CYCLE_LENGTH,
    IRREGULAR,
    OVULATION_DAY,
    RARELY_UNLIKE,
    USUAL,
)
from period.domain.model.prior import build_prior
from tests.support.gap_histories import history_likelihoods


def next_length(*gaps):
    return history_likelihoods(population=CYCLE_LENGTH, gaps=gaps)[-1].posterior().next_length()


def width(length):
    earliest, latest = length.shortest_range(level=0.8)
    return latest - earliest + 1


@pytest.mark.parametrize("population", [CYCLE_LENGTH, OVULATION_DAY])
@pytest.mark.parametrize("mixture", [USUAL, IRREGULAR, AFTER_CHANGE, RARELY_UNLIKE])
@pytest.mark.parametrize("spread_factor", [1.0, 1.46, 3.0])
def test_the_prior_is_a_probability(population, mixture, spread_factor):
    prior = build_prior(population=population, mixture=mixture, spread_factor=spread_factor)
    assert sum(prior) == pytest.approx(1)
    assert min(prior) >= 0


def test_a_gap_has_a_likelihood_at_every_node():
    grid = build_grid(population=CYCLE_LENGTH)
    assert len(grid.nodes) == len(grid.lengths) == len(log_gap_likelihood(**EIGHT_WEEKS))
    assert all(len(lengths) == DAYS for lengths in grid.lengths)


EIGHT_WEEKS = {"population": CYCLE_LENGTH, "gap": 56}


def test_without_a_cycle_the_population_decides():
    assert next_length().median() in range(27, 31)
    assert width(next_length()) > width(next_length(28, 28, 28, 28))


def test_her_own_cycles_outweigh_the_population():
    assert next_length(*[35] * 8).median() in range(34, 37)
    assert next_length(*[23] * 8).median() in range(23, 25)


def test_regular_cycles_give_a_short_range_and_irregular_ones_a_long_one():
    assert width(next_length(*[28] * 12)) <= 4
    assert width(next_length(22, 45, 31, 60, 26, 38)) >= 15


def test_later_cycles_count_more_than_earlier_ones():
    recently_longer, _ = next_length(*[27] * 12, *[31] * 12).moments()
    recently_shorter, _ = next_length(*[31] * 12, *[27] * 12).moments()
    assert recently_longer > recently_shorter + 0.2


def test_an_unlogged_period_moves_the_prediction_by_a_day_at_most():
    regular = [28, 29, 27, 28, 29, 28]
    assert abs(next_length(*regular, 57).median() - next_length(*regular).median()) <= 1
    assert width(next_length(*regular, 57)) <= width(next_length(*regular)) + 1


def test_a_single_wild_gap_moves_the_prediction_by_a_day_at_most():
    regular = [28, 29, 27, 28, 29, 28]
    assert abs(next_length(*regular, 43).median() - next_length(*regular).median()) <= 1


def test_a_cycle_split_by_bleeding_counts_as_one():
    regular = [28, 29, 27, 28]
    split = next_length(*regular, 12, 16)
    assert split.median() == next_length(*regular, 28).median()
    assert width(split) <= width(next_length(*regular, 28)) + 1


def test_a_confirmed_short_cycle_is_no_part_of_a_split_one():
    whole = no_evidence(population=CYCLE_LENGTH)
    for gap in (28, 29, 27, 28):
        whole = whole.updated(gap)
    in_doubt = whole.updated(12).updated(16).posterior().next_length()
    confirmed = (
        whole.updated(12, in_doubt=False).updated(16, in_doubt=False).posterior().next_length()
    )
    assert in_doubt.median() == 28
    assert confirmed.before(20) > 5 * in_doubt.before(20)


@pytest.mark.parametrize(
    ("gaps", "shortest", "longest"),
    [((16,) * 6, 15, 18), ((14,) * 8, 13, 16), ((91,) * 5, 88, 94), ((84, 91, 100), 82, 96)],
)
def test_short_and_long_cycles_that_are_alike_are_hers(gaps, shortest, longest):
    assert next_length(*gaps).median() in range(shortest, longest)


def test_a_gap_that_hides_no_period_is_a_long_cycle():
    earlier = history_likelihoods(population=CYCLE_LENGTH, gaps=[28, 28, 28])[-1]
    hidden = earlier.updated(57).posterior().next_length()
    logged = earlier.updated(57, hidden=0.0).posterior().next_length()
    assert logged.median() <= hidden.median() + 1
    assert 1 - logged.before(45) > 2 * (1 - hidden.before(45))


def test_time_without_evidence_weakens_what_was_learnt_before():
    learnt = history_likelihoods(population=CYCLE_LENGTH, gaps=[33] * 6)[-1]
    rested = learnt.after_pause(cycles=30)
    assert width(rested.posterior().next_length()) > width(learnt.posterior().next_length())
    assert rested.posterior().next_length().median() in range(31, 34)


@pytest.mark.parametrize("gap", [3, SHORTEST - 1, 121, 900])
def test_a_gap_outside_the_grid_changes_nothing(gap):
    assert next_length(28, gap, 30) == next_length(28, 30)


def test_no_length_is_impossible():
    assert next_length(*[28] * 60).at(70) > 0


def test_there_is_a_likelihood_for_the_start_of_every_cycle():
    gaps = [28, 31, 12, 17, 29]
    likelihoods = history_likelihoods(population=CYCLE_LENGTH, gaps=gaps)
    assert len(likelihoods) == 6
    assert likelihoods[3] == history_likelihoods(population=CYCLE_LENGTH, gaps=gaps[:3])[-1]


def test_following_periods_are_a_cycle_apart_and_less_certain():
    posterior = history_likelihoods(population=CYCLE_LENGTH, gaps=[30] * 6)[-1].posterior()
    first = posterior.next_length()
    second, third = posterior.following_starts(first, count=2)
    assert second.median() in range(59, 62)
    assert third.median() in range(89, 92)
    assert width(first) < width(second) < width(third)


def test_a_late_period_predicts_longer_cycles_after_it():
    posterior = history_likelihoods(population=CYCLE_LENGTH, gaps=[28, 30])[-1].posterior()
    late = posterior.next_length().not_before(36)
    (second,) = posterior.following_starts(late, count=1)
    (usual,) = posterior.following_starts(posterior.next_length(), count=1)
    assert second.median() - late.median() > usual.median() - posterior.next_length().median()
