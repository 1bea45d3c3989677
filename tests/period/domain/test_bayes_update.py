import pytest

from period.domain.bayes_update import history_likelihoods
from period.domain.grid import DAYS, SHORTEST, build_grid, log_gap_likelihood
from period.domain.population import CYCLE_LENGTH, OVULATION_DAY


def next_length(*gaps):
    return history_likelihoods(population=CYCLE_LENGTH, gaps=gaps)[-1].posterior().next_length()


def width(length):
    earliest, latest = length.shortest_range(level=0.8)
    return latest - earliest + 1


@pytest.mark.parametrize("population", [CYCLE_LENGTH, OVULATION_DAY])
def test_the_prior_is_a_probability(population):
    assert sum(build_grid(population=population).prior) == pytest.approx(1)


def test_a_gap_between_logged_periods_has_a_probability_for_every_woman():
    grid = build_grid(population=CYCLE_LENGTH)
    assert len(grid.prior) == len(grid.lengths) == len(log_gap_likelihood(**EIGHT_WEEKS))
    assert all(len(lengths) == DAYS for lengths in grid.lengths)


EIGHT_WEEKS = {"population": CYCLE_LENGTH, "gap": 56}


def test_without_a_cycle_the_population_speaks():
    assert next_length().median() in range(27, 31)
    assert width(next_length()) > width(next_length(28, 28, 28, 28))


def test_her_own_cycles_win_over_the_population():
    assert next_length(*[35] * 8).median() in range(34, 37)
    assert next_length(*[23] * 8).median() in range(23, 25)


def test_regular_cycles_give_a_short_range_and_irregular_ones_a_long_one():
    assert width(next_length(*[28] * 12)) <= 4
    assert width(next_length(22, 45, 31, 60, 26, 38)) >= 15


def test_later_cycles_count_more_than_earlier_ones():
    longer_of_late, _ = next_length(*[27] * 12, *[31] * 12).moments()
    shorter_of_late, _ = next_length(*[31] * 12, *[27] * 12).moments()
    assert longer_of_late > shorter_of_late + 0.2


def test_a_forgotten_log_moves_the_prediction_by_a_day_at_most():
    regular = [28, 29, 27, 28, 29, 28]
    assert abs(next_length(*regular, 57).median() - next_length(*regular).median()) <= 1
    assert width(next_length(*regular, 57)) <= width(next_length(*regular)) + 1


def test_a_single_wild_gap_moves_the_prediction_by_a_day_at_most():
    regular = [28, 29, 27, 28, 29, 28]
    assert abs(next_length(*regular, 43).median() - next_length(*regular).median()) <= 1


def test_a_cycle_cut_in_two_by_spotting_is_taken_for_one():
    regular = [28, 29, 27, 28]
    cut = next_length(*regular, 12, 16)
    assert cut.median() == next_length(*regular, 28).median()
    assert width(cut) <= width(next_length(*regular, 28)) + 1


@pytest.mark.parametrize("gap", [3, SHORTEST - 1, 121, 900])
def test_a_gap_that_is_no_cycle_says_nothing(gap):
    assert next_length(28, gap, 30) == next_length(28, 30)


def test_no_length_is_impossible():
    assert next_length(*[28] * 60).at(70) > 0


def test_beliefs_are_those_of_every_day_she_began_a_cycle():
    gaps = [28, 31, 12, 17, 29]
    known = history_likelihoods(population=CYCLE_LENGTH, gaps=gaps)
    assert len(known) == 6
    assert known[3] == history_likelihoods(population=CYCLE_LENGTH, gaps=gaps[:3])[-1]


def test_the_periods_after_the_next_lie_about_a_cycle_apart_and_less_certain():
    posterior = history_likelihoods(population=CYCLE_LENGTH, gaps=[30] * 6)[-1].posterior()
    first = posterior.next_length()
    second, third = posterior.following_starts(first, count=2)
    assert second.median() in range(59, 62)
    assert third.median() in range(89, 92)
    assert width(first) < width(second) < width(third)


def test_a_late_period_speaks_for_longer_cycles_after_it():
    posterior = history_likelihoods(population=CYCLE_LENGTH, gaps=[28, 30])[-1].posterior()
    late = posterior.next_length().not_before(36)
    (second,) = posterior.following_starts(late, count=1)
    (usual,) = posterior.following_starts(posterior.next_length(), count=1)
    assert second.median() - late.median() > usual.median() - posterior.next_length().median()
