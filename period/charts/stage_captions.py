"""What the forecast's picture tells in a life stage, in place of the dates of cycles."""

from collections.abc import Iterator, Mapping
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import date_range, long_date, parse_day
from glowcycle.sentences import sentence
from period.charts.stage_names import STAGE_NAMES, TELL_MORE, is_silent

BASES = {
    "lastPeriod": sentence("It is counted from the first day of the last period."),
    "conception": sentence("It is counted from the conception."),
    "scan": sentence("A scan told it."),
    "stated": sentence("You stated it."),
}
PATTERNS = {
    "frequent": sentence("Bleeding was frequent: more than five episodes in 90 days."),
    "infrequent": sentence("Bleeding was infrequent: one or two episodes in 90 days."),
    "prolonged": sentence("Bleeding was prolonged: an episode lasted more than 14 days."),
    "none": sentence("There was no bleeding in 90 days."),
}


def is_paused(*, answer: Mapping[str, Any]) -> bool:
    """Return whether she asked for silence: then nothing is said of cycles."""
    stage = answer["lifeStage"]
    return stage is not None and stage["kind"] == "pause"


def heading(*, answer: Mapping[str, Any]) -> str | None:
    """Return the heading of a forecast in a life stage without cycles, None in any other."""
    if pregnancy := answer["pregnancy"]:
        weeks = say_counted("{count} week", "{count} weeks", count=pregnancy["week"])
        days = say_counted("{count} day", "{count} days", count=pregnancy["day"])
        return say("Pregnancy: {weeks} and {days}", weeks=weeks, days=days)
    if bleed := answer["scheduledBleed"]:
        days = _days(bleed)
        if bleed["first"] <= answer["asOf"]:
            return scheduled(bleed=bleed)
        return say("Next scheduled bleed of your pack: {days}", days=days)
    stage = answer["lifeStage"]
    return translated(STAGE_NAMES[stage["kind"]]) if is_silent(answer=answer) else None


def scheduled(*, bleed: Mapping[str, Any]) -> str:
    """Return what the days of a scheduled bleed are."""
    return say("Scheduled bleed of your pack: {days}", days=_days(bleed))


def sentences(*, answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the life stage means; nothing without one."""
    stage, reason = answer["lifeStage"], answer["nextPeriodReason"]
    if pregnancy := answer["pregnancy"]:
        day = long_date(day=parse_day(pregnancy["dueDate"]), year=True)
        due = say("Due date: {day}.", day=day)
        yield f"{due} {translated(BASES[pregnancy['basis']])}"
    if pattern := answer["bleedingPattern"]:
        yield from _pattern(pattern)
    if stage:
        yield stage["text"]
    if is_silent(answer=answer) and reason["code"] in TELL_MORE:
        yield reason["text"]


def _pattern(pattern: Mapping[str, Any]) -> Iterator[str]:
    episodes = say_counted("{count} episode", "{count} episodes", count=pattern["episodes"])
    bleeding = say_counted(
        "{count} day of bleeding", "{count} days of bleeding", count=pattern["bleedingDays"]
    )
    spotting = say_counted(
        "{count} day of spotting", "{count} days of spotting", count=pattern["spottingDays"]
    )
    gap = say_counted(
        "longest time without: {count} day",
        "longest time without: {count} days",
        count=pattern["longestGap"],
    )
    yield say(
        "{days}: {episodes}, {bleeding}, {spotting}; {gap}.",
        days=_days(pattern),
        episodes=episodes,
        bleeding=bleeding,
        spotting=spotting,
        gap=gap,
    )
    yield from (translated(PATTERNS[code]) for code in pattern["codes"])


def _days(span: Mapping[str, Any]) -> str:
    return date_range(first=parse_day(span["first"]), last=parse_day(span["last"]))
