"""What the forecast's picture asks her, points out, and says of logs that were not used."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from glowcycle.api.languages import say, say_counted
from glowcycle.charts.layout import parse_day, short_date
from glowcycle.sentences import percent

MOST_DAYS = 3
"""The most days that a sentence names for one reason."""


UNDER_HORMONES = frozenset({"scheduled_bleed", "unscheduled_bleed", "hormonal_bleed"})
"""The bleeding of a method is named while she uses it; later it would hide what is new."""


def urgent(*, answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield what to have looked at, and what she is asked: it comes before all else."""
    yield from (each["text"] for each in answer["attention"])
    yield from (each["text"] for each in answer["questions"])


def lateness(*, late: Mapping[str, Any]) -> str:
    """Return how late the period is, and how probable each explanation is."""
    text: str = late["text"]
    explanations = say(
        "It came unlogged: {forgotten}. You are pregnant: {pregnancy}. This cycle is a long one: "
        "{long_cycle}.",
        forgotten=percent(late["forgotten"]),
        pregnancy=percent(late["pregnancy"]),
        long_cycle=percent(late["longCycle"]),
    )
    return f"{text} {explanations}"


def not_used(*, answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each reason for which logs were not used, with their newest days."""
    uses_hormones = answer["lifeStage"] and answer["lifeStage"]["kind"] == "contraception"
    logs = [
        log
        for log in answer["basedOn"]["notUsed"]
        if uses_hormones or log["code"] not in UNDER_HORMONES
    ]
    logs.sort(key=lambda log: log["text"])
    for text, same in groupby(logs, key=lambda log: log["text"]):
        days = sorted({parse_day(log["date"]) for log in same}, reverse=True)
        named = ", ".join(short_date(day=day) for day in days[:MOST_DAYS])
        if len(days) > MOST_DAYS:
            named = say_counted(
                "{days} and {count} more",
                "{days} and {count} more",
                days=named,
                count=len(days) - MOST_DAYS,
            )
        yield f"{named}: {text}"
