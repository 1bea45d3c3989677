"""Reports as hypothesis makes them: empty, full and hostile ones. Days lie in the range."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

from hypothesis import strategies as st

from glowcycle.report.domain import bleeding_facts as bleeding
from glowcycle.report.domain import facts
from period.domain.log.life_stages import (
    DueDateBasis,
    LifeStage,
    Method,
    Outcome,
    Reason,
    StageKind,
)
from period.domain.periods.menses import OtherBleeding
from tests.support.report_facts import empty_report

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
FINDINGS = {
    "frequency": ("absent", "infrequent", "normal", "frequent"),
    "regularity": ("regular", "irregular"),
    "duration": ("normal", "prolonged"),
    "volume": ("light", "normal", "heavy"),
    "intermenstrual": ("none", "present"),
}
HOSTILE = (
    "",
    " ",
    "\x00\x1b",
    "<script>alert(1)</script>",
    "</div><p>&amp;]]>",
    "\ud800",
    "\u2028\u00a0\u202e",
    "Ωμέγα 🩸 {count} %s",
    "a" * 500,
)

counts = st.integers(0, 400)
amounts = st.floats(-100, 100, allow_nan=False)
days = st.dates(FIRST, LAST)
# As JSON brings it, a surrogate by itself included.
texts = st.sampled_from(HOSTILE) | st.text(st.characters(), max_size=40)


def maybe(strategy):
    return st.none() | strategy


left_out = st.builds(
    bleeding.LeftOut,
    reason=st.sampled_from(get_args(bleeding.LeftOutReason)),
    count=counts,
)
spreads = st.builds(
    bleeding.Spread,
    median=st.floats(1, 200),
    least=counts,
    most=counts,
    count=counts,
    left_out=st.lists(left_out, max_size=3),
)
periods = st.builds(
    lambda start, length, left_out: bleeding.LoggedPeriod(
        start=start,
        end=min(LAST, start + timedelta(days=4)),
        bleeding_days=3,
        length=length,
        left_out=left_out,
    ),
    start=days,
    length=maybe(counts),
    left_out=maybe(st.sampled_from(get_args(bleeding.LeftOutReason))),
)


def figo(term):
    return st.builds(
        bleeding.Figo,
        term=st.just(term),
        finding=maybe(st.sampled_from(FINDINGS[term])),
        measured=maybe(st.floats(0, 400)),
        count=counts,
        needed=counts,
        limit=maybe(counts),
        in_doubt=st.booleans(),
    )


windows = st.builds(
    bleeding.BleedingWindow,
    first=st.just(FIRST),
    last=st.just(FIRST + timedelta(days=89)),
    method=st.sampled_from((*get_args(Method), "of a later version")),
    **dict.fromkeys(
        (
            *("logged_days", "bleeding_days", "spotting_days"),
            *("episodes", "longest_episode", "longest_gap"),
        ),
        counts,
    ),
    is_whole=st.booleans(),
    unscheduled_days=maybe(counts),
    codes=st.lists(st.sampled_from(("frequent", "infrequent", "prolonged", "none")), max_size=2),
)
cycles = st.builds(
    bleeding.CycleFacts,
    last_period=maybe(st.dates(date(2025, 9, 1), LAST)),
    length=maybe(spreads),
    bleeding=maybe(spreads),
    periods=st.lists(periods, max_size=3),
    figo=st.tuples(*(figo(term) for term in FINDINGS)) | st.just(()),
    windows=st.lists(windows, max_size=2),
    days=st.dictionaries(days, st.sampled_from(get_args(bleeding.DayMark)), max_size=5),
    other_bleeding=st.lists(
        st.builds(
            OtherBleeding,
            start=days,
            end=days,
            code=st.sampled_from(("pregnancy", "lochia", "she_said_so")),
        ),
        max_size=2,
    ),
)
cycle_days = st.builds(
    facts.CycleDayCount,
    day=st.integers(-14, 40),
    days=counts,
    with_it=counts,
    mean=maybe(st.floats(0, 10)),
)
complaints = st.builds(
    facts.Complaint,
    name=maybe(texts),
    days=counts,
    cycles=counts,
    by_day=st.lists(cycle_days, max_size=3),
)
evidence = st.builds(
    facts.OvulationEvidence,
    cycle_start=days,
    positive_tests=st.lists(days, max_size=2),
    negative_tests=counts,
    temperatures=counts,
    shift=maybe(days),
    mucus_peak=maybe(days),
    readings=st.dictionaries(days, st.floats(35, 39), max_size=3),
)
changes = st.builds(
    facts.PremenstrualChange,
    kind=st.sampled_from(("energy", "mood", "pain", "symptom")),
    name=maybe(texts),
    cycles=counts,
    needed=counts,
    difference=maybe(amounts),
    percent=maybe(amounts),
    raised=maybe(counts),
)
skin = st.builds(
    facts.SkinFacts,
    metric=st.sampled_from(("radiance", "darkCircles", "of a later version")),
    source=maybe(texts),
    model_id=maybe(texts),
    prompt_version=maybe(texts),
    scans=counts,
    first=days,
    last=days,
    **dict.fromkeys(("median", "least", "most"), st.floats(0, 100)),
)
stages = st.builds(
    LifeStage,
    id=st.just("marker-of-a-stage-id"),
    kind=st.sampled_from(get_args(StageKind)),
    start=days,
    end=maybe(days),
    method=maybe(st.sampled_from(get_args(Method))),
    due_date=maybe(days),
    basis=maybe(st.sampled_from(get_args(DueDateBasis))),
    outcome=maybe(st.sampled_from(get_args(Outcome))),
    reason=maybe(st.sampled_from(get_args(Reason))),
)
coverage = st.builds(
    facts.Coverage,
    period_days=counts,
    journal_days=counts,
    scans=counts,
    since=maybe(days),
    empty_months=st.lists(days, max_size=3),
)
typed = st.builds(
    facts.Typed,
    name=maybe(texts),
    birth_year=maybe(st.integers(1900, 2026)),
    menarche_age=maybe(st.integers(5, 30)),
    question=maybe(texts),
)
reports = st.builds(
    facts.Report,
    as_of=st.just(LAST),
    first=st.just(FIRST),
    last=st.just(LAST),
    read_since=st.just(FIRST),
    typed=typed,
    stages=st.lists(stages, max_size=3),
    cycles=cycles,
    complaints=st.lists(complaints, max_size=2),
    ovulation=st.lists(evidence, max_size=2),
    premenstrual=st.lists(changes, max_size=2),
    insights=st.just({}),
    skin=st.lists(skin, max_size=2),
    coverage=coverage,
    unreadable=counts,
    symptoms_left_out=counts,
)

EMPTY = empty_report(as_of=LAST, first=FIRST, last=LAST, read_since=FIRST)


def with_stages(*those, last=LAST):
    """Return a report of those stages and nothing else."""
    return replace(EMPTY, stages=those, last=last)


def with_cycles(**changed):
    """Return a report of these facts of cycles and nothing else."""
    return replace(EMPTY, cycles=replace(EMPTY.cycles, **changed))
