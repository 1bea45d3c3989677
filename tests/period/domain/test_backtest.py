import pytest

from period.domain.forecast.backtest import MOST, falls_short
from period.domain.forecast.forecast import forecast
from tests.support.period_logs import FIRST, log_of, on


def track_record(*lengths):
    return forecast(days=log_of(*lengths), today=on(sum(lengths) + 10)).track_record


def test_nothing_is_scored_before_the_second_period():
    record = track_record()
    assert (record.scored, record.left_out, record.predictions) == (0, 0, ())
    assert record.mean_absolute_error is None
    assert record.inside_range is None
    assert record.within_two_days is None


def test_every_past_period_is_scored():
    record = track_record(28, 29, 27)
    assert record.scored == 3
    assert [prediction.asked_on for prediction in record.predictions] == [FIRST, on(28), on(57)]
    assert [prediction.actual for prediction in record.predictions] == [on(28), on(57), on(84)]


def test_of_more_periods_than_a_life_has_the_newest_are_scored():
    """Each prediction takes time, so a log of periods without cycles must not cost seconds."""
    record = track_record(*[12] * 150)
    assert record.scored + record.left_out == len(record.predictions) == MOST
    assert record.predictions[-1].actual == on(12 * 150)


def test_the_figures_follow_from_the_predictions():
    record = track_record(28, 29, 27, 33, 28, 26)
    errors = [abs((past.actual - past.date).days) for past in record.predictions]
    inside = [past.earliest <= past.actual <= past.latest for past in record.predictions]
    assert record.mean_absolute_error == sum(errors) / 6
    assert record.inside_range == sum(inside) / 6
    assert record.within_two_days == sum(error <= 2 for error in errors) / 6


def test_a_prediction_is_the_forecast_of_that_day():
    days = log_of(28, 29, 33, 27)
    record = forecast(days=days, today=on(130)).track_record
    for past in record.predictions:
        period = forecast(days=days, today=past.asked_on).next_period
        assert (past.date, past.earliest, past.latest) == (
            period.date,
            period.earliest,
            period.latest,
        )


def test_a_gap_with_an_unlogged_period_is_listed_but_not_scored():
    record = track_record(28, 29, 28, 57, 28)
    assert (record.scored, record.left_out) == (4, 1)
    assert [past.scored for past in record.predictions] == [True, True, True, False, True]


def test_an_unusual_cycle_is_scored():
    record = track_record(28, 29, 28, 28, 43)
    assert record.scored == 5
    assert record.mean_absolute_error > 2


@pytest.mark.parametrize(
    ("inside", "scored"), [(0, 2), (1, 4), (2, 6), (5, 10), (7, 13), (60, 100)]
)
def test_ranges_that_clearly_held_too_seldom_fall_short(inside, scored):
    assert falls_short(inside=inside, scored=scored, level=0.8)


@pytest.mark.parametrize(
    ("inside", "scored"), [(0, 0), (0, 1), (2, 4), (3, 6), (6, 10), (8, 13), (75, 100), (9, 9)]
)
def test_few_misses_may_be_chance(inside, scored):
    assert not falls_short(inside=inside, scored=scored, level=0.8)
