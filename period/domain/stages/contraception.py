"""Bleeding under hormonal contraception: scheduled by a pack, or without a calendar.

Nothing is said of ovulation there: these methods stop it, or may.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from period.domain.log.life_stages import SCHEDULED, LifeStage, Pack
from period.domain.log.log_coverage import flow_by_day, was_logged
from period.domain.log.logged_day import BLEEDING, Day

REFERENCE_DAYS = 90
FREQUENT_FROM, INFREQUENT_TO, PROLONGED_FROM = 6, 2, 15
"""Bleeding in a reference period of 90 days: more than five episodes are frequent, one or two
infrequent, and an episode of more than 14 days is prolonged (Belsey, Machin, d'Arcangues: The
analysis of vaginal bleeding patterns induced by fertility regulating methods, Contraception 34,
1986)."""

SCHEDULED_INTO_NEXT_PACK = 4
"""Bleeding on these first days of the next pack still belongs to the scheduled bleed (Mishell,
Guillebaud, Westhoff, et al.: Recommendations for standardization of data collection and analysis of
bleeding in combined hormone contraceptive trials, Contraception 75, 2007)."""

PatternCode: TypeAlias = Literal["frequent", "infrequent", "prolonged", "none"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ScheduledBleed:
    """The days of a pack without hormones, on which a bleed is expected."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class BleedingPattern:
    """The bleeding from `first` to `last`: the last 90 days, or fewer since the method began.

    An episode is a run of days with bleeding or spotting. `longest_gap` is the longest run of days
    without an episode; it and `longest_episode` are days. `bleeding_days` leaves spotting out.
    `codes` say what is unusual; that there was little bleeding only if `is_whole`: 90 days were
    logged.
    """

    first: date
    last: date
    logged_days: int
    episodes: int
    bleeding_days: int
    spotting_days: int
    longest_gap: int
    longest_episode: int
    is_whole: bool
    codes: tuple[PatternCode, ...]


def pack_of(*, stage: LifeStage) -> Pack | None:
    """Return the pack that schedules bleeds; with progestin alone bleeding follows no pack."""
    return stage.pack if stage.method in SCHEDULED else None


def scheduled_bleed(*, stage: LifeStage, today: date) -> ScheduledBleed | None:
    """Return the bleed that is under way or comes next; None if no pack schedules one."""
    pack = pack_of(stage=stage)
    if pack is None or not pack.pause:
        return None
    length = pack.active + pack.pause
    packs_begun = max((today - pack.begins).days // length, 0)
    first = pack.begins + (packs_begun * length + pack.active) * _DAY
    return ScheduledBleed(first, first + (pack.pause - 1) * _DAY)


def is_scheduled(*, pack: Pack, day: date) -> bool:
    """Return whether bleeding on that day belongs to the scheduled bleed of one of her packs."""
    position = (day - pack.begins).days % (pack.active + pack.pause)
    return bool(pack.pause) and (position >= pack.active or position < SCHEDULED_INTO_NEXT_PACK)


def bleeding_pattern(*, days: Iterable[Day], since: date, today: date) -> BleedingPattern:
    """Return the pattern of the last 90 days, or since the method began if that is later."""
    first = max(today - (REFERENCE_DAYS - 1) * _DAY, since)
    flows = {day: flow for day, flow in flow_by_day(days=days).items() if first <= day <= today}
    bled = sorted(day for day, flow in flows.items() if flow != "none")
    episodes = _runs(bled)
    gaps = zip(
        [first, *(end + _DAY for _, end in episodes)],
        [*(begin - _DAY for begin, _ in episodes), today],
        strict=True,
    )
    longest = max((_length(*episode) for episode in episodes), default=0)
    is_whole = _length(first, today) == REFERENCE_DAYS and was_logged(
        said=flows, first=first, last=today
    )
    return BleedingPattern(
        first=first,
        last=today,
        logged_days=len(flows),
        episodes=len(episodes),
        bleeding_days=sum(flows[day] in BLEEDING for day in bled),
        spotting_days=sum(flows[day] == "spotting" for day in bled),
        longest_gap=max(_length(*gap) for gap in gaps),
        longest_episode=longest,
        is_whole=is_whole,
        codes=tuple(_codes(len(episodes), longest, is_whole)),
    )


def _runs(days: Sequence[date]) -> list[tuple[date, date]]:
    """Return the first and the last day of each run of days; the days are in order."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][1] == _DAY:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _length(first: date, last: date) -> int:
    return (last - first).days + 1


def _codes(episodes: int, longest: int, is_whole: bool) -> Iterator[PatternCode]:
    if episodes >= FREQUENT_FROM:
        yield "frequent"
    if is_whole and 1 <= episodes <= INFREQUENT_TO:
        yield "infrequent"
    if longest >= PROLONGED_FROM:
        yield "prolonged"
    if is_whole and not episodes:
        yield "none"
