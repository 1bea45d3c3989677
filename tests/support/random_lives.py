"""Random logs and life stages for properties that hold for every life."""

from typing import get_args

from hypothesis import strategies as st

from period.domain.log.life_stages import PROGESTIN_ONLY, SCHEDULED, Pack, StageKind
from period.domain.log.logged_day import Day, Flow, Mucus, OvulationTest, PregnancyTest, Temperature
from tests.support.lives import stage
from tests.support.period_logs import on

HORMONAL = sorted(SCHEDULED | PROGESTIN_ONLY)

days_logged = st.lists(
    st.builds(
        Day,
        date=st.integers(0, 400).map(on),
        flow=st.none() | st.sampled_from(get_args(Flow)),
        ovulation_test=st.none() | st.sampled_from(get_args(OvulationTest)),
        starts_period=st.sampled_from([None, None, None, True, False]),
        cycle_length=st.none() | st.integers(-5, 500),
        temperature=st.none()
        | st.builds(Temperature, st.floats(34, 42).map(lambda celsius: round(celsius, 2))),
        mucus=st.none() | st.sampled_from(get_args(Mucus)),
        pregnancy_test=st.none() | st.sampled_from(get_args(PregnancyTest)),
    ),
    max_size=40,
)

_MEMBERS = {
    "contraception": {
        "method": st.sampled_from([*HORMONAL, "copperIud", "condom"]),
        "pack": st.none() | st.builds(Pack, st.just(21), st.integers(0, 7), st.just(on(0))),
    },
    "pregnancy": {
        "basis": st.sampled_from(["lastPeriod", "scan", "conception"]),
        "outcome": st.sampled_from([None, "birth", "loss", "ended"]),
    },
    "menopause": {"hormones": st.sampled_from(["none", "sequential", "continuous"])},
}


@st.composite
def _stage(draw):
    kind = draw(st.sampled_from(get_args(StageKind)))
    start = draw(st.integers(-50, 600))
    end = draw(st.none() | st.integers(start, start + 400))
    members = {name: draw(values) for name, values in _MEMBERS.get(kind, {}).items()}
    if kind == "postpartum":
        members["birth_date"] = on(start)
    if end is None:
        members.pop("outcome", None)
    return stage(kind, start, end, **members)


stages_said = st.lists(_stage(), max_size=4, unique_by=lambda each: (each.kind, each.start))
