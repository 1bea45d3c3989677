"""The words of the picture: of its axes, its verdicts and its numbers."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import decimal
from glowcycle.insights.phrases import window_label
from glowcycle.sentences import percent, sentence

Result: TypeAlias = Mapping[str, Any]
"""A result of the answer, with the members of `drawn`."""

SHARE: Final = "share"

_UNITS: Final[Mapping[str, str]] = {
    "points": sentence("0 to 100"),
    "steps": sentence("5 is best"),
    "share": sentence("% of days"),
    "pain": sentence("0 to 10"),
    "score": sentence("higher is better"),
}

BEFORE = sentence("before")
FIRST_DAY = sentence("first day of period")
AFTER = sentence("after")
_VERDICTS: Final[Mapping[str, str]] = {
    "too_early": sentence("Too early to say"),
    "below_noise": sentence("Less than one scan can tell"),
    "no_pattern": sentence("No pattern"),
}


def unit_text(unit: str) -> str:
    """Return what the scale of that unit is."""
    return translated(_UNITS[unit])


def captions(result: Result) -> Iterator[str]:
    """Yield the verdict in a line each, and the windows that differ."""
    if result["verdict"] in _VERDICTS:
        yield translated(_VERDICTS[result["verdict"]])
    for window in marked_windows(result):
        name = window_label(window["window"])
        if window["verdict"] == "follows":
            difference = _difference(result["unit"], window["effect"])
            yield say("{window}: {difference}", window=name, difference=difference)
        else:
            yield name


def marked_windows(result: Result) -> list[Mapping[str, Any]]:
    """Return the windows that have the verdict of their outcome, if they differ."""
    if result["verdict"] not in ("follows", "below_noise"):
        return []
    return [each for each in result["windows"] if each["verdict"] == result["verdict"]]


def _difference(unit: str, effect: float) -> str:
    if unit == SHARE:
        return say("more often") if effect > 0 else say("less often")
    return say("higher") if effect > 0 else say("lower")


def value_text(value: float, unit: str) -> str:
    """Return a value of that unit: "61.4", or "35 %" of days."""
    if unit == SHARE:
        return percent(value)
    tenths = round(value, 1)
    return decimal(number=int(tenths) if tenths == int(tenths) else tenths)


def day_text(day: int) -> str:
    """Return a day of the fold, counted from the first day of menses."""
    if day < 0:
        return say_counted(
            "{count} day before your period", "{count} days before your period", count=-day
        )
    if day == 0:
        return say("First day of your period")
    return say_counted("{count} day after that day", "{count} days after that day", count=day)


def folded_text(folded: Mapping[str, Any], *, unit: str) -> str:
    """Return one day of the fold: its mean, its interval, and of how many periods."""
    values = {
        "day": day_text(folded["day"]),
        "mean": value_text(folded["mean"], unit),
    }
    if folded["low"] is None:
        return say_counted(
            "{day}: {mean}, of {count} period",
            "{day}: {mean}, of {count} periods",
            count=folded["cycles"],
            **values,
        )
    return say_counted(
        "{day}: {mean} ({low} to {high}), of {count} period",
        "{day}: {mean} ({low} to {high}), of {count} periods",
        count=folded["cycles"],
        low=value_text(folded["low"], unit),
        high=value_text(folded["high"], unit),
        **values,
    )
