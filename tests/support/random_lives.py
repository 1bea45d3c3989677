"""Random logs, life stages and profiles for properties that hold for every life."""

from typing import get_args

from hypothesis import strategies as st

from period.domain.log.life_stages import (
    PROGESTIN_ONLY,
    SCHEDULED,
    LifeStage,
    Method,
    Outcome,
    Pack,
    StageKind,
)
from period.domain.log.logged_day import Day, Flow, Mucus, OvulationTest, PregnancyTest, Temperature
from period.domain.log.profile import Goal, Profile
from tests.support.period_logs import log_of, on

LAST = 500
HORMONAL = sorted(SCHEDULED | PROGESTIN_ONLY)
KINDS, METHODS = get_args(StageKind), get_args(Method)


def _one_of(choices):
    return st.sampled_from([None, *get_args(choices)])


days_logged = st.lists(
    st.builds(
        Day,
        date=st.integers(0, LAST).map(on),
        flow=_one_of(Flow),
        ovulation_test=_one_of(OvulationTest),
        starts_period=st.sampled_from([None, None, None, True, False]),
        cycle_length=st.none() | st.integers(-5, 500),
        temperature=st.none()
        | st.builds(
            Temperature,
            st.floats(34, 42).map(lambda celsius: round(celsius, 2)),
            excluded=st.booleans(),
        ),
        mucus=_one_of(Mucus),
        pregnancy_test=_one_of(PregnancyTest),
    ),
    max_size=40,
)
logs = days_logged | st.builds(
    lambda lengths, days: [*log_of(*lengths, days=4), *days],
    st.lists(st.integers(10, 140), max_size=12),
    days_logged,
)
profiles = st.builds(
    Profile,
    birth_year=st.none() | st.integers(1950, 2012),
    cycle_length=st.none() | st.integers(15, 90),
    period_length=st.none() | st.integers(1, 30),
    luteal_length=st.none() | st.integers(5, 25),
    goal=_one_of(Goal),
)
_packs = st.builds(
    Pack, active=st.integers(1, 84), pause=st.integers(0, 8), begins=st.integers(0, LAST).map(on)
)


@st.composite
def life_stages(draw, kinds=KINDS, methods=METHODS):
    kind, start = draw(st.sampled_from(kinds)), draw(st.integers(-50, LAST + 100))
    length = draw(st.none() | st.integers(0, 400))
    members = {
        "contraception": lambda: {
            "method": draw(st.sampled_from(methods)),
            "pack": draw(st.none() | _packs),
        },
        "pregnancy": lambda: {
            "due_date": draw(st.none() | st.integers(start, start + 300).map(on)),
            "basis": draw(st.sampled_from([None, "lastPeriod", "conception", "scan"])),
            "outcome": draw(_one_of(Outcome)) if length else None,
        },
        "postpartum": lambda: {"birth_date": on(start - draw(st.integers(0, 20)))},
        "menopause": lambda: {"hormones": draw(st.sampled_from(["none", "sequential"]))},
    }.get(kind, dict)()
    end = None if length is None else on(start + length)
    return LifeStage(id=f"{draw(st.uuids())}", kind=kind, start=on(start), end=end, **members)


stages_said = st.lists(life_stages(), max_size=4)
