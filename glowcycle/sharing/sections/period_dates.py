"""The first and last day of her periods, and nothing else of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from glowcycle.sentences import sentence
from glowcycle.sharing.sections.section import Part, Section, Shown, silent, table
from glowcycle.sharing.sections.words import NOTHING, day_text

_DAYS: Final = ("start", "end")


def _read(*, user_id: str, first: date, last: date, today: date) -> Shown:
    """Return her periods that began in the window, newest first. Raise Unavailable.

    A period whose last day so far lies behind the window has no `end`. Days around the window are
    read, because they tell where a period began; her life stages, because they tell what bleeding
    is none.
    """
    from period.domain.periods.menses import MARGIN, find_periods
    from period.log_reading import read_log
    from period.stage_services import read_stages

    until = min(last, today)
    if first > until:
        return Shown([])
    log = read_log(
        user_id=user_id,
        first=first - MARGIN,
        last=min(until + MARGIN, today) if until < today else today,
        at_least_since=until - MARGIN,
    )
    since = first if log.since <= first - MARGIN else log.since + MARGIN
    periods = find_periods(days=log.days, today=today, stages=read_stages(user_id=user_id))
    shown = [
        {"start": str(period.start), "end": str(period.end) if period.end <= last else None}
        for period in reversed(periods)
        if since <= period.start <= until
    ]
    return Shown(shown, since=since if since > first else None)


def _draw(periods: Sequence[Mapping[str, Any]]) -> Part:
    if not periods:
        return silent(NOTHING)
    rows = [[day_text(day) if (day := each[name]) else "" for name in _DAYS] for each in periods]
    return table((sentence("First day"), sentence("Last day")), rows)


PERIOD_DATES: Final = Section(sentence("Periods"), _draw, _read)
