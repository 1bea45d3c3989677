"""Properties of an answer that hold for every diary."""

from dataclasses import astuple
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glowcycle.insights.domain.examination import examine
from glowcycle.insights.domain.outcomes import Outcome
from tests.support.diaries import cycles_of, diary, noise

# An answer takes some hundredths of a second, so take fewer examples.
few = settings(max_examples=8, deadline=None, database=None)

LENGTHS = st.lists(st.integers(10, 120), min_size=5, max_size=7)
SEEDS = st.integers(0, 10_000)
SHARES = st.sampled_from([0.1, 0.3, 0.6, 1.0])


def answer(cycles, *diaries, kind="energy", least_values=4):
    outcomes = [Outcome(kind=kind, values=values) for values in diaries]
    return examine(outcomes=outcomes, cycles=cycles, least_values=least_values)


def windows_of(insights):
    return [window for result in insights.results for window in result.windows]


def p_values(insights):
    return [window.p_value for window in windows_of(insights)]


@few
@given(LENGTHS, SEEDS, SHARES)
def test_every_number_is_finite_and_in_its_range(lengths, seed, logged):
    cycles = cycles_of(*lengths)
    for window in windows_of(answer(cycles, noise(cycles, seed=seed, logged=logged))):
        numbers = [number for number in astuple(window) if isinstance(number, float)]
        assert all(isfinite(number) for number in numbers if number != window.smallest_effect)
        if window.verdict == "too_early":
            assert (numbers, window.cycles + window.lacking) == ([], 5)
        else:
            assert window.low <= window.effect <= window.high
            assert 0 <= window.share <= 1
            assert 0 <= window.usual <= 100
            assert 0 < window.p_value <= window.adjusted <= 1
            assert window.smallest_effect >= 0  # infinite where no effect is surely found


@few
@given(LENGTHS, SEEDS, st.integers(-1_000, 1_000))
def test_the_level_of_the_values_does_not_count(lengths, seed, level):
    cycles = cycles_of(*lengths)
    values = noise(cycles, seed=seed, logged=0.6)
    moved = {day: value + level for day, value in values.items()}
    assert p_values(answer(cycles, moved)) == p_values(answer(cycles, values))


@few
@given(LENGTHS, SEEDS, st.sampled_from([-1, 1e-6, 0.3, 1e9]))
def test_the_unit_of_the_values_does_not_count(lengths, seed, unit):
    cycles = cycles_of(*lengths)
    values = noise(cycles, seed=seed, logged=0.6)
    scaled = {day: value * unit for day, value in values.items()}
    before, after = answer(cycles, values), answer(cycles, scaled)
    assert p_values(after) == p_values(before)
    for one, other in zip(windows_of(before), windows_of(after), strict=True):
        if one.effect is not None:
            assert other.effect == pytest.approx(one.effect * unit)
            assert other.high - other.low == pytest.approx((one.high - one.low) * abs(unit))


@few
@given(LENGTHS, SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_days_and_cycles_does_not_count(lengths, seed, random):
    cycles = cycles_of(*lengths)
    values = noise(cycles, seed=seed, logged=0.6)
    days = random.sample([*values.items()], k=len(values))
    shuffled = random.sample(cycles, k=len(cycles))
    assert windows_of(answer(shuffled, dict(days))) == windows_of(answer(cycles, values))


@few
@given(LENGTHS, SEEDS)
def test_a_cycle_that_is_given_twice_counts_once(lengths, seed):
    cycles = cycles_of(*lengths)
    values = noise(cycles, seed=seed)
    assert answer([*cycles, cycles[0]], values) == answer(cycles, values)


@few
@given(LENGTHS, SEEDS)
def test_days_outside_the_cycles_do_not_count(lengths, seed):
    cycles = cycles_of(*lengths)
    values = noise(cycles, seed=seed)
    assert windows_of(answer(cycles[:-1], values)) == windows_of(
        answer(cycles[:-1], {day: values[day] for day in values if day < cycles[-1].start})
    )


@few
@given(LENGTHS, st.sampled_from([0.0, 0.1, 1 / 3, -7e5, 1e-9]), st.sampled_from(["energy", "tag"]))
def test_a_constant_follows_nothing(lengths, value, kind):
    cycles = cycles_of(*lengths)
    value = 1.0 if kind == "tag" else value
    for window in windows_of(answer(cycles, diary(cycles, lambda *_: value), kind=kind)):
        assert (window.verdict, window.p_value, window.smallest_effect) == ("no_pattern", 1.0, 0)
        assert (window.effect, window.low, window.high, window.share) == (0, 0, 0, 0)


@pytest.mark.parametrize("weeks", [2, 3, 4, 5])
def test_what_happens_on_weekends_alone_follows_nothing_in_cycles_of_whole_weeks(weeks):
    cycles = cycles_of(*[7 * weeks] * 5)
    weekends = diary(cycles, lambda _, __, day: float(day.weekday() >= 5))
    for window in windows_of(answer(cycles, weekends, kind="tag")):
        assert (window.p_value, window.effect, window.share) == (1.0, 0, 0)


@few
@given(LENGTHS, SEEDS, st.integers(0, 6))
def test_days_of_one_weekday_are_enough_for_an_answer_or_too_few(lengths, seed, weekday):
    cycles = cycles_of(*lengths)
    values = noise(cycles, seed=seed)
    weekly = {day: value for day, value in values.items() if day.weekday() == weekday}
    for window in windows_of(answer(cycles, weekly, least_values=1)):
        assert (window.verdict == "too_early") == (window.p_value is None)


def test_in_noise_p_values_are_even():
    cycles = cycles_of(28, 25, 31, 27, 29, 30, 26)
    found = p_values(answer(cycles, *[noise(cycles, seed=seed) for seed in range(60)]))
    for part in (0.05, 0.25, 0.5, 0.75):
        share = sum(p_value <= part for p_value in found) / len(found)
        # Three standard errors of 180 tests.
        assert share == pytest.approx(part, abs=3 * (part * (1 - part) / 180) ** 0.5)
