import pytest

from period.domain.distribution import Distribution, mixture, normal, normalised

WEEK = Distribution(3, [0.1, 0.2, 0.4, 0.2, 0.1])


def test_a_day_beyond_both_ends_is_impossible():
    assert (WEEK.at(2), WEEK.at(5), WEEK.at(8)) == (0, 0.4, 0)


def test_before_leaves_the_day_itself_out():
    assert WEEK.before(5) == pytest.approx(0.3)
    assert WEEK.before(0) == 0
    assert WEEK.before(99) == pytest.approx(1)


def test_within_counts_both_ends():
    assert WEEK.within(4, 6) == pytest.approx(0.8)


def test_the_median_is_the_first_day_by_which_half_has_passed():
    assert WEEK.median() == 5
    assert Distribution(0, [0.5, 0.5]).median() == 0


def test_the_shortest_range_holds_the_level():
    assert WEEK.shortest_range(level=0.8) == (4, 6)
    assert WEEK.shortest_range(level=0.81) == (3, 6)
    assert WEEK.shortest_range(level=1) == (3, 7)


def test_the_shortest_range_is_the_most_probable_of_those_as_short():
    assert Distribution(0, [0.4, 0.1, 0.1, 0.1, 0.3]).shortest_range(level=0.4) == (0, 0)
    assert Distribution(0, [0.3, 0.1, 0.2, 0.4]).shortest_range(level=0.5) == (2, 3)


def test_days_that_are_over_are_dropped():
    left = WEEK.not_before(6)
    assert (left.first, left.last) == (6, 7)
    assert sum(left.probabilities) == pytest.approx(1)
    assert left.at(6) == pytest.approx(2 / 3)


def test_days_before_the_first_are_no_loss():
    assert WEEK.not_before(0) == normalised(first=3, weights=WEEK.probabilities)


def test_nothing_is_left_after_the_last_day():
    with pytest.raises(ValueError, match="No day has a probability"):
        WEEK.not_before(8)


def test_half_a_day_earlier_is_shared_between_two_days():
    earlier = Distribution(10, [1.0]).earlier_by(2.5)
    assert (earlier.at(7), earlier.at(8)) == (0.5, 0.5)


def test_a_whole_number_of_days_earlier_keeps_the_shape():
    assert WEEK.earlier_by(2).at(3) == WEEK.at(5)


def test_the_sum_of_two_has_the_sum_of_the_moments():
    total = WEEK.plus(Distribution(1, [0.5, 0.5]))
    mean, variance = total.moments()
    assert mean == pytest.approx(5 + 1.5)
    assert variance == pytest.approx(WEEK.moments()[1] + 0.25)
    assert sum(total.probabilities) == pytest.approx(1)


def test_a_mixture_spans_all_of_its_parts():
    mixed = mixture(parts=[(3, Distribution(0, [1.0])), (1, Distribution(4, [1.0]))])
    assert (mixed.at(0), mixed.at(2), mixed.at(4)) == (0.75, 0, 0.25)


def test_a_normal_distribution_over_days_keeps_its_mean():
    mean, variance = normal(mean=28.3, variance=9).moments()
    assert mean == pytest.approx(28.3, abs=1e-3)
    assert variance == pytest.approx(9 + 1 / 12, abs=0.01)
