"""The targets of the forecast for women of every kind, with the former model beside this one."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from types import ModuleType
from typing import Any

from period.domain.log.life_stages import LifeStage
from period.domain.log.profile import Profile
from tests.benchmarks import lives
from tests.benchmarks.scorer import Women
from tests.benchmarks.targets import Target
from tests.benchmarks.walks import ENOUGH, FIRST, NOTHING_TOLD, Row, Step, Told, steps, summary

WIDE_SPREAD = 4.0
"""A woman is irregular if the spread of her earlier cycles is at least this, in days."""


def _aged(age: int) -> Told:
    return Told(profile=Profile(birth_year=FIRST.year - age))


def _in_stage(kind: Any) -> Told:
    return Told(stages=(LifeStage(id=kind, kind=kind, start=FIRST),))


COHORTS: Mapping[str, Told] = {
    "awhs_35_39": _aged(37),
    "awhs_under20": _aged(18),
    "awhs_45_49": _aged(47),
    "awhs_50plus": _aged(52),
    "peri_late": _in_stage("perimenopause"),
    "teen_first_year": _in_stage("irregular"),
    "pcos_oligo": _in_stage("irregular"),
}
"""What the women of each simulated cohort may tell of themselves: their age, or their stage."""


def of_age(rows: Sequence[Mapping[str, Any]]) -> Told:
    """Return what a woman of the file tells if she says her age."""
    return _aged(rows[0]["age"]) if rows[0]["age"] else NOTHING_TOLD


def charting_targets(scorer: ModuleType, women: Women) -> Iterator[Target]:
    """Yield the targets on a file of women who chart, from the cycles that they had before."""
    walked = steps(women)
    some = [step for step in walked if len(step.earlier) >= ENOUGH]
    irregular = [step for step in some if step.spread >= WIDE_SPREAD]
    few = [step for step in steps(women, of_age) if len(step.earlier) < ENOUGH]
    before, after = _both(scorer, some)
    yield _target("CRPS, days", before, after, "crps", at_most=1.90)
    yield _target("log score, nats", before, after, "nll", at_most=2.43)
    for level, wanted in ((50, (48, 52)), (80, (78, 82)), (95, (94, 96))):
        yield _covered(f"inside the {level} % range, %", before, after, wanted, level=level)
    before, after = _both(scorer, irregular)
    name = f"earlier cycles vary by {WIDE_SPREAD:g} days or more"
    yield _target(f"{name}: CRPS", before, after, "crps", at_most=4.05)
    former, now = lives.share_without_date(irregular)
    yield Target(
        "... lose their date before they end, %", 100 * now, at_most=0.8, before=100 * former
    )
    former, now = lives.share_called_late(irregular)
    yield Target("... are called late, %", 100 * now, before=100 * former)
    before, after = _both(scorer, few)
    yield _target("fewer than 3 earlier cycles, age told: CRPS", before, after, "crps", at_most=3.0)


def life_targets(scorer: ModuleType, files: Sequence[Women]) -> Iterator[Target]:
    """Yield the targets of what a file does not tell; the first file has the regular women."""
    walked = [[step for step in steps(women) if len(step.earlier) >= ENOUGH] for women in files]
    before, after = lives.doubtful_starts(scorer, walked[0])
    yield _target("last start in doubt: MAE, days", before, after, "mae", at_most=2.3)
    yield _covered("... inside the 80 % range, %", before, after, (77, 84))
    long, former, now = lives.not_logged_calls(
        [[row["length"] for row in rows] for women in files for rows in women.values()]
    )
    name = f"of {long} cycles of 60 days or more, called not logged, %"
    yield Target(name, 100 * now / long, at_most=100 * 4 / 21, before=100 * former / long)
    for number, some in enumerate(walked, start=1):
        (said_before, true_before), (said, true) = lives.forgotten_at_silence(some)
        yield Target(
            f"file {number}: said less true % not logged when the date goes",
            100 * (said - true),
            -10,
            10,
            100 * (said_before - true_before),
        )


def cohort_targets(scorer: ModuleType, cohorts: Mapping[str, Women]) -> Iterator[Target]:
    """Yield the targets on simulated cohorts, with and without what they may tell."""
    for name, women in cohorts.items():
        told = COHORTS[name]
        for what, tell, wanted in (
            ("told", lambda _, told=told: told, (74, 84)),
            ("nothing told", lambda _: NOTHING_TOLD, (65, inf)),
        ):
            some = [step for step in steps(women, tell) if len(step.earlier) >= ENOUGH]
            before, after = _both(scorer, some)
            yield _covered(f"{name}, {what}: in the 80 % range, %", before, after, wanted)
            yield _target("... CRPS, days", before, after, "crps")


def _both(scorer: ModuleType, some: Sequence[Step]) -> tuple[Row, Row]:
    before = summary(scorer, some, lambda step: step.before)
    return before, summary(scorer, some, lambda step: step.after)


def _target(name: str, before: Row, after: Row, score: str, *, at_most: float = inf) -> Target:
    return Target(name, after[score], at_most=at_most, before=before[score])


def _covered(
    name: str, before: Row, after: Row, wanted: tuple[float, float], *, level: int = 80
) -> Target:
    score = f"pit{level}"
    return Target(name, 100 * after[score], *wanted, 100 * before[score])
