"""Properties of the forecast that hold for every log and all life stages."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from period.domain.forecast.forecast import forecast
from tests.support.forecast_contradictions import contradictions
from tests.support.list_contradictions import list_contradictions
from tests.support.lives import stage
from tests.support.period_logs import log_of, on
from tests.support.random_lives import HORMONAL, days_logged, stages_said

# A forecast takes some milliseconds, so take fewer examples and no deadline.
few = settings(max_examples=30, deadline=None, database=None)

logs = days_logged | st.lists(st.integers(10, 130), max_size=12).map(
    lambda lengths: log_of(*lengths, days=4)
)
todays = st.integers(-5, 1000)


@few
@given(days=logs, stages=stages_said, today=todays)
def test_no_part_of_an_answer_contradicts_another(days, stages, today):
    result = forecast(days=days, today=on(today), stages=stages)
    assert [*contradictions(result, stages)] == []
    assert [*list_contradictions(result, days, stages)] == []


@few
@given(days=logs, stages=stages_said, today=todays, method=st.sampled_from(HORMONAL))
def test_a_hormonal_method_has_no_ovulation_whatever_is_logged(days, stages, today, method):
    using = stage("contraception", today - 3, method=method)
    result = forecast(days=days, today=on(today), stages=[*stages, using])
    assert (result.ovulation, result.fertile_days, result.current_cycle) == (None, None, None)
    assert (result.next_period, result.late, result.following_periods) == (None, None, ())


@few
@given(days=logs, stages=stages_said, today=todays, waited=st.integers(1, 40))
def test_a_later_day_predicts_no_earlier_date(days, stages, today, waited):
    """While she logs nothing more, and no life stage begins or ends in between."""
    days = [day for day in days if day.date <= on(today)]
    stages = [
        each
        for each in stages
        if not on(today) < each.start <= on(today + waited)
        and not (each.end and on(today) <= each.end <= on(today + waited))
    ]
    before = forecast(days=days, today=on(today), stages=stages).next_period
    after = forecast(days=days, today=on(today + waited), stages=stages).next_period
    if before and after:
        assert after.date >= before.date
        assert after.date >= on(today) + timedelta(waited)


@few
@given(days=logs, stages=stages_said, today=todays, data=st.data())
def test_the_order_of_logs_and_stages_does_not_matter(days, stages, today, data):
    result = forecast(days=days, today=on(today), stages=stages)
    shuffled = data.draw(st.permutations(days)), data.draw(st.permutations(stages))
    assert forecast(days=shuffled[0], today=on(today), stages=shuffled[1]) == result
