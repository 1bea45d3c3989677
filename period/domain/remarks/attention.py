"""What a guideline sends to a doctor, told only where she logged it or said so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, TypeAlias

from glowcycle.sentences import counted, sentence
from period.domain.log.life_stages import LifeStage, pregnancy_stage_on
from period.domain.log.log_coverage import was_logged
from period.domain.log.logged_day import Flow
from period.domain.periods import guidelines
from period.domain.periods.bleeding_stages import no_period_stage
from period.domain.periods.menses import Period
from period.domain.stages.silence import (
    is_explained,
    is_long_without,
    year_without,
)

AttentionCode: TypeAlias = Literal[
    "bleeding_in_pregnancy",
    "bleeding_after_12_months",
    "bleeding_in_menopause",
    "unscheduled_bleeding",
    "no_period_90_days",
    "bleeding_long",
    "cycles_short",
]

_IN_PREGNANCY = guidelines.BLEEDING_IN_PREGNANCY
_PREGNANT = sentence(
    "You logged bleeding while pregnant. Call your midwife or doctor now, even if it was light or "
    "has stopped."
)

_RECENT = {"pregnancy": timedelta(days=14), "menopause": timedelta(days=90)}
"""How long bleeding in a stage is pointed out. Chosen."""

_IN_A_ROW = 2
"""The number of short cycles in a row that is pointed out. Chosen."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Attention:
    """Something that a guideline sends to a doctor; `date` is the day that it is about.

    `source` names the guideline.
    """

    code: AttentionCode
    date: date
    text: str
    source: str


def bleeding_attention(
    *, flows: Mapping[date, Flow], stages: Sequence[LifeStage], today: date
) -> Iterator[Attention]:
    """Yield what bleeding or spotting means in a pregnancy and after the menopause.

    `flows` is the flow of each day up to today on which she said one.
    """
    bled = [day for day in sorted(flows, reverse=True) if flows[day] != "none"]
    for day in bled:
        stage = no_period_stage(stages=stages, day=day)
        if stage == "pregnancy" and _is_recent(stage, day, today):
            if pregnancy_stage_on(stages=stages, day=today):
                yield Attention("bleeding_in_pregnancy", day, _PREGNANT, _IN_PREGNANCY.source)
            return
        if stage == "menopause" and _is_recent(stage, day, today):
            yield _in_menopause(day, stages)
            return


def cycle_attention(
    *,
    flows: Mapping[date, Flow],
    periods: Sequence[Period],
    stages: Sequence[LifeStage],
    today: date,
) -> Iterator[Attention]:
    """Yield what is unusual in the cycles that run now; the periods are oldest first."""
    if not periods:
        return
    last = periods[-1]
    if last.bleeding_days > guidelines.BLEEDING_LONG.limit:
        text = counted(
            "Your last period had {count} day of bleeding. Have bleeding of more than {limit} days "
            "looked at.",
            "Your last period had {count} days of bleeding. Have bleeding of more than {limit} "
            "days looked at.",
            count=last.bleeding_days,
            limit=guidelines.BLEEDING_LONG.limit,
        )
        yield Attention("bleeding_long", last.start, text, guidelines.BLEEDING_LONG.source)
    if _are_short(periods, stages):
        text = sentence(
            "Your last periods began less than {limit} days apart. Have this looked at.",
            limit=guidelines.CYCLES_SHORT.limit,
        )
        yield Attention("cycles_short", last.start, text, guidelines.CYCLES_SHORT.source)
    yield from _without_period(flows, periods, stages, today)


def _without_period(
    flows: Mapping[date, Flow],
    periods: Sequence[Period],
    stages: Sequence[LifeStage],
    today: date,
) -> Iterator[Attention]:
    """Yield what a long time without a period means, where the log leaves no room for one."""
    year = year_without(periods=periods, stages=stages, today=today)
    if year and year[1] < today and was_logged(said=flows, first=year[0], last=year[1]):
        text = sentence(
            "You bled after more than twelve months without a period. Have this looked at."
        )
        source = guidelines.BLEEDING_AFTER_YEAR.source
        yield Attention("bleeding_after_12_months", periods[-1].start, text, source)
        return
    first = periods[-1].end + _DAY
    if is_long_without(periods=periods, stages=stages, today=today) and was_logged(
        said=flows, first=first, last=today
    ):
        text = sentence(
            "You logged no period for more than {limit} days. If you cannot tell why, have this "
            "looked at.",
            limit=guidelines.NO_PERIOD.limit,
        )
        yield Attention("no_period_90_days", first, text, guidelines.NO_PERIOD.source)


def _is_recent(stage: str, day: date, today: date) -> bool:
    return today - day < _RECENT[stage]


def _in_menopause(day: date, stages: Sequence[LifeStage]) -> Attention:
    sequential = any(stage.hormones == "sequential" and stage.covers(day) for stage in stages)
    if sequential:
        text = sentence(
            "You logged bleeding. With hormones taken in a sequence, have bleeding looked at that "
            "comes outside the days on which it is expected."
        )
        return Attention("unscheduled_bleeding", day, text, guidelines.BLEEDING_ON_HORMONES.source)
    text = sentence("You logged bleeding after menopause. Have this looked at.")
    return Attention("bleeding_in_menopause", day, text, guidelines.BLEEDING_IN_MENOPAUSE.source)


def _are_short(periods: Sequence[Period], stages: Sequence[LifeStage]) -> bool:
    """Return whether the last cycles were all short, by periods that are not in doubt."""
    latest = [*pairwise(periods)][-_IN_A_ROW:]
    return len(latest) == _IN_A_ROW and all(
        (period.start - before.start).days < guidelines.CYCLES_SHORT.limit
        and not period.needs_confirmation
        and not is_explained(stages=stages, gap=(before.start, period.start - _DAY))
        for before, period in latest
    )
