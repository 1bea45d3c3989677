"""Twenty years of each life: no answer contradicts another. `make bench` goes day by day."""

from dataclasses import replace

import pytest

from period.charts.forecast import compose
from period.domain.forecast.forecast import forecast
from period.domain.forecast.stage_forecast import without_cycles
from period.output_serializers import ForecastSerializer
from tests.support.forecast_contradictions import contradictions
from tests.support.list_contradictions import list_contradictions
from tests.support.simulated_lives import BEGIN, NAMES, days_of_life, life
from tests.support.svg import drawn

EVERY = 367  # days: a prime, so that it falls on all days of a cycle


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_contradicts_another(name, monkeypatch):
    # The track record takes most of the time, and nothing here reads it.
    record = without_cycles(code="pause", today=BEGIN).track_record
    monkeypatch.setattr("period.domain.forecast.forecast.backtest", lambda **_: record)
    whole, found = life(name), []
    for today in days_of_life(step=EVERY):
        days, stages = whole.known_on(today)
        result = forecast(days=days, today=today, stages=stages)
        texts = [*contradictions(result, stages), *list_contradictions(result, days, stages)]
        found += [f"{today}: {text}" for text in texts]
    assert found == []


@pytest.mark.parametrize("name", NAMES)
def test_each_answer_can_be_drawn(name):
    whole = life(name)
    for today in days_of_life(step=997):
        days, stages = whole.known_on(today)
        answer = ForecastSerializer.of(forecast(days=days, today=today, stages=stages))
        assert drawn(compose(answer=answer))


def test_a_contradiction_is_found():
    today = next(iter(days_of_life(step=1)))
    days, stages = life("regular").known_on(today)
    result = forecast(days=days, today=today, stages=stages)
    assert [*contradictions(result, stages)] == []
    late = replace(result.next_period, date=result.next_period.latest.replace(year=2030))
    assert "outside its range" in " ".join(contradictions(replace(result, next_period=late), []))
