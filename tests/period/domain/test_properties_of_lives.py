"""Properties of the forecast that hold for every log with signs, and for all life stages."""

from datetime import timedelta
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from period.domain.forecast.forecast import forecast
from period.domain.log.life_stages import LifeStage, Method, Pack, StageKind
from period.domain.log.logged_day import (
    Day,
    Flow,
    Mucus,
    OvulationTest,
    PregnancyTest,
    Temperature,
)
from period.domain.log.profile import Goal, Profile
from tests.support.forecast_contradictions import contradictions
from tests.support.period_logs import log_of, on
from tests.support.random_lives import HORMONAL

# A forecast takes some milliseconds, so take fewer examples and no deadline.
few = settings(max_examples=25, deadline=None, database=None)

LAST = 500


def one_of(choices):
    return st.sampled_from([None, *get_args(choices)])


days_with_signs = st.builds(
    Day,
    date=st.integers(0, LAST).map(on),
    flow=one_of(Flow),
    ovulation_test=one_of(OvulationTest),
    starts_period=st.sampled_from([None, None, True, False]),
    temperature=st.none()
    | st.builds(Temperature, celsius=st.floats(34, 42), excluded=st.booleans()),
    mucus=one_of(Mucus),
    pregnancy_test=one_of(PregnancyTest),
)

logs = st.builds(
    lambda lengths, signs: [*log_of(*lengths, days=4), *signs],
    st.lists(st.integers(12, 140), max_size=10),
    st.lists(days_with_signs, max_size=25),
)

packs = st.builds(
    Pack, active=st.integers(1, 84), pause=st.integers(0, 8), begins=st.integers(0, LAST).map(on)
)


KINDS, METHODS = get_args(StageKind), get_args(Method)


@st.composite
def life_stages(draw, kinds=KINDS, methods=METHODS):
    kind, start = draw(st.sampled_from(kinds)), draw(st.integers(-50, LAST))
    length = draw(st.none() | st.integers(0, 400))
    members = {
        "contraception": lambda: {"method": draw(st.sampled_from(methods)), "pack": draw(packs)},
        "pregnancy": lambda: {
            "due_date": draw(st.none() | st.integers(start, start + 300).map(on)),
            "basis": draw(st.sampled_from([None, "lastPeriod", "conception", "scan"])),
            "outcome": draw(st.sampled_from(["birth", "loss", None])) if length else None,
        },
        "postpartum": lambda: {"birth_date": on(start - draw(st.integers(0, 20)))},
        "menopause": lambda: {"hormones": draw(st.sampled_from(["none", "sequential"]))},
    }.get(kind, dict)()
    name = f"{draw(st.uuids())}"
    end = None if length is None else on(start + length)
    return LifeStage(id=name, kind=kind, start=on(start), end=end, **members)


stages_of_a_life = st.lists(life_stages(), max_size=4)
todays = st.integers(0, LAST + 400).map(on)
profiles = st.builds(
    Profile,
    birth_year=st.none() | st.integers(1950, 2012),
    cycle_length=st.none() | st.integers(15, 90),
    goal=one_of(Goal),
)


@few
@given(days=logs, stages=stages_of_a_life, profile=profiles, today=todays)
def test_no_answer_contradicts_another(days, stages, profile, today):
    result = forecast(days=days, today=today, stages=stages, profile=profile)
    assert [*contradictions(result, stages)] == []


@few
@given(
    days=logs,
    stages=stages_of_a_life,
    method=life_stages(kinds=("contraception",), methods=HORMONAL),
    today=todays,
)
def test_a_hormonal_method_has_no_ovulation_whatever_is_logged(days, stages, method, today):
    using = LifeStage(
        id=method.id, kind="contraception", start=today - timedelta(40), method=method.method
    )
    result = forecast(days=days, today=today, stages=[*stages, using])
    assert (result.ovulation, result.fertile_days) == (None, None)
    assert (result.next_period, result.current_cycle) == (None, None)


@few
@given(data=st.data(), days=logs, stages=stages_of_a_life, today=todays)
def test_the_order_of_logs_and_of_stages_does_not_matter(data, days, stages, today):
    mixed_days = data.draw(st.permutations(days))
    mixed_stages = data.draw(st.permutations(stages))
    assert forecast(days=mixed_days, today=today, stages=mixed_stages) == forecast(
        days=days, today=today, stages=stages
    )


@few
@given(days=logs, stages=stages_of_a_life, today=todays, waited=st.integers(1, 20))
def test_a_later_day_never_predicts_an_earlier_date(days, stages, today, waited):
    later = today + timedelta(waited)
    changes = {edge for stage in stages for edge in (stage.start, stage.end) if edge}
    changes |= {day.date for day in days}
    if any(today <= change <= later for change in changes):
        return
    before = forecast(days=days, today=today, stages=stages).next_period
    after = forecast(days=days, today=later, stages=stages).next_period
    if before and after:
        assert after.date >= before.date


@few
@given(days=logs, stages=stages_of_a_life, today=todays)
def test_a_stage_that_has_not_begun_changes_nothing(days, stages, today):
    begun = [stage for stage in stages if min(stage.start, _told(stage)) <= today]
    assert forecast(days=days, today=today, stages=stages) == forecast(
        days=days, today=today, stages=begun
    )


def _told(stage):
    """Return the first day that the stage tells of: a birth may come before it."""
    return stage.birth_date or stage.start
