"""The text of the forecast's picture: its sentences, and the legend of the timeline."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from glowcycle.charts.layout import date_range, long_date, parse_day, percent

NEXT_STEPS = {
    "no_period": "Log the first day of a period, and the forecast begins. Each further period "
    "makes it more accurate.",
    "series_broken": "Log the first day of the next period when it comes.",
}
"""What she can do if no date is predicted, by the code of the reason."""


def sentences(*, answer: Mapping[str, Any]) -> list[str]:
    """Return the heading and the sentences below it; there are at least two."""
    next_period, late = answer["nextPeriod"], answer["late"]
    if next_period:
        texts = [*_prediction(next_period)]
    else:
        texts = [*_no_prediction(answer["nextPeriodReason"])]
    if late:
        probability = percent(share=late["forgotten"])
        texts.append(f"{late['text']} Probability that it came unlogged: {probability}.")
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
    yield (
        "began",
        f"Period began {_long_date(cycle['start'])}; today is day {cycle['day']}{_phase(cycle)}.",
    )
    if fertile := answer["fertileDays"]:
        days = date_range(first=parse_day(fertile["first"]), last=parse_day(fertile["last"]))
        yield "fertile", f"Fertile days, estimated: {days}."
    if ovulation := answer["ovulation"]:
        yield "ovulation", f"Ovulation around {_date_and_range(ovulation)}."
    reason = answer["ovulationReason"]
    if reason and reason != answer["nextPeriodReason"]:
        yield "none", reason["text"]
    if late := answer["late"]:
        expected = parse_day(answer["asOf"]) - timedelta(days=late["days"])
        yield "late", f"Late: the period was expected around {long_date(day=expected)}."
    if next_period := answer["nextPeriod"]:
        highest = max(day["probability"] for day in next_period["distribution"])
        yield (
            "likely",
            "First day of the next period: the taller and darker, the more probable, at most "
            f"{percent(share=highest)} a day.",
        )
    if following := answer["followingPeriods"]:
        yield "none", f"After that around {'; then '.join(map(_date_and_range, following))}."


def _prediction(next_period: Mapping[str, Any]) -> Iterator[str]:
    expected = _long_date(next_period["date"])
    days = date_range(
        first=parse_day(next_period["earliest"]), last=parse_day(next_period["latest"])
    )
    yield f"Next period around {expected}"
    yield f"{percent(share=next_period['level'])} probable: {days}."
    within = percent(share=next_period["withinTwoDays"])
    yield f"Within two days of {expected}: {within}. Confidence: {next_period['confidence']}."


def _no_prediction(reason: Mapping[str, Any]) -> Iterator[str]:
    yield "No date for the next period"
    yield reason["text"]
    if next_step := NEXT_STEPS.get(reason["code"]):
        yield next_step


def _basis(answer: Mapping[str, Any]) -> str:
    text = f"{answer['basedOn']['text']} Cycles used: {answer['basedOn']['cyclesUsed']}."
    record = answer["trackRecord"]
    if not record["scored"]:
        return text
    in_range = round(record["insideRange"] * record["scored"])
    return (
        f"{text} Of {record['scored']} past periods, {in_range} began in the range that this "
        "method would have given."
    )


def _phase(cycle: Mapping[str, Any]) -> str:
    phase = cycle["phase"]
    return f", {phase['name']} ({percent(share=phase['probability'])})" if phase else ""


def _date_and_range(prediction: Mapping[str, Any]) -> str:
    days = date_range(first=parse_day(prediction["earliest"]), last=parse_day(prediction["latest"]))
    return f"{_long_date(prediction['date'])} ({days})"


def _long_date(text: str) -> str:
    return long_date(day=parse_day(text))
