"""The bench of lives measures what it says, on logs that are easy to tell."""

import pytest

from period.domain.model.distribution import Distribution
from tests.benchmarks import lives
from tests.benchmarks.lives_targets import COHORTS, of_age
from tests.benchmarks.targets import Target
from tests.benchmarks.walks import NOTHING_TOLD, Step, history_of, log_of, steps

REGULAR = [28, 29, 27, 28, 28, 29]


def rows_of(lengths, age=None):
    return [{"length": length, "age": age} for length in lengths]


def sure(days):
    return Distribution(days, [1.0])


def step(length, *, before, after, earlier=(28, 28, 28)):
    return Step("woman", earlier, length, sure(before), sure(after))


def test_every_cycle_is_predicted_from_the_earlier_ones_by_both_models():
    walked = steps({"woman": rows_of(REGULAR)})
    assert [each.length for each in walked] == REGULAR
    assert [list(each.earlier) for each in walked] == [REGULAR[:k] for k in range(len(REGULAR))]
    for each in walked:
        learnt = history_of(each.earlier).posterior.next_length()
        assert each.after.median() == learnt.median()
        assert abs(each.before.median() - each.after.median()) <= 1


def test_what_comes_later_does_not_change_a_step():
    first, *_ = steps({"woman": rows_of([28, 60, 24])})
    assert first.after == steps({"woman": rows_of([28])})[0].after


def test_a_cycle_too_short_to_be_one_is_refused():
    with pytest.raises(ValueError, match="too short"):
        steps({"woman": rows_of([28, 5, 28])})


def test_her_age_is_told_where_the_file_has_it():
    assert of_age(rows_of([28], age=47)).profile.birth_year is not None
    assert of_age(rows_of([28])) == NOTHING_TOLD
    assert all(told != NOTHING_TOLD for told in COHORTS.values())


def test_a_log_has_a_start_for_each_period():
    first, second, third = (day.date for day in log_of([28, 30]))
    assert ((second - first).days, (third - second).days) == (28, 30)


def test_a_cycle_loses_its_date_when_none_lasts_so_long():
    some = [step(35, before=28, after=40), step(20, before=28, after=28)]
    assert lives.share_without_date(some) == (0.5, 0.0)
    assert lives.share_called_late(some) == (0.5, 0.0)


def test_inside_her_longest_cycle_the_date_stays():
    some = [step(35, before=28, after=28, earlier=(28, 36, 28))]
    assert lives.share_without_date(some) == (1.0, 0.0)


def test_what_is_said_of_an_unlogged_period_is_compared_with_the_truth():
    walked = steps({"woman": rows_of(REGULAR * 3)})
    (said_before, true_before), (said, true) = lives.forgotten_at_silence(walked[3:])
    assert said_before > true_before + 0.3
    assert abs(said - true) < 0.15


def test_long_cycles_are_counted_with_the_calls():
    assert lives.not_logged_calls([[28, 28, 28, 28, 28, 57], [28] * 5]) == (0, 0, 0)
    assert lives.not_logged_calls([[30, 30, 30, 30, 60, 30, 30]]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("figure", "wanted", "words"),
    [(1.9, {"at_most": 2.0}, "<= 2 "), (3, {"at_least": 2, "at_most": 4}, "2 to 4"), (3, {}, "")],
)
def test_a_target_is_printed_with_what_it_was(figure, wanted, words):
    line = str(Target("name", figure, before=2.5, **wanted))
    assert "2.500" in line
    assert words in line
    assert line.endswith("met") is bool(wanted)
    assert "MISSED" in str(Target("name", 9, at_most=2))
