"""The text of the forecast's picture: its sentences, and the legend of the timeline."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import date_range, long_date, parse_day, percent
from glowcycle.sentences import sentence

NEXT_STEPS = {
    "no_period": sentence(
        "Log the first day of a period, and the forecast begins. Each further period makes it more "
        "accurate."
    ),
    "series_broken": sentence("Log the first day of the next period when it comes."),
}
"""What she can do if no date is predicted, by the code of the reason."""

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
    next_period, late = answer["nextPeriod"], answer["late"]
    if next_period:
        texts = [*_prediction(next_period)]
    else:
        texts = [*_no_prediction(answer["nextPeriodReason"])]
    if late:
        probability = percent(share=late["forgotten"])
        forgotten = say("Probability that it came unlogged: {share}.", share=probability)
        texts.append(f"{late['text']} {forgotten}")
    if question := (answer["currentCycle"] or {}).get("question"):
        texts.append(question)
    if answer["basedOn"]["cyclesUsed"]:
        texts.append(_basis(answer))
    elif next_period:
        texts.append(answer["basedOn"]["text"])
    return texts


def legend(*, answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the meaning of each part of the timeline, in order of time."""
    cycle = answer["currentCycle"]
    yield "began", _began(cycle)
    if fertile := answer["fertileDays"]:
        days = date_range(first=parse_day(fertile["first"]), last=parse_day(fertile["last"]))
        yield "fertile", say("Fertile days, estimated: {days}.", days=days)
    if ovulation := answer["ovulation"]:
        yield "ovulation", say("Ovulation around {day}.", day=_date_and_range(ovulation))
    reason = answer["ovulationReason"]
    if reason and reason != answer["nextPeriodReason"]:
        yield "none", reason["text"]
    if late := answer["late"]:
        expected = parse_day(answer["asOf"]) - timedelta(days=late["days"])
        day = long_date(day=expected)
        yield "late", say("Late: the period was expected around {day}.", day=day)
    if next_period := answer["nextPeriod"]:
        highest = max(day["probability"] for day in next_period["distribution"])
        yield (
            "likely",
            say(
                "First day of the next period: the taller and darker, the more probable, at most "
                "{share} a day.",
                share=percent(share=highest),
            ),
        )
    if following := answer["followingPeriods"]:
        days, *later = map(_date_and_range, following)
        for day in later:
            days = say("{days}; then {day}", days=days, day=day)
        yield "none", say("After that around {days}.", days=days)


def _prediction(next_period: Mapping[str, Any]) -> Iterator[str]:
    expected = _long_date(next_period["date"])
    days = date_range(
        first=parse_day(next_period["earliest"]), last=parse_day(next_period["latest"])
    )
    yield say("Next period around {day}", day=expected)
    yield say("{share} probable: {days}.", share=percent(share=next_period["level"]), days=days)
    within = percent(share=next_period["withinTwoDays"])
    near = say("Within two days of {day}: {share}.", day=expected, share=within)
    yield f"{near} {translated(CONFIDENCES[next_period['confidence']])}"


def _no_prediction(reason: Mapping[str, Any]) -> Iterator[str]:
    yield say("No date for the next period")
    yield reason["text"]
    if next_step := NEXT_STEPS.get(reason["code"]):
        yield translated(next_step)


def _basis(answer: Mapping[str, Any]) -> str:
    used = say("Cycles used: {cycles}.", cycles=answer["basedOn"]["cyclesUsed"])
    text = f"{answer['basedOn']['text']} {used}"
    record = answer["trackRecord"]
    if not record["scored"]:
        return text
    in_range = round(record["insideRange"] * record["scored"])
    past = say_counted(
        "Of {count} past periods, {inside} began in the range that this method would have given.",
        "Of {count} past periods, {inside} began in the range that this method would have given.",
        count=record["scored"],
        inside=in_range,
    )
    return f"{text} {past}"


def _began(cycle: Mapping[str, Any]) -> str:
    start, number, phase = _long_date(cycle["start"]), cycle["day"], cycle["phase"]
    if not phase:
        return say("Period began {day}; today is day {number}.", day=start, number=number)
    return say(
        "Period began {day}; today is day {number}, {phase} ({share}).",
        day=start,
        number=number,
        phase=PHASES[phase["name"]],
        share=percent(share=phase["probability"]),
    )


def _date_and_range(prediction: Mapping[str, Any]) -> str:
    days = date_range(first=parse_day(prediction["earliest"]), last=parse_day(prediction["latest"]))
    return f"{_long_date(prediction['date'])} ({days})"


def _long_date(text: str) -> str:
    return long_date(day=parse_day(text))
