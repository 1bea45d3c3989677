"""Verdicts: when each is given, and what its numbers say."""

from dataclasses import replace
from random import Random

import pytest

from glowcycle.insights.domain.cycles import WINDOWS
from glowcycle.insights.domain.discovery import RATE
from glowcycle.insights.domain.examination import examine
from glowcycle.insights.domain.outcomes import Outcome
from glowcycle.insights.domain.window_examination import LEAST_CYCLES
from tests.support.diaries import cycles_of, diary, noise

CYCLES = cycles_of(28, 25, 31, 27, 29, 30, 26, 28, 27)


def energy(values, *, noise_of_one=None):
    return Outcome(kind="energy", values=values, noise=noise_of_one)


def metric(name, values):
    return Outcome(kind="metric", name=name, values=values)


def raised(window, by, *, cycles=CYCLES, seed=1):
    values = noise(cycles, seed=seed)
    return diary(
        cycles,
        lambda cycle, place, day: 20 + values[day] / 5 + by * cycle.is_inside(window, place),
    )


def result_of(outcome, *, cycles=CYCLES, least_values=8):
    [result] = examine(outcomes=[outcome], cycles=cycles, least_values=least_values).results
    return result


def window_of(result, window):
    return result.windows[WINDOWS.index(window)]


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("by", [30, -30])
def test_a_large_effect_follows_in_its_window_and_in_its_size(window, by):
    result = result_of(energy(raised(window, by)))
    found = window_of(result, window)
    assert (result.verdict, found.verdict) == ("follows", "follows")
    assert found.low < by < found.high
    assert found.effect == pytest.approx(by, abs=4)
    assert (found.share, found.cycles, found.lacking) == (1.0, 9, 0)
    assert found.usual == pytest.approx(30, abs=2)
    assert found.p_value <= found.adjusted <= RATE


def test_noise_has_no_pattern_and_says_what_would_have_been_found():
    result = result_of(energy(noise(CYCLES, seed=5)))
    assert result.verdict == "no_pattern"
    for window in result.windows:
        assert window.verdict == "no_pattern"
        assert window.adjusted > RATE
        # Values from 0 to 100 have a standard deviation of 29.
        assert 10 < window.smallest_effect < 30


@pytest.mark.parametrize(("noise_of_one", "verdict"), [(29, "follows"), (33, "below_noise")])
def test_an_effect_below_the_noise_of_one_measurement_is_told_as_such(noise_of_one, verdict):
    outcome = energy(raised("midCycle", 30, seed=3), noise_of_one=noise_of_one)
    result = result_of(outcome)
    assert window_of(result, "midCycle").verdict == verdict
    assert result.verdict == verdict


def test_an_effect_as_large_as_the_noise_is_not_below_it():
    found = window_of(result_of(energy(raised("midCycle", 30))), "midCycle")
    outcome = energy(raised("midCycle", 30), noise_of_one=found.effect)
    assert window_of(result_of(outcome), "midCycle").verdict == "follows"


def test_noise_below_the_noise_of_one_measurement_has_no_pattern():
    result = result_of(energy(noise(CYCLES, seed=5), noise_of_one=500))
    assert [window.verdict for window in result.windows] == ["no_pattern"] * 3


def test_four_cycles_are_too_early_and_one_is_lacking():
    cycles = CYCLES[: LEAST_CYCLES - 1]
    result = result_of(energy(raised("midCycle", 30, cycles=cycles)), cycles=cycles)
    assert (result.verdict, result.lacking, len(result.cycles)) == ("too_early", 1, 4)
    for window in result.windows:
        assert (window.verdict, window.cycles, window.lacking) == ("too_early", 4, 1)
        assert (window.effect, window.p_value, window.smallest_effect) == (None, None, None)


@pytest.mark.parametrize(
    ("cycles", "values"), [([], {}), (CYCLES, {}), ([], noise(CYCLES, seed=1))]
)
def test_nothing_lacks_all_cycles(cycles, values):
    result = result_of(energy(values), cycles=cycles)
    assert (result.verdict, result.lacking, result.days) == ("too_early", LEAST_CYCLES, 0)


def test_a_cycle_with_too_few_values_does_not_count():
    values = noise(CYCLES, seed=1)
    sparse = diary(
        CYCLES,
        lambda cycle, place, day: None if cycle == CYCLES[0] and place >= 7 else values[day],
    )
    result = result_of(energy(sparse))
    assert result.cycles == CYCLES[1:]
    assert result.days == sum(cycle.length for cycle in CYCLES[1:])
    assert result_of(energy(sparse), least_values=7).cycles == CYCLES


def test_a_window_that_is_never_logged_is_too_early_and_no_test():
    values = noise(CYCLES, seed=1)
    outside = diary(
        CYCLES,
        lambda cycle, place, day: None if cycle.is_inside("midCycle", place) else values[day],
    )
    insights = examine(outcomes=[energy(outside)], cycles=CYCLES, least_values=8)
    [result] = insights.results
    found = window_of(result, "midCycle")
    assert (found.verdict, found.cycles, found.lacking) == ("too_early", 0, LEAST_CYCLES)
    assert (result.verdict, result.lacking, insights.tests) == ("no_pattern", 0, 2)


def test_an_outcome_that_is_logged_in_one_window_alone_lacks_all_cycles():
    values = diary(
        CYCLES, lambda cycle, place, _: 1.0 if cycle.is_inside("perimenstrual", place) else None
    )
    result = result_of(metric("texture", values), least_values=4)
    assert (result.verdict, len(result.cycles), result.lacking) == ("too_early", 9, LEAST_CYCLES)


def test_the_rate_is_that_of_the_whole_family():
    outcome = energy(raised("midCycle", 30))
    others = [metric(str(seed), noise(CYCLES, seed=seed)) for seed in range(11)]
    alone = examine(outcomes=[outcome], cycles=CYCLES, least_values=8)
    family = examine(outcomes=[*others, outcome], cycles=CYCLES, least_values=8)
    assert (alone.tests, family.tests) == (3, 36)
    for before, after in zip(alone.results[0].windows, family.results[-1].windows, strict=True):
        assert after.p_value == before.p_value
        assert after.smallest_effect > before.smallest_effect
        assert (
            replace(
                after,
                verdict=before.verdict,
                adjusted=before.adjusted,
                smallest_effect=before.smallest_effect,
            )
            == before
        )


def test_results_keep_the_order_of_the_outcomes():
    outcomes = [metric(str(seed), noise(CYCLES, seed=seed)) for seed in range(3)]
    insights = examine(outcomes=outcomes, cycles=CYCLES, least_values=8)
    assert [result.outcome for result in insights.results] == outcomes


def test_no_outcome_is_no_test():
    insights = examine(outcomes=[], cycles=CYCLES, least_values=8)
    assert (insights.results, insights.tests) == ([], 0)


def test_what_differs_only_from_a_stronger_window_does_not_follow_itself():
    # A tag on nine of ten days before menses, and on two of ten others.
    random = Random(1)
    values = diary(
        CYCLES,
        lambda cycle, place, _: float(
            random.random() < (0.9 if cycle.is_inside("premenstrual", place) else 0.2)
        ),
    )
    result = result_of(Outcome(kind="tag", name="cramps", values=values))
    assert [window.verdict for window in result.windows] == ["no_pattern", "follows", "no_pattern"]


def test_a_window_is_not_told_by_another_that_shares_its_weekdays():
    """In cycles of four weeks with every other day logged, some weekdays are in windows alone."""
    cycles = cycles_of(*[28] * 7)
    values = diary(
        cycles,
        lambda cycle, place, _day: (
            None if place % 2 else 70 - 50 * cycle.is_inside("perimenstrual", place)
        ),
    )
    result = result_of(energy(values), cycles=cycles)
    found = window_of(result, "perimenstrual")
    assert (found.verdict, found.effect) == ("follows", pytest.approx(-50))
    for window in ("premenstrual", "midCycle"):
        assert window_of(result, window).verdict == "no_pattern"
        assert window_of(result, window).effect == pytest.approx(0)


@pytest.mark.parametrize("by", [30, -30])
def test_two_windows_that_differ_from_the_rest_both_follow(by):
    values = raised("perimenstrual", 30)
    both = diary(
        CYCLES,
        lambda cycle, place, day: values[day] + by * cycle.is_inside("midCycle", place),
    )
    result = result_of(energy(both))
    assert [window.verdict for window in result.windows] == ["follows", "no_pattern", "follows"]
    assert window_of(result, "perimenstrual").effect == pytest.approx(30, abs=8)
    assert window_of(result, "midCycle").effect == pytest.approx(by, abs=4)


def test_windows_that_share_all_their_days_are_told_once():
    # Ovulation five days before menses: its window covers the one before menses.
    cycles = [replace(cycle, ovulation=cycle.length - 4) for cycle in CYCLES]
    result = result_of(energy(raised("midCycle", 30, cycles=cycles)), cycles=cycles)
    assert [window.verdict for window in result.windows] == ["no_pattern", "too_early", "follows"]
    # Nothing is known of the covered one alone, so it has no numbers that contradict "no pattern".
    found = window_of(result, "premenstrual")
    assert (found.lacking, found.effect, found.smallest_effect) == (LEAST_CYCLES, None, None)


@pytest.mark.parametrize("usual", [0.0, 1.0])
def test_a_cycle_in_which_nothing_differs_shows_no_effect(usual):
    # Weekdays and drift come from the other cycles, and leave a small difference in it.
    noted = {CYCLES[place] for place in (1, 3, 4, 7)}
    values = diary(
        CYCLES,
        lambda cycle, place, _: usual if place > 2 or cycle not in noted else 1 - usual,
    )
    found = window_of(result_of(Outcome(kind="tag", name="t", values=values)), "perimenstrual")
    assert found.verdict == "follows"
    assert found.share == pytest.approx(4 / 9)


@pytest.mark.parametrize("bad", range(-7, -3))
def test_one_bad_day_is_no_pattern(bad):
    cycles = cycles_of(28, 30, 27, 31, 29, 26)
    values = diary(
        cycles,
        lambda cycle, place, _: 50 * (cycle != cycles[2] or place != cycle.length + bad),
    )
    result = result_of(energy(values), cycles=cycles)
    assert result.verdict == "no_pattern"
    assert window_of(result, "premenstrual").share == pytest.approx(1 / 6)
