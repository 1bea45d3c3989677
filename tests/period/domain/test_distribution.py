import pytest

from period.domain.model.distribution import Distribution, mixture, normal, normalised

WEEK = Distribution(3, [0.1, 0.2, 0.4, 0.2, 0.1])


def test_a_day_beyond_both_ends_has_no_probability():
    assert (WEEK.at(2), WEEK.at(5), WEEK.at(8)) == (0, 0.4, 0)


def test_before_excludes_the_day_itself():
    assert WEEK.before(5) == pytest.approx(0.3)
    assert WEEK.before(0) == 0
    assert WEEK.before(99) == pytest.approx(1)


def test_within_includes_both_ends():
    assert WEEK.within(4, 6) == pytest.approx(0.8)


def test_the_median_is_the_first_day_with_a_cumulative_probability_of_half():
    assert WEEK.median() == 5
    assert Distribution(0, [0.5, 0.5]).median() == 0


def test_the_shortest_range_holds_the_level():
    assert WEEK.shortest_range(level=0.8) == (4, 6)
    assert WEEK.shortest_range(level=0.81) == (3, 6)
    assert WEEK.shortest_range(level=1) == (3, 7)


def test_of_ranges_of_the_same_length_the_most_probable_wins():
    assert Distribution(0, [0.4, 0.1, 0.1, 0.1, 0.3]).shortest_range(level=0.4) == (0, 0)
    assert Distribution(0, [0.3, 0.1, 0.2, 0.4]).shortest_range(level=0.5) == (2, 3)


def test_the_likeliest_days_are_the_most_probable_one_and_those_about_as_likely():
    assert WEEK.likeliest() == (5, 5)
    assert Distribution(3, [0.1, 0.37, 0.4, 0.13]).likeliest() == (4, 5)
    assert Distribution(3, [0.1, 0.35, 0.4, 0.15]).likeliest() == (5, 5)
    assert Distribution(3, [0.25] * 4).likeliest() == (3, 6)


def test_a_likely_day_far_from_the_likeliest_ones_is_not_among_them():
    assert Distribution(0, [0.39, 0.1, 0.1, 0.41]).likeliest() == (3, 3)


def test_conditioning_drops_earlier_days():
    later = WEEK.not_before(6)
    assert (later.first, later.last) == (6, 7)
    assert sum(later.probabilities) == pytest.approx(1)
    assert later.at(6) == pytest.approx(2 / 3)


def test_conditioning_on_a_day_before_the_first_changes_nothing():
    assert WEEK.not_before(0) == normalised(first=3, weights=WEEK.probabilities)


def test_conditioning_beyond_the_last_day_is_an_error():
    with pytest.raises(ValueError, match="No day has a probability"):
        WEEK.not_before(8)


def test_half_a_day_earlier_is_split_between_two_days():
    earlier = Distribution(10, [1.0]).earlier_by(2.5)
    assert (earlier.at(7), earlier.at(8)) == (0.5, 0.5)


def test_a_whole_number_of_days_earlier_keeps_the_shape():
    assert WEEK.earlier_by(2).at(3) == WEEK.at(5)


def test_moments_add_up_in_a_sum():
    total = WEEK.plus(Distribution(1, [0.5, 0.5]))
    mean, variance = total.moments()
    assert mean == pytest.approx(5 + 1.5)
    assert variance == pytest.approx(WEEK.moments()[1] + 0.25)
    assert sum(total.probabilities) == pytest.approx(1)


def test_a_mixture_covers_all_of_its_parts():
    mixed = mixture(parts=[(3, Distribution(0, [1.0])), (1, Distribution(4, [1.0]))])
    assert (mixed.at(0), mixed.at(2), mixed.at(4)) == (0.75, 0, 0.25)


def test_a_normal_distribution_over_days_keeps_its_mean():
    mean, variance = normal(mean=28.3, variance=9).moments()
    assert mean == pytest.approx(28.3, abs=1e-3)
    assert variance == pytest.approx(9 + 1 / 12, abs=0.01)
