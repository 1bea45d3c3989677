"""What the picture of a forecast says in words: its sentences, and the key to the ribbon."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from glowcycle.charts.layout import in_words, percent, read_day, stretch

TO_DO = {
    "no_period": "Log the first day of a period, and the forecast begins. Each further period "
    "makes it more exact.",
    "series_broken": "Log the first day of the next period when it comes.",
    "overdue": "If a period came meanwhile, log the day it began.",
}
"""What helps where no date is given, by the code of the reason."""


def sentences(*, answer: Mapping[str, Any]) -> list[str]:
    """Return the heading and the sentences under it."""
    coming, late = answer["nextPeriod"], answer["late"]
    found = [*_forecast(coming)] if coming else [*_silence(answer["nextPeriodReason"])]
    if late:
        odds = percent(share=late["forgotten"])
        found.append(f"{late['text']} It was not logged: {odds} probable.")
    if question := (answer["currentCycle"] or {}).get("question"):
        found.append(question)
    if answer["basedOn"]["cyclesUsed"]:
        found.append(_grounds(answer))
    elif coming:
        found.append(answer["basedOn"]["text"])
    return found


def key(*, answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the meaning of everything on the ribbon, in the order of time."""
    cycle = answer["currentCycle"]
    yield (
        "began",
        f"Period began {_on(cycle['start'])}; today is day {cycle['day']}{_phase(cycle)}.",
    )
    if fertile := answer["fertileDays"]:
        days = stretch(first=read_day(fertile["first"]), last=read_day(fertile["last"]))
        yield "fertile", f"Fertile days, estimated: {days}."
    if ovulation := answer["ovulation"]:
        yield "ovulation", f"Ovulation around {_expected(ovulation)}."
    reason = answer["ovulationReason"]
    if reason and reason != answer["nextPeriodReason"]:
        yield "none", reason["text"]
    if late := answer["late"]:
        since = read_day(answer["asOf"]) - timedelta(days=late["days"])
        yield "late", f"Late: the period was expected around {in_words(day=since)}."
    if coming := answer["nextPeriod"]:
        highest = max(day["probability"] for day in coming["distribution"])
        yield (
            "likely",
            "First day of the next period: the taller and darker, the more probable, at most "
            f"{percent(share=highest)} a day.",
        )
    if later := answer["followingPeriods"]:
        yield "none", f"After that around {'; then '.join(map(_expected, later))}."


def _forecast(coming: Mapping[str, Any]) -> Iterator[str]:
    expected = in_words(day=read_day(coming["date"]))
    days = stretch(first=read_day(coming["earliest"]), last=read_day(coming["latest"]))
    yield f"Next period around {expected}"
    yield f"{percent(share=coming['level'])} probable: {days}."
    within = percent(share=coming["withinTwoDays"])
    yield f"Within two days of {expected}: {within}. Confidence: {coming['confidence']}."


def _silence(reason: Mapping[str, Any]) -> Iterator[str]:
    yield "No date for the next period"
    yield reason["text"]
    if to_do := TO_DO.get(reason["code"]):
        yield to_do


def _grounds(answer: Mapping[str, Any]) -> str:
    text = f"{answer['basedOn']['text']} Cycles used: {answer['basedOn']['cyclesUsed']}."
    record = answer["trackRecord"]
    if not record["scored"]:
        return text
    inside = round(record["insideRange"] * record["scored"])
    return (
        f"{text} Of {record['scored']} past periods, {inside} began in the range that this method "
        "would have given."
    )


def _phase(cycle: Mapping[str, Any]) -> str:
    phase = cycle["phase"]
    return f", {phase['name']} ({percent(share=phase['probability'])})" if phase else ""


def _expected(told: Mapping[str, Any]) -> str:
    days = stretch(first=read_day(told["earliest"]), last=read_day(told["latest"]))
    return f"{_on(told['date'])} ({days})"


def _on(text: str) -> str:
    return in_words(day=read_day(text))
