"""Finds where the members of one forecast contradict each other, or the life that it is of."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from period.domain.forecast.forecast_result import Forecast
from period.domain.log.life_stages import LifeStage

_SILENT = frozenset({"pregnancy", "menopause", "noPeriods", "pause"})
_DAY = timedelta(days=1)
_ROUNDING = 1e-9
_LISTED = 0.006  # the distribution lists all but 0.5 %


def contradictions(result: Forecast, stages: Sequence[LifeStage]) -> Iterator[str]:
    """Yield a sentence for each contradiction."""
    yield from _of_days(result)
    yield from _of_shares(result)
    yield from _of_cycle(result)
    yield from _of_reasons(result)
    yield from _of_stage(result, stages)
    yield from _of_words(result)


def _of_days(result: Forecast) -> Iterator[str]:
    coming, fertile, ovulation = result.next_period, result.fertile_days, result.ovulation
    for predicted in filter(None, (coming, *result.following_periods, ovulation)):
        if not predicted.earliest <= predicted.date <= predicted.latest:
            yield f"{predicted.date} is outside its range"
    dates = [period.date for period in (*filter(None, [coming]), *result.following_periods)]
    if dates != sorted(set(dates)):
        yield "the periods do not follow each other"
    if coming and coming.earliest < result.as_of:
        yield "a period is predicted for a past day"
    if fertile and ovulation and not fertile.first <= ovulation.date <= fertile.last:
        yield "ovulation is outside the fertile days"


def _of_shares(result: Forecast) -> Iterator[str]:
    coming, late = result.next_period, result.late
    if coming:
        shares = {day.date: day.probability for day in coming.distribution}
        if abs(sum(shares.values()) - 1) > _ROUNDING:
            yield "the distribution does not sum to one"
        near = sum(share for day, share in shares.items() if abs((day - coming.date).days) <= 2)
        if abs(near - coming.within_two_days) > _LISTED:
            yield "within two days is not as in the distribution"
    if late and abs(late.forgotten + late.pregnancy + late.long_cycle - 1) > _ROUNDING:
        yield "what lateness means does not sum to one"
    if late and late.days < 1:
        yield "late by no day"


def _of_cycle(result: Forecast) -> Iterator[str]:
    today, cycle, fertile = result.as_of, result.current_cycle, result.fertile_days
    if result.late and (result.ovulation or fertile):
        yield "late, and yet an ovulation"
    if cycle is None:
        if any((result.next_period, result.ovulation, fertile, result.late)):
            yield "dates without a cycle"
        return
    if cycle.day != (today - cycle.start).days + 1 or cycle.start != cycle.period.start:
        yield "the day of the cycle is wrong"
    if fertile and fertile.first < cycle.start:
        yield "fertile days before the cycle"
    yield from _of_phase(result)


def _of_phase(result: Forecast) -> Iterator[str]:
    cycle, ovulation = result.current_cycle, result.ovulation
    name = cycle and cycle.phase and cycle.phase.name
    # The likeliest phase and the median day may differ by a day.
    if name == "luteal" and ovulation and ovulation.date > result.as_of + _DAY:
        yield "luteal before ovulation"
    if name == "follicular" and ovulation and ovulation.date < result.as_of - _DAY:
        yield "follicular after ovulation"


def _of_reasons(result: Forecast) -> Iterator[str]:
    if (result.next_period is None) != (result.next_period_reason is not None):
        yield "a date and a reason why there is none"
    if (result.fertile_days is None) != (result.ovulation_reason is not None):
        yield "fertile days and a reason why there are none"
    if bool(result.assumption) != bool(result.next_period or result.late):
        yield "an assumption without anything that rests on it"


def _of_stage(result: Forecast, stages: Sequence[LifeStage]) -> Iterator[str]:
    today, held = result.as_of, [stage for stage in stages if stage.covers(result.as_of)]
    told = (
        result.current_cycle,
        result.next_period,
        result.ovulation,
        result.fertile_days,
        result.late,
        result.following_periods or None,
    )
    silent = any(stage.is_hormonal or stage.kind in _SILENT for stage in held)
    if silent and any(told):
        yield "cycles in a stage without"
    if bool(result.life_stage) != any(stage.kind != "exclusion" for stage in held):
        yield "no stage, or one too many"
    told_in_words = result.questions or result.attention or result.based_on.not_used
    if result.life_stage and result.life_stage.kind == "pause" and told_in_words:
        yield "words in a pause"
    if (result.scheduled_bleed or result.bleeding_pattern) and not any(
        stage.is_hormonal for stage in held
    ):
        yield "bleeding of a method that is not used"
    if result.pregnancy and not any(stage.kind == "pregnancy" for stage in held):
        yield "a week without a pregnancy"
    if result.scheduled_bleed and result.scheduled_bleed.last < today:
        yield "a scheduled bleed that is over"


def _of_words(result: Forecast) -> Iterator[str]:
    codes = [each.code for each in (*result.questions, *result.attention)]
    if len(codes) != len(set(codes)):
        yield "the same is asked or pointed out twice"
    if any(len(question.answers) < 2 for question in result.questions):
        yield "a question without a choice"
    cycle = result.current_cycle
    if cycle and bool(cycle.question) != ("was_it_period" in codes):
        yield "two questions about one period"
    if any(each.date > result.as_of for each in result.based_on.not_used):
        yield "a log of the future"
    if result.based_on.left_out and result.based_on.stage == "nothing":
        yield "gaps without a period"
