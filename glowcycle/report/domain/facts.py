"""The facts of a report. Days are inclusive; lengths are days; each number says what it rests on.

`bleeding_facts` has those of her cycles. `glowcycle.report.answer` puts all into words and JSON.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from glowcycle.report.domain.bleeding_facts import CycleFacts
from period.domain.log.life_stages import LifeStage

if TYPE_CHECKING:  # it is passed on as it is, and a domain loads no store
    from glowcycle.insights.reading import InsightsReading


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
    the months after it that have nothing, but not of one that began in the last week.
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
