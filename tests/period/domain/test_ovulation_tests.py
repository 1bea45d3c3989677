import pytest

from period.domain.signs.ovulation_tests import log_likelihood, runs, surge_likelihoods

DAYS = range(1, 31)


def values(tests):
    return dict(zip(DAYS, log_likelihood(tests=tests, ovulations=DAYS), strict=True))


@pytest.mark.parametrize("result", ["positive", "peak"])
def test_ovulation_is_likeliest_the_day_after_a_surge_began(result):
    found = values({13: result, 14: result})
    assert max(found, key=found.get) == 14
    assert found[15] > found[12]


@pytest.mark.parametrize("result", ["negative", "low"])
def test_a_negative_test_lowers_ovulation_on_the_next_two_days(result):
    found = values({13: result})
    assert found[14] < found[15] < 0
    assert found[17] == found[20] == 0


def test_more_negative_tests_lower_it_more():
    many = values(dict.fromkeys(range(10, 16), "negative"))
    assert many[14] < values({13: "negative"})[14]


def test_a_high_reading_announces_ovulation_in_a_few_days():
    found = values({10: "high"})
    assert 11 <= max(found, key=found.get) <= 15


def test_of_two_surges_the_last_counts_more():
    likelihoods = surge_likelihoods(tests={10: "positive", 20: "positive"}, ovulations=DAYS)
    assert likelihoods[20][DAYS.index(21)] > likelihoods[10][DAYS.index(11)] > 0


def test_a_surge_may_have_begun_on_a_day_without_a_test():
    seen = values({11: "negative", 12: "negative", 13: "positive"})
    unseen = values({11: "negative", 13: "positive"})
    assert unseen[13] - unseen[14] > seen[13] - seen[14]


def test_days_at_most_two_apart_are_one_run():
    assert runs([16, 12, 14, 20]) == [[12, 14, 16], [20]]
