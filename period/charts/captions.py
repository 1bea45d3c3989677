"""The words of the forecast's picture: its sentences, and the legend of the timeline."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from glowcycle.api.languages import say, translated
from glowcycle.charts.day_ranges import day_and_range
from glowcycle.charts.layout import date_range, long_date, parse_day
from glowcycle.charts.page_limits import unreadable_sentence
from glowcycle.sentences import percent, sentence
from period.charts import stage_captions, track_record_captions
from period.charts.evidence_captions import lateness, not_used, urgent
from period.charts.forecast_bars import likeliest_days

NEXT_STEPS = {
    "no_period": sentence(
        "Log the first day of a period, and the forecast begins. Each further period makes it more "
        "accurate."
    ),
    "series_broken": sentence("Log the first day of the next period when it comes."),
}
"""What she can do if no date is predicted, by the code of the reason."""

WIDE = timedelta(days=14)
"""In a range as wide as this no few days stand out, so the heading names the range."""

CONFIDENCES = {
    "high": sentence("Confidence: high."),
    "medium": sentence("Confidence: medium."),
    "low": sentence("Confidence: low."),
}
PHASES = {
    "menstrual": sentence("menstrual"),
    "follicular": sentence("follicular"),
    "ovulatory": sentence("ovulatory"),
    "luteal": sentence("luteal"),
}


def sentences(*, answer: Mapping[str, Any]) -> list[str]:
    """Return the heading and the sentences below it; there are at least two."""
    heading, *told = _told(answer)
    return [heading, *urgent(answer=answer), *told, *unreadable_sentence(answer=answer)]


def first_sentences(*, answer: Mapping[str, Any]) -> list[str]:
    """Return the heading, what to have looked at and to answer, and the first sentence."""
    heading, first, *_ = _told(answer)
    return [heading, *urgent(answer=answer), first]


def _told(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield the heading and what the forecast tells, but for what is urgent."""
    next_period, late, basis = answer["nextPeriod"], answer["late"], answer["basedOn"]
    in_stage = [*stage_captions.sentences(answer=answer)]
    if next_period:
        yield from _prediction(next_period, answer["trackRecord"], is_late=bool(late))
    elif heading := stage_captions.heading(answer=answer):
        yield heading
    else:
        yield from _no_prediction(answer["nextPeriodReason"])
    if late:
        yield lateness(late=late)
    if assumption := answer["assumption"]:
        yield assumption["text"]
    yield from in_stage
    if used := basis["cyclesUsed"]:
        cycles = say("Cycles used: {cycles}.", cycles=used)
        yield f"{basis['text']} {cycles}"
    elif next_period:
        yield basis["text"]
    yield from not_used(answer=answer)


def legend(*, answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the meaning of each part of the timeline, in order of time; or nothing."""
    if bleed := answer["scheduledBleed"]:
        yield "scheduled", stage_captions.scheduled(bleed=bleed)
    if answer["currentCycle"]:
        yield from _of_cycle(answer)


def _of_cycle(answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "began", _began(answer["currentCycle"])
    if fertile := answer["fertileDays"]:
        days = date_range(first=parse_day(fertile["first"]), last=parse_day(fertile["last"]))
        yield "fertile", say("Fertile days, estimated: {days}.", days=days)
    if ovulation := answer["ovulation"]:
        around = say("Ovulation around {day}.", day=_date_and_range(ovulation))
        yield "ovulation", " ".join([around, *(sign["text"] for sign in ovulation["signs"])])
    reason = answer["ovulationReason"]
    if reason and reason != answer["nextPeriodReason"]:
        yield "none", reason["text"]
    if late := answer["late"]:
        expected = parse_day(answer["asOf"]) - timedelta(days=late["days"])
        day = long_date(day=expected)
        yield "late", say("Late: the period was expected around {day}.", day=day)
    if answer["nextPeriod"]:
        yield (
            "likely",
            say(
                "First day of the next period: each bar is the probability of its day. Strong: the "
                "most likely days. Hollow: outside the range."
            ),
        )
    if following := answer["followingPeriods"]:
        days, *later = map(_date_and_range, following)
        for day in later:
            days = say("{days}; then {day}", days=days, day=day)
        yield "none", say("After that around {days}.", days=days)


def _prediction(
    next_period: Mapping[str, Any], track_record: Mapping[str, Any], *, is_late: bool
) -> Iterator[str]:
    earliest, latest = parse_day(next_period["earliest"]), parse_day(next_period["latest"])
    days, level = date_range(first=earliest, last=latest), percent(next_period["level"])
    if latest - earliest >= WIDE:
        yield _wide_range(days, is_late=is_late)
        text = say("Each range here is {share} probable.", share=level)
    else:
        yield _likeliest(next_period, is_late=is_late)
        text = say("Range: {days}. Each range here is {share} probable.", days=days, share=level)
    if shortfall := track_record_captions.shortfall(track_record=track_record):
        yield text
        yield shortfall
    else:
        yield f"{text} {translated(CONFIDENCES[next_period['confidence']])}"


def _wide_range(days: str, *, is_late: bool) -> str:
    if is_late:
        return say("If it has not come yet: {days}", days=days)
    return say("Next period {days}", days=days)


def _likeliest(next_period: Mapping[str, Any], *, is_late: bool) -> str:
    first, last = likeliest_days(next_period=next_period)
    days = date_range(first=first, last=last) if first < last else long_date(day=first)
    if is_late:
        return say("If it has not come yet: most likely {days}", days=days)
    return say("Next period most likely {days}", days=days)


def _no_prediction(reason: Mapping[str, Any]) -> Iterator[str]:
    yield say("No date for the next period")
    yield reason["text"]
    if next_step := NEXT_STEPS.get(reason["code"]):
        yield translated(next_step)


def _began(cycle: Mapping[str, Any]) -> str:
    start, number, phase = long_date(day=parse_day(cycle["start"])), cycle["day"], cycle["phase"]
    if not phase:
        return say("Period began {day}; today is day {number}.", day=start, number=number)
    return say(
        "Period began {day}; today is day {number}, {phase} ({share}).",
        day=start,
        number=number,
        phase=PHASES[phase["name"]],
        share=percent(phase["probability"]),
    )


def _date_and_range(prediction: Mapping[str, Any]) -> str:
    return day_and_range(
        day=parse_day(prediction["date"]),
        first=parse_day(prediction["earliest"]),
        last=parse_day(prediction["latest"]),
    )
