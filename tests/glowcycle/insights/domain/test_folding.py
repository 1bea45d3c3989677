"""Values folded onto the cycle: each at its distance from menses, none twice, without drift."""

from datetime import timedelta
from itertools import pairwise
from math import sqrt
from statistics import fmean, stdev

import pytest

from glowcycle.insights.domain.folding import DAYS, fold
from glowcycle.insights.domain.outcomes import Outcome, OutcomeResult
from tests.support.diaries import A_MONDAY, cycles_of


def result_of(cycles, values, kind="energy"):
    """Return a result whose values are a function of the cycle's index and the day in it."""
    by_day = {
        cycle.start + timedelta(day): value
        for index, cycle in enumerate(cycles)
        for day in range(cycle.length)
        if (value := values(index, day)) is not None
    }
    return OutcomeResult(
        outcome=Outcome(kind=kind, values=by_day),
        verdict="too_early",
        days=len(by_day),
        cycles=cycles,
        lacking=0,
        windows=(),
    )


def means(folded):
    return {each.day: each.mean for each in folded.days if each.mean is not None}


def test_days_count_on_from_one_menses_and_back_from_the_next():
    cycles = cycles_of(30, 34)
    folded = fold(result_of(cycles, lambda index, day: 100 * (index + 1) + day))
    assert [each.day for each in folded.days] == [*DAYS] == [*range(-14, 15)]
    first, middle, last = folded.lines
    assert first[:14] == [None] * 14
    assert last[14:] == [None] * 15
    assert None not in middle
    steps = [after - before for before, after in pairwise(middle)]
    # Only the step onto day 0 leads into another cycle.
    assert [*steps[:13], *steps[14:]] == pytest.approx([1] * 27)


@pytest.mark.parametrize("length", [10, 14, 21, 27, 28, 29, 40])
def test_no_day_of_a_cycle_counts_twice(length):
    folded = fold(result_of(cycles_of(length), lambda _, day: 1000 + day))
    shown = [value for line in folded.lines for value in line if value is not None]
    assert len(shown) == len({round(value) for value in shown}) == min(length, 29)
    assert sum(each.cycles for each in folded.days) == len(shown)


def test_a_drift_from_cycle_to_cycle_leaves_the_fold_as_it_is():
    cycles = cycles_of(28, 28, 28, 28)
    still = fold(result_of(cycles, lambda _, day: 50 + day % 7))
    drifting = fold(result_of(cycles, lambda index, day: 20 * index + 20 + day % 7))
    assert means(drifting) == pytest.approx(means(still))
    assert [each.low for each in drifting.days] == pytest.approx(
        [each.low for each in still.days], abs=1e-9
    )


def test_the_mean_over_all_days_is_her_overall_mean():
    folded = fold(result_of(cycles_of(29, 29), lambda index, day: 40 * index + day))
    shown = [value for line in folded.lines for value in line if value is not None]
    assert fmean(shown) == pytest.approx(20 + 14)


def test_a_day_has_the_interval_of_its_values_over_menses():
    noise = (0.0, 3.0, -1.0, 4.0, 2.0)
    folded = fold(result_of(cycles_of(*[29] * 5), lambda index, day: noise[index] * (day == 3)))
    on_three = next(each for each in folded.days if each.day == 3)
    values = [line[14 + 3] for line in folded.lines if line[14 + 3] is not None]
    assert on_three.cycles == len(values) == 5
    assert on_three.mean == pytest.approx(fmean(values))
    # Student's t with four degrees of freedom leaves 5 % above 2.132.
    margin = 2.132 * stdev(values) / sqrt(5)
    assert on_three.low == pytest.approx(fmean(values) - margin, abs=1e-3)
    assert on_three.high == pytest.approx(fmean(values) + margin, abs=1e-3)


def test_a_day_without_values_has_no_mean_and_one_value_has_no_interval():
    logged = {(0, 3): 40.0, (0, 5): 60.0, (1, 5): 50.0}
    folded = fold(result_of(cycles_of(28, 28), lambda *place: logged.get(place)))
    by_day = {each.day: each for each in folded.days}
    assert (by_day[4].mean, by_day[4].low, by_day[4].cycles) == (None, None, 0)
    assert (by_day[3].mean, by_day[3].low, by_day[3].high, by_day[3].cycles) == (40, None, None, 1)
    assert by_day[5].cycles == 2
    assert by_day[5].low < by_day[5].mean < by_day[5].high


def test_cycles_apart_share_no_line():
    apart = [*cycles_of(28), *cycles_of(28, start=A_MONDAY + timedelta(90))]
    folded = fold(result_of(apart, lambda _, day: float(day)))
    assert len(folded.lines) == 4
    assert not any(line[0] is not None and line[14] is not None for line in folded.lines)


def test_a_share_stays_within_none_and_all_and_its_lines_are_one_and_zero():
    rare, often = (lambda day: day == 0), (lambda day: day != 0)
    folded = fold(
        result_of(
            cycles_of(*[28] * 4),
            lambda index, day: float((rare, often)[index % 2](day)),
            kind="tag",
        )
    )
    assert {value for line in folded.lines for value in line} == {0.0, 1.0, None}
    for each in folded.days:
        if each.cycles > 1:
            assert 0 <= each.low <= each.mean <= each.high <= 1


def test_nothing_logged_has_every_day_and_no_line():
    folded = fold(result_of([], lambda *_: None))
    assert [(each.day, each.cycles) for each in folded.days] == [(day, 0) for day in DAYS]
    assert folded.lines == []


def test_a_cycle_that_counts_without_a_value_does_no_harm():
    folded = fold(result_of(cycles_of(28), lambda *_: None))
    assert all(each.mean is None for each in folded.days)
