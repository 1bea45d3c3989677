"""Life stages: which bleeding is no period, and which days are no cycle."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from period.domain.log.life_stages import LifeStage
from period.domain.log.logged_day import Day
from period.domain.periods.cycles import cycle_day, find_cycles, find_variation
from period.domain.periods.menses import find_bleeding, find_periods
from tests.support.period_logs import bleeding, log_of, on

few = settings(max_examples=60, deadline=None, database=None)


def stage(kind, start, end=None, **members):
    return LifeStage(
        id=f"{kind}{start}", kind=kind, start=on(start), end=end and on(end), **members
    )


def starts(days, *stages, today=2000):
    periods = find_periods(days=days, today=on(today), stages=stages)
    return [(period.start - on(0)).days for period in periods]


def codes(days, *stages):
    return [other.code for other in find_bleeding(days=days, today=on(2000), stages=stages).other]


@pytest.mark.parametrize(
    ("kind", "code"),
    [("pregnancy", "pregnancy"), ("menopause", "menopause"), ("noPeriods", "no_periods")],
)
@pytest.mark.parametrize("says", [None, True, False])
def test_bleeding_in_a_time_without_periods_is_none_whatever_she_says(kind, code, says):
    days = [*bleeding(0), *bleeding(60, 3), Day(on(90), "heavy", starts_period=says)]
    assert starts(days, stage(kind, 40)) == [0]
    assert codes(days, stage(kind, 40)) == [code, code]


def test_bleeding_that_goes_on_into_a_pregnancy_ends_as_a_period_there():
    (period,) = find_periods(days=bleeding(0, 6), today=on(9), stages=[stage("pregnancy", 3)])
    assert (period.end, period.bleeding_days) == (on(2), 3)


def test_the_last_period_from_which_a_pregnancy_is_counted_is_a_period():
    pregnancy = stage("pregnancy", 56, due_date=on(56 + 280))
    assert starts([*log_of(28, 28), *bleeding(100)], pregnancy) == [0, 28, 56]


@pytest.mark.parametrize(
    "birth",
    [
        [stage("postpartum", 300, birth_date=on(300))],
        [stage("postpartum", 310, birth_date=on(300))],
        [stage("pregnancy", 30, 300, outcome="birth")],
        [stage("pregnancy", 30, 300, outcome="birth"), stage("postpartum", 300)],
    ],
)
@pytest.mark.parametrize(("day", "is_period"), [(300, False), (341, False), (342, True)])
def test_bleeding_in_the_six_weeks_after_a_birth_is_no_period(birth, day, is_period):
    assert starts([*bleeding(0), *bleeding(day, 4)], *birth) == ([0, day] if is_period else [0])
    if not is_period:
        assert codes(bleeding(day, 4), *birth) == ["lochia"]


def test_lochia_that_go_on_beyond_six_weeks_are_lochia_to_their_end():
    born = stage("postpartum", 300, birth_date=on(300))
    assert starts([*bleeding(0), *bleeding(300, 50), *bleeding(351, 2)], born) == [0]


@pytest.mark.parametrize("outcome", ["loss", "ended", None])
@pytest.mark.parametrize(("day", "is_period"), [(80, False), (107, False), (108, True)])
def test_bleeding_in_the_four_weeks_after_a_loss_is_no_period(outcome, day, is_period):
    lost = stage("pregnancy", 40, 80, outcome=outcome)
    assert (day in starts([*bleeding(0), *bleeding(day, 4)], lost)) is is_period


@pytest.mark.parametrize(
    "end",
    [stage("postpartum", 80, birth_date=on(80)), stage("pregnancy", 40, 80, outcome="loss")],
)
def test_after_a_birth_or_a_loss_she_may_say_that_a_period_began(end):
    days = [*bleeding(80, 9), Day(on(100), "light", starts_period=True), *bleeding(101, 3)]
    assert starts(days, end) == [100]
    assert (
        cycle_day(
            periods=find_periods(days=days, today=on(120), stages=[end]), on=on(105), stages=[end]
        )
        == 6
    )


def test_scheduled_bleeds_are_listed_and_nobody_asks_whether_they_were_periods():
    pill = stage("contraception", 0, method="combinedPill")
    periods = find_periods(days=log_of(28, 14), today=on(50), stages=[pill])
    assert [period.needs_confirmation for period in periods] == [False, False, False]


def cycles_of(lengths, *stages, wait=5):
    days, today = log_of(*lengths), on(sum(lengths) + wait)
    periods = find_periods(days=days, today=today, stages=stages)
    return find_cycles(periods=periods, today=today, stages=stages)


def facts(cycles):
    return [
        (cycle.length, cycle.life_stage, cycle.excluded, [flag.code for flag in cycle.flags])
        for cycle in cycles
    ]


def test_a_cycle_says_which_stage_touches_it():
    assert facts(cycles_of([28, 45, 28], stage("exclusion", 40, 41, reason="illness"))) == [
        (28, None, False, []),
        (45, "exclusion", True, []),
        (28, None, False, []),
        (None, None, False, []),
    ]


@pytest.mark.parametrize(
    ("member", "excluded"),
    [
        (stage("contraception", 30, 40, method="implant"), True),
        (stage("contraception", 30, 40, method="copperIud"), False),
        (stage("perimenopause", 0), False),
        (stage("irregular", 0, reason="pcos"), False),
        (stage("postpartum", 0, birth_date=on(-60)), False),
    ],
)
def test_a_stage_with_cycles_leaves_their_length(member, excluded):
    cycle = cycles_of([28, 30, 28], member)[1]
    assert (cycle.length, cycle.life_stage, cycle.excluded) == (30, member.kind, excluded)


@pytest.mark.parametrize(
    "member",
    [
        stage("pregnancy", 30, 60, outcome="loss"),
        stage("postpartum", 50, birth_date=on(40)),
        stage("noPeriods", 30, 60, reason="other"),
        stage("menopause", 30, 60),
        stage("pause", 30, 60),
    ],
)
@pytest.mark.parametrize("length", [20, 45, 110, 300])
def test_a_stage_without_cycles_leaves_neither_length_nor_flags(member, length):
    members = [member] if length > 60 else [stage(member.kind, 30, 35, birth_date=on(33))]
    lengths = [28, length, 28]
    cycles = cycles_of(lengths, *members)
    assert facts(cycles)[:2] == [(28, None, False, []), (None, member.kind, True, [])]


def test_long_times_without_bleeding_are_no_flag_under_hormones():
    implant = stage("contraception", 0, method="implant")
    assert [flags for *_, flags in facts(cycles_of([150, 60, 15], implant, wait=130))] == [[]] * 4


def test_an_excluded_cycle_does_not_count_as_variation():
    ill = stage("exclusion", 40, 41, reason="illness")
    cycles = cycles_of([28, 60, 28], ill)
    assert find_variation(cycles=cycles, today=on(121)) is None
    assert find_variation(cycles=cycles_of([28, 60, 28]), today=on(121)) is not None


def test_of_several_stages_the_one_that_changes_most_is_named():
    stages = [
        stage("irregular", 0, reason="pcos"),
        stage("exclusion", 40, 41, reason="travel"),
        stage("pregnancy", 35, 60, outcome="loss"),
        stage("pause", 50, 55),
    ]
    assert cycles_of([28, 70], *stages)[1].life_stage == "pregnancy"
    assert cycles_of([28, 70], *stages[::-1])[1].life_stage == "pregnancy"
    assert cycles_of([28, 70], *stages[:2])[1].life_stage == "exclusion"


@pytest.mark.parametrize(
    ("member", "day", "expected"),
    [
        (stage("pregnancy", 30), 29, 30),
        (stage("pregnancy", 30), 30, None),
        (stage("pregnancy", 30, 60, outcome="loss"), 70, None),
        (stage("postpartum", 50, birth_date=on(50)), 49, 50),
        (stage("postpartum", 50, birth_date=on(50)), 60, None),
        (stage("menopause", 30), 40, None),
        (stage("noPeriods", 30, reason="ablation"), 40, None),
        (stage("pause", 30, 40), 40, None),
        (stage("pause", 30, 40), 41, 42),
        (stage("contraception", 0, method="ring"), 27, 28),
        (stage("irregular", 0, reason="pcos"), 80, 81),
        (stage("exclusion", 20, 90, reason="illness"), 40, 41),
    ],
)
def test_there_is_no_cycle_day_where_there_is_no_cycle(member, day, expected):
    periods = find_periods(days=log_of(), today=on(100), stages=[member])
    assert cycle_day(periods=periods, on=on(day), stages=[member]) == expected


kinds = st.sampled_from(["pregnancy", "menopause", "noPeriods", "postpartum", "pause", "exclusion"])
some_stages = st.lists(
    st.builds(
        lambda kind, start, length, outcome: stage(
            kind, start, start + length, outcome=outcome if kind == "pregnancy" else None
        ),
        kinds,
        st.integers(0, 300),
        st.integers(1, 200),
        st.sampled_from([None, "birth", "loss"]),
    ),
    max_size=4,
)
some_days = st.lists(
    st.builds(
        Day,
        date=st.integers(0, 400).map(on),
        flow=st.sampled_from([None, "none", "spotting", "light", "heavy"]),
        starts_period=st.sampled_from([None, None, None, True, False]),
    ),
    max_size=60,
    unique_by=lambda day: day.date,
)


@few
@given(days=some_days, stages=some_stages)
def test_no_day_of_a_period_begins_where_there_are_none(days, stages):
    for period in find_periods(days=days, today=on(500), stages=stages):
        inside = [
            stage
            for stage in stages
            if stage.kind in ("pregnancy", "menopause", "noPeriods") and stage.covers(period.start)
        ]
        assert all(stage.outcome and stage.end == period.start for stage in inside)


@few
@given(days=some_days, stages=some_stages, data=st.data())
def test_the_order_of_stages_and_days_does_not_matter(days, stages, data):
    found = find_bleeding(days=days, today=on(500), stages=stages)
    shuffled = data.draw(st.permutations(stages)), data.draw(st.permutations(days))
    assert find_bleeding(days=shuffled[1], today=on(500), stages=shuffled[0]) == found
    cycles = find_cycles(periods=found.periods, today=on(500), stages=stages)
    assert find_cycles(periods=found.periods, today=on(500), stages=shuffled[0]) == cycles


@few
@given(days=some_days, stages=some_stages)
def test_each_day_of_bleeding_is_in_a_period_or_told_as_other(days, stages):
    found = find_bleeding(days=days, today=on(500), stages=stages)
    spans = [(span.start, span.end) for span in (*found.periods, *found.other)]
    bled = [day.date for day in days if day.flow in ("light", "heavy")]
    assert all(any(first <= day <= last for first, last in spans) for day in bled)
    assert [span.start for span in found.periods] == sorted({p.start for p in found.periods})
    assert all(
        first.end < second.start
        for first, second in zip(found.periods, found.periods[1:], strict=False)
    )
