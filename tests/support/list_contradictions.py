"""Finds where a forecast contradicts the lists, the pictures, or the log that it is of."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from period.charts.forecast_timeline import compose_timeline
from period.domain.forecast.forecast_result import Forecast
from period.domain.forecast.phase_spans import PhaseSpan, current_phases
from period.domain.log.life_stages import LifeStage
from period.domain.log.log_coverage import flow_by_day
from period.domain.log.logged_day import BLEEDING, Day
from period.domain.log.profile import NOTHING_SAID, Profile
from period.domain.periods.cycles import Cycle, cycle_day, find_cycles
from period.domain.periods.lookback import HISTORY_DAYS
from period.domain.periods.menses import find_periods
from period.output_serializers import ForecastSerializer

_DAY = timedelta(days=1)
_WITHOUT_CYCLE = frozenset({"pause", "pregnancy", "no_periods", "menopause", "series_broken"})


def list_contradictions(
    result: Forecast,
    days: Sequence[Day],
    stages: Sequence[LifeStage],
    profile: Profile = NOTHING_SAID,
) -> Iterator[str]:
    """Yield a sentence for each contradiction with cycles, phases, picture and log of that day."""
    today = result.as_of
    days = [day for day in days if timedelta() <= today - day.date <= timedelta(HISTORY_DAYS)]
    periods = find_periods(days=days, today=today, stages=stages)
    cycles = find_cycles(periods=periods, today=today, stages=stages, days=days)
    day = cycle_day(periods=periods, on=today, stages=stages)
    yield from _of_cycle(result, cycles, day)
    yield from _of_log(result, days)
    phases = current_phases(days=days, today=today, stages=stages, profile=profile)
    yield from _of_phases(result, phases)
    if result.current_cycle:
        yield from _of_picture(result)


def _of_cycle(result: Forecast, cycles: Sequence[Cycle], day: int | None) -> Iterator[str]:
    current, why = result.current_cycle, result.next_period_reason
    if current and (day != current.day or cycles[-1].start != current.start):
        yield "another day or cycle than the lists tell"
    if why and why.code in _WITHOUT_CYCLE and day is not None:
        yield "a cycle day where there is no cycle"
    left_out = {gap.start for gap in result.based_on.left_out}
    longest = max((each.length or 0 for each in cycles if each.start not in left_out), default=0)
    if result.late and current and current.day <= longest:
        yield "late inside her longest cycle"


def _of_log(result: Forecast, days: Sequence[Day]) -> Iterator[str]:
    flow = flow_by_day(days=days).get(result.as_of)
    current = result.current_cycle
    name = current.phase.name if current and current.phase else None
    if current and current.period.end == result.as_of and name not in (None, "menstrual"):
        yield "she bleeds in another phase"
    says_start = any(day.date == result.as_of and day.starts_period for day in days)
    if name == "menstrual" and flow is not None and flow not in BLEEDING and not says_start:
        yield "menses on a day without bleeding"


def _of_phases(result: Forecast, spans: Sequence[PhaseSpan]) -> Iterator[str]:
    if spans and not result.ovulation:
        yield "phases without an ovulation"
    for span in spans:
        if not (result.current_cycle and result.current_cycle.period.end < span.first):
            yield "a phase before the end of the bleeding"
        if not span.first <= span.last <= result.as_of:
            yield "a phase of a day to come"
        if result.ovulation and span.name == "luteal" and span.first <= result.ovulation.date:
            yield "a luteal day before ovulation"


def _of_picture(result: Forecast) -> Iterator[str]:
    timeline = compose_timeline(answer=ForecastSerializer.of(result))
    drawn = {day.day: day.kind for day in timeline.days}
    coming, fertile, cycle = result.next_period, result.fertile_days, result.current_cycle
    likely = [day for day, kind in drawn.items() if kind == "likely"]
    if likely and not coming:
        yield "a period is drawn that is not told"
    if coming and (likely[0], likely[-1]) != (coming.earliest, coming.latest):
        yield "the next period is drawn on other days"
    marked = [day for day, kind in drawn.items() if kind == "fertile"]
    if any(not (fertile and fertile.first <= day <= fertile.last) for day in marked):
        yield "fertile days are drawn that are not told"
    if fertile and any(
        drawn.get(day) in ("past", "coming") for day in (fertile.first, fertile.last)
    ):
        yield "fertile days are told that are not drawn"
    if cycle and drawn[cycle.start] != "began":
        yield "the first day of the cycle is not drawn"
    if bool(timeline.late) != bool(result.late) or bool(timeline.ovulation) != bool(
        result.ovulation
    ):
        yield "lateness or ovulation is drawn or told alone"
