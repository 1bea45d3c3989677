"""Properties of the forecast that hold for every log with signs, and for all life stages."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from period.domain.forecast.forecast import forecast
from period.domain.log.life_stages import LifeStage
from tests.support.forecast_contradictions import contradictions
from tests.support.list_contradictions import list_contradictions
from tests.support.period_logs import on
from tests.support.random_lives import HORMONAL, LAST, life_stages, logs, profiles, stages_said

# A forecast takes some milliseconds, so take fewer examples and no deadline.
few = settings(max_examples=40, deadline=None, database=None)

todays = st.integers(-5, LAST + 500).map(on)


@few
@given(days=logs, stages=stages_said, profile=profiles, today=todays)
def test_no_answer_contradicts_another(days, stages, profile, today):
    result = forecast(days=days, today=today, stages=stages, profile=profile)
    assert [*contradictions(result, stages)] == []
    assert [*list_contradictions(result, days, stages, profile)] == []


@few
@given(
    days=logs,
    stages=stages_said,
    method=life_stages(kinds=("contraception",), methods=HORMONAL),
    today=todays,
)
def test_a_hormonal_method_has_no_ovulation_whatever_is_logged(days, stages, method, today):
    using = LifeStage(
        id=method.id, kind="contraception", start=today - timedelta(40), method=method.method
    )
    result = forecast(days=days, today=today, stages=[*stages, using])
    assert (result.ovulation, result.fertile_days) == (None, None)
    assert (result.next_period, result.late, result.following_periods) == (None, None, ())
    assert result.current_cycle is None


@few
@given(data=st.data(), days=logs, stages=stages_said, today=todays)
def test_the_order_of_logs_and_of_stages_does_not_matter(data, days, stages, today):
    mixed_days = data.draw(st.permutations(days))
    mixed_stages = data.draw(st.permutations(stages))
    assert forecast(days=mixed_days, today=today, stages=mixed_stages) == forecast(
        days=days, today=today, stages=stages
    )


@few
@given(days=logs, stages=stages_said, today=todays, waited=st.integers(1, 20))
def test_a_later_day_never_predicts_an_earlier_date(days, stages, today, waited):
    later = today + timedelta(waited)
    changes = {edge for stage in stages for edge in (stage.start, stage.end) if edge}
    changes |= {day.date for day in days}
    if any(today <= change <= later for change in changes):
        return
    before = forecast(days=days, today=today, stages=stages).next_period
    after = forecast(days=days, today=later, stages=stages).next_period
    if before and after:
        assert after.date >= max(before.date, later)


@few
@given(days=logs, stages=stages_said, today=todays)
def test_a_stage_that_has_not_begun_changes_nothing(days, stages, today):
    begun = [stage for stage in stages if min(stage.start, _told(stage)) <= today]
    # It may answer a question already: nobody is asked for a stage that she has planned.
    planned, without = (
        replace(forecast(days=days, today=today, stages=said), questions=())
        for said in (stages, begun)
    )
    assert planned == without


def _told(stage):
    """Return the first day that the stage tells of: a birth may come before it."""
    return stage.birth_date or stage.start
