"""The forecast while the last start may have been bleeding between two periods."""

from dataclasses import replace

import pytest

from period.domain.forecast.forecast import forecast
from period.domain.own_cycles.history import read_history
from tests.support.period_logs import log_of, on

REGULAR = [28] * 6


def history_after(gap, lengths=REGULAR, *, said=None):
    days = log_of(*lengths, gap)
    start = on(sum(lengths) + gap)
    if said is not None:
        days = [replace(day, starts_period=said) if day.date == start else day for day in days]
    return read_history(days=days, today=start)


@pytest.mark.parametrize("gap", range(10, 18))
def test_the_next_period_is_predicted_from_the_start_that_is_likelier(gap):
    days = log_of(*REGULAR, gap)
    start = sum(REGULAR)
    period = forecast(days=days, today=on(start + gap)).next_period
    assert abs((period.date - on(start + 28)).days) <= 1
    assert period.confidence == "low"


def test_both_starts_keep_some_probability():
    doubtful = history_after(14).doubtful_start
    assert 0.5 < doubtful.no_period < 1
    assert doubtful.length.within(12, 16) > 0.5
    assert doubtful.length.within(25, 31) > 0.01


def test_a_woman_of_short_cycles_is_not_doubted():
    doubtful = history_after(16, [16] * 6).doubtful_start
    assert doubtful.no_period < 0.1
    assert doubtful.length.median() in range(15, 19)


def test_her_word_settles_it():
    confirmed = history_after(14, said=True)
    assert confirmed.doubtful_start is None
    assert confirmed.meanings[-1] in ("cycle", "unexplained")
    denied = history_after(14, said=False)
    assert denied.doubtful_start is None
    assert [gap.days for gap in denied.gaps] == REGULAR


def test_the_doubtful_gap_is_no_complete_cycle():
    assert history_after(12).meanings[-1] == "bleeding_between"
    assert len(history_after(12).complete_cycles) == len(REGULAR)


@pytest.mark.parametrize("gap", [10, 13, 17])
def test_the_probabilities_of_the_mixture_sum_to_one(gap):
    length = history_after(gap).doubtful_start.length
    assert sum(length.probabilities) == pytest.approx(1)
    assert length.first >= 10


@pytest.mark.parametrize("first", range(11, 18))
def test_the_period_after_bleeding_between_is_told_by_both_gaps(first):
    """Nobody said what the bleeding was, and the next start is in doubt, too."""
    gaps = [*REGULAR, first, 28 - first]
    history = read_history(days=log_of(*gaps), today=on(sum(gaps)))
    assert history.doubtful_start.no_period < 0.1
    assert abs(history.doubtful_start.length.median() - 28) <= 1
    assert history.meanings[-2:] == ["bleeding_between", "bleeding_between"]


@pytest.mark.parametrize(("bleeds", "until_next"), [(1, 14), (2, 28), (3, 14), (4, 28), (5, 14)])
def test_bleeding_in_the_middle_of_each_cycle_is_followed(bleeds, until_next):
    gaps = [*REGULAR, *[14] * bleeds]
    length = read_history(days=log_of(*gaps), today=on(sum(gaps))).doubtful_start.length
    assert abs(length.median() - until_next) <= 1
