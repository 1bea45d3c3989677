"""The facts of a report. Days are inclusive; lengths are days; each number says what it rests on.

The words for them are elsewhere: `glowcycle.report.answer` puts facts into the JSON of an answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from period.domain.log.life_stages import LifeStage
from period.domain.periods.menses import OtherBleeding

if TYPE_CHECKING:  # it is passed on as it is, and a domain loads no store
    from glowcycle.insights.reading import InsightsReading

LeftOutReason: TypeAlias = Literal[
    "life_stage",
    "excluded",
    "too_long",
    "period_not_logged",
    "bleeding_between",
    "unexplained",
    "still_running",
    "reaches_out",
    "not_logged",
]
FigoTerm: TypeAlias = Literal["frequency", "regularity", "duration", "volume", "intermenstrual"]
FigoFinding: TypeAlias = Literal[
    "absent",
    "infrequent",
    "normal",
    "frequent",
    "regular",
    "irregular",
    "prolonged",
    "light",
    "heavy",
    "none",
    "present",
]
UntoldReason: TypeAlias = Literal["hormonal_method", "life_stage"]
"""Why nothing is told of cycles and periods of her own, though the log may be full."""

DayMark: TypeAlias = Literal["none", "spotting", "light", "medium", "heavy", "unspecified"]
"""The bleeding of a day: "heavy" is heavy or more, "unspecified" bleeding whose strength she did
not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many of what a number could rest on it does not rest on, and why."""

    reason: LeftOutReason
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A number of days, over `count` cycles or periods."""

    median: float
    least: int
    most: int
    count: int
    left_out: Sequence[LeftOut] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figo:
    """A term of FIGO for her bleeding. `finding` is None where the log is too thin to tell.

    `count` are the cycles or periods behind it, `needed` how many the term wants, `limit` the days
    up to which the finding is the usual one, where that is one number. What is `measured`:

    frequency       the median length in days; where periods are absent, the days without one so far
    regularity      how many days the shortest and the longest cycle are apart
    duration        the median of the days of bleeding
    volume          the periods that are as the finding says, by her own word for each day
    intermenstrual  the cycles with bleeding or spotting between two periods

    `in_doubt` if it rests on a cycle of more than usual length whose days are not all logged: a
    period in between that she did not log would look the same. `untold` says why there is no
    finding where that is not for want of days logged.
    """

    term: FigoTerm
    finding: FigoFinding | None
    measured: float | None
    count: int
    needed: int
    limit: int | None = None
    in_doubt: bool = False
    untold: UntoldReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BleedingWindow:
    """A reference period of 90 days under hormonal contraception, in the terms of Belsey.

    `method` is the wire name. An episode is a run of days with bleeding or spotting. `codes` are
    frequent, infrequent, prolonged and none; a window that the log or the method does not fill has
    `is_whole` false and says nothing of little bleeding. `unscheduled_days` are those with bleeding
    or spotting outside of the pauses of her packs, None where no pack schedules a bleed.
    """

    first: date
    last: date
    method: str
    logged_days: int
    bleeding_days: int
    spotting_days: int
    episodes: int
    longest_episode: int
    longest_gap: int
    is_whole: bool
    codes: Sequence[str]
    unscheduled_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedPeriod:
    """A period; `length` are the days up to the next one, None where they are `left_out`."""

    start: date
    end: date
    bleeding_days: int
    length: int | None
    left_out: LeftOutReason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleFacts:
    """Her periods and cycles.

    `last_period` is the newest first day, in the range or before it. `periods` are those that begin
    in the range, newest first; `length` rests on the cycles that lie in it, `figo` on its last
    year. `days` are those of the range on which she said whether she bled. `other_bleeding` began
    or ended in the range and is no period: in a pregnancy, after a birth or a loss, after the
    menopause, without periods, or because she said so. Oldest first. `days_without` are the days
    since the last period ended, if they are over 90, no life stage explains them and they are not
    all logged: whether a period came, the log does not tell.
    """

    last_period: date | None
    length: Spread | None
    bleeding: Spread | None
    periods: Sequence[LoggedPeriod]
    figo: Sequence[Figo]
    windows: Sequence[BleedingWindow]
    days: Mapping[date, DayMark]
    other_bleeding: Sequence[OtherBleeding] = ()
    days_without: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleDayCount:
    """What she logged on one day of her cycles: of `days` logged days, `with_it` had it.

    `day` counts from the first day of menses (day 0), negative before it. `mean` is that of the
    values 0 to 10, for pain.
    """

    day: int
    days: int
    with_it: int
    mean: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """Pain (`name` is None), or a symptom in her own word, by the day of her cycle.

    `days` are all with it in the range, `cycles` those of her own in which they lie. `by_day` has
    the days near menses, in order.
    """

    name: str | None
    days: int
    cycles: int
    by_day: Sequence[CycleDayCount]


@dataclass(frozen=True, slots=True, kw_only=True)
class OvulationEvidence:
    """What she measured in one cycle. Days are dates; nothing here is a prediction.

    `temperatures` counts the `readings`: waking temperatures in degrees Celsius, without those that
    she left out or that a fever explains. `shift` is the first day of the higher ones, where three
    of them confirm it. `mucus_peak` is the last day of mucus of the most fertile quality, where the
    days after it show the change.
    """

    cycle_start: date
    positive_tests: Sequence[date]
    negative_tests: int
    temperatures: int
    shift: date | None
    mucus_peak: date | None
    readings: Mapping[date, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PremenstrualChange:
    """How something differs between the week before menses and the week after its first days.

    `difference` is the mean over `cycles` of the premenstrual week minus the postmenstrual week, in
    the unit of the values: points of 100 for energy, steps of five for mood, points of 10 for pain,
    a share of days for a symptom. `percent` is that of the range that she used, positive if it is
    worse before menses: less energy, a lower mood, more of the others. `raised` counts the cycles
    in which it is worse by as much as the criterion. All three are None below `needed` cycles.
    """

    kind: Literal["energy", "mood", "pain", "symptom"]
    name: str | None
    cycles: int
    needed: int
    difference: float | None
    percent: float | None
    raised: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinFacts:
    """One metric (0-100, higher is better) by one source, model and prompt version."""

    metric: str
    source: str | None
    model_id: str | None
    prompt_version: str | None
    scans: int
    first: date
    last: date
    median: float
    least: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much she logged in the range: days of each kind, and scans.

    `since` is the first day with anything, None without any; `empty_months` are the first days of
    the months after it that have nothing.
    """

    since: date | None
    period_days: int
    journal_days: int
    scans: int
    empty_months: Sequence[date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What she typed for this one report, and is stored nowhere."""

    name: str | None = None
    birth_year: int | None = None
    menarche_age: int | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All facts of a report on the days from `first` to `last`, as known on `as_of`.

    `read_since` is later than `first` where one report reads no further back, and `read_later` has
    the first day of a kind of record of which it reads less. `stages` are those that touch the
    range, without a pause, which tells a doctor nothing. `symptoms_left_out` counts
    the rarer symptoms that are not among the `complaints`, `unreadable` the records that cannot be
    read.
    """

    as_of: date
    first: date
    last: date
    read_since: date
    typed: Typed
    stages: Sequence[LifeStage]
    cycles: CycleFacts
    complaints: Sequence[Complaint]
    ovulation: Sequence[OvulationEvidence]
    premenstrual: Sequence[PremenstrualChange]
    insights: "Mapping[str, InsightsReading]"
    skin: Sequence[SkinFacts]
    coverage: Coverage
    symptoms_left_out: int = 0
    unreadable: int = 0
    read_later: Mapping[str, date] = field(default_factory=dict)
