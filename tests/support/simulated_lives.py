"""Twenty years of a log for each kind of life, with the stages that she says.

Everything is drawn from a seeded generator, so each life is the same each time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from period.domain.log.life_stages import LifeStage, Pack
from period.domain.log.logged_day import Day, Flow, Temperature

BEGIN = date(2006, 1, 2)
YEARS = 20
DAYS = YEARS * 365

_HEAVIER: tuple[Flow, ...] = ("medium", "heavy", "veryHeavy", "medium", "light", "unspecified")


@dataclass(frozen=True, slots=True)
class Life:
    """What she logged, and the stages that she said, both in any order."""

    days: Sequence[Day]
    stages: Sequence[LifeStage] = ()

    def known_on(self, today: date) -> tuple[list[Day], list[LifeStage]]:
        """Return what she had told by that day: no stage's end or outcome before it came."""
        return [day for day in self.days if day.date <= today], [
            stage if stage.end is None or stage.end <= today else _unended(stage)
            for stage in self.stages
            if stage.start <= today
        ]


def _unended(stage: LifeStage) -> LifeStage:
    return replace(stage, end=None, outcome=None)


def on(day: int) -> date:
    return BEGIN + timedelta(days=day)


def stage(kind: str, start: int, end: int | None = None, **members: object) -> LifeStage:
    name = f"00000000-0000-4000-8000-{start:06}{sum(map(ord, kind)):06}"
    return LifeStage(
        id=name,
        kind=kind,  # type: ignore[arg-type]  # one of the kinds
        start=on(start),
        end=None if end is None else on(end),
        **members,  # type: ignore[arg-type]  # as the kind has them
    )


def bleeding(start: int, days: int) -> Iterator[Day]:
    for day in range(days):
        yield Day(on(start + day), _HEAVIER[day % len(_HEAVIER)])


def cycles(
    random: Random, *, first: int, last: int, mean: float = 29, spread: float = 2, logged: float = 1
) -> Iterator[Day]:
    """Yield periods whose starts are so far apart, some of them not logged."""
    start = float(first)
    while start <= last - 7:
        if random.random() < logged:
            yield from bleeding(round(start), random.randint(3, 6))
        start += max(random.gauss(mean, spread), 15)


def signs(random: Random, *, first: int, last: int) -> Iterator[Day]:
    """Yield dry days with signs of ovulation in any order."""
    for day in range(first, last):
        if random.random() < 0.2:
            yield Day(
                on(day),
                random.choice([None, "none", "spotting"]),
                ovulation_test=random.choice(["negative", "positive", "high", "peak", "invalid"]),
                temperature=Temperature(36.2 + random.random(), excluded=random.random() < 0.1),
                mucus=random.choice(["dry", "creamy", "eggWhite", None]),
            )


def _regular(random: Random) -> Life:
    return Life([*cycles(random, first=0, last=DAYS), *signs(random, first=3650, last=DAYS)])


def _forgetful(random: Random) -> Life:
    early = cycles(random, first=0, last=2500, logged=0.8)
    return Life([*early, *cycles(random, first=3200, last=DAYS, mean=33, spread=6, logged=0.9)])


def _irregular(random: Random) -> Life:
    days = cycles(random, first=0, last=DAYS, mean=48, spread=18)
    return Life([*days], [stage("irregular", 900, reason="pcos")])


def _pill(random: Random) -> Life:
    pack = Pack(active=21, pause=7, begins=on(1000))
    days = [*cycles(random, first=0, last=1000), *cycles(random, first=5000, last=DAYS)]
    days += [day for begin in range(1022, 5000, 28) for day in bleeding(begin, 4)]
    days += [*signs(random, first=1500, last=5000), *bleeding(2212, 2)]
    return Life(days, [stage("contraception", 1000, 4999, method="combinedPill", pack=pack)])


def _implant(random: Random) -> Life:
    days = [*cycles(random, first=0, last=1000), *cycles(random, first=6000, last=DAYS)]
    days += cycles(random, first=1010, last=5900, mean=40, spread=30)
    return Life(days, [stage("contraception", 1000, 5900, method="implant")])


def _mother(random: Random) -> Life:
    days = [*cycles(random, first=0, last=1500), *cycles(random, first=2100, last=4000)]
    days += [*bleeding(1560, 2), *bleeding(1780, 30), *cycles(random, first=4060, last=4400)]
    days += [*cycles(random, first=4900, last=DAYS)]
    return Life(
        days,
        [
            stage("pregnancy", 1520, 1780, due_date=on(1500 + 280), basis="scan", outcome="birth"),
            stage("postpartum", 1780, 2400, birth_date=on(1780), breastfeeding="partly"),
            stage("pregnancy", 4020, 4050, basis="lastPeriod", outcome="loss"),
            stage("pregnancy", 4420, 4680, basis="lastPeriod", outcome="birth"),
        ],
    )


def _older(random: Random) -> Life:
    days = [*cycles(random, first=0, last=2500)]
    days += cycles(random, first=2520, last=4500, mean=45, spread=20)
    days += [*bleeding(5400, 3), *bleeding(5900, 2)]
    return Life(
        days,
        [
            stage("perimenopause", 2500, 5500),
            stage("menopause", 5500, hormones="sequential"),
        ],
    )


def _silent_end(random: Random) -> Life:
    dry = [Day(on(day), "none") for day in range(4010, 4800)]
    return Life([*cycles(random, first=0, last=4000), *dry, *bleeding(4800, 4)])


def _surgery(random: Random) -> Life:
    days = [*cycles(random, first=0, last=3000), *bleeding(3100, 2)]
    return Life(days, [stage("noPeriods", 3010, reason="hysterectomy")])


def _interrupted(random: Random) -> Life:
    days = [*cycles(random, first=0, last=DAYS), *signs(random, first=0, last=DAYS)]
    return Life(
        days,
        [
            *(stage("pause", begin, begin + 90) for begin in range(700, DAYS, 1400)),
            *(
                stage("exclusion", begin, begin + 20, reason="illness")
                for begin in range(300, DAYS, 500)
            ),
            stage("contraception", 100, 2000, method="copperIud"),
        ],
    )


_LIVES: dict[str, Callable[[Random], Life]] = {
    "regular": _regular,
    "forgetful": _forgetful,
    "irregular": _irregular,
    "pill": _pill,
    "implant": _implant,
    "mother": _mother,
    "older": _older,
    "silent end": _silent_end,
    "surgery": _surgery,
    "interrupted": _interrupted,
}

NAMES = (*_LIVES,)


def life(name: str, *, seed: int = 1) -> Life:
    """Return the life of that name."""
    return _LIVES[name](Random(seed))


def days_of_life(*, step: int) -> Iterable[date]:
    """Return every `step`-th day of the twenty years and of 100 days after them."""
    return (on(day) for day in range(0, DAYS + 100, step))
