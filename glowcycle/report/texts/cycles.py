"""Her periods and cycles: the last one, how long they are, and what is not counted."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import date_range, long_date
from glowcycle.report.domain.bleeding_facts import (
    Figo,
    FigoTerm,
    LeftOut,
    LeftOutReason,
    LoggedPeriod,
    Spread,
    UntoldReason,
)
from glowcycle.report.texts.amounts import cycles, days, joined, listed, number, periods
from glowcycle.sentences import sentence

_REASONS: Final[Mapping[LeftOutReason, str]] = {
    "life_stage": sentence("contraception, pregnancy or another stage of life"),
    "excluded": sentence("excluded as out of the ordinary"),
    "too_long": sentence("longer than 120 days"),
    "period_not_logged": sentence("a period in between was probably not logged"),
    "bleeding_between": sentence("bleeding in between was probably not a period"),
    "unexplained": sentence("much longer or shorter than the others"),
    "still_running": sentence("not over yet"),
    "reaches_out": sentence("not wholly within these dates"),
    "not_logged": sentence("too few days logged"),
}

_UNTOLD: Final[Mapping[UntoldReason, str]] = {
    "hormonal_method": sentence("bleeding follows the hormonal method"),
    "life_stage": sentence("no cycles count in this stage of life"),
}


def last_period_text(day: date | None, *, last: date, as_of: date) -> str:
    """Return when the last period began, up to the last day of the report."""
    if day is None:
        return say("Last period: none logged.")
    began = long_date(day=day, year=True)
    if last < as_of:
        until = long_date(day=last, year=True)
        return say("Last period up to {last}: began on {day}.", last=until, day=began)
    if day == as_of:
        return say("Last period: began on {day}, the day of this report.", day=began)
    ago = days((as_of - day).days)
    return say("Last period: began on {day}, {days} before this report.", day=began, days=ago)


def untold_text(reason: UntoldReason) -> str:
    """Return why nothing is told of cycles of her own, as a part of a sentence."""
    return translated(_UNTOLD[reason])


def why_untold(terms: Sequence[Figo], *, of: FigoTerm) -> UntoldReason | None:
    """Return why that term tells nothing, None if it does or nothing but the log says why."""
    return next((each.untold for each in terms if each.term == of), None)


def length_text(spread: Spread | None, *, untold: UntoldReason | None = None) -> str:
    """Return how long her cycles are."""
    if spread is None:
        if untold:
            return say("Cycle length: cannot be told, {why}.", why=untold_text(untold))
        return say("Cycle length: cannot be told, there is no complete cycle to count.")
    if spread.count == 1:
        told = say("Cycle length: {days} (one complete cycle).", days=days(spread.median))
    else:
        told = say(
            "Cycle length: median {median}, shortest {least}, longest {most} days ({cycles}).",
            median=number(spread.median),
            least=spread.least,
            most=spread.most,
            cycles=cycles(spread.count),
        )
    return joined(told, not_counted(spread.left_out))


def waiting_text(waited: int, spread: Spread) -> str:
    """Return how long ago the last period began, beside the longest cycle before."""
    told = say(
        "{days} since the last period began; the longest of {cycles} lasted {most}.",
        days=days(waited),
        cycles=cycles(spread.count),
        most=days(spread.most),
    )
    return joined(told, say("A period that was not logged would look the same."))


def bleeding_text(spread: Spread | None, *, untold: UntoldReason | None = None) -> str:
    """Return how long she bleeds."""
    if spread is None:
        if untold:
            return say("Bleeding: cannot be told, {why}.", why=untold_text(untold))
        return say("Bleeding: cannot be told, there is no complete period to count.")
    if spread.count == 1:
        told = say("Bleeding: {days} (one period).", days=days(spread.median))
    else:
        told = say(
            "Bleeding: median {median}, shortest {least}, longest {most} days ({periods}).",
            median=number(spread.median),
            least=spread.least,
            most=spread.most,
            periods=periods(spread.count),
        )
    return joined(told, not_counted(spread.left_out))


def not_counted(left_out: Sequence[LeftOut]) -> str:
    """Return how many are left out, and why; nothing without any."""
    if not left_out:
        return ""
    parts = [left_out_text(each) for each in left_out]
    return say("Not counted: {parts}.", parts=listed(parts))


def left_out_text(left_out: LeftOut) -> str:
    """Return how many are left out for one reason: "2 (not over yet)"."""
    return f"{left_out.count} ({reason_text(left_out.reason)})"


def reason_text(reason: LeftOutReason) -> str:
    """Return why something is not counted."""
    return translated(_REASONS[reason])


def period_text(period: LoggedPeriod) -> str:
    """Return the days of a period, and how long it was until the next one."""
    span = date_range(first=period.start, last=period.end, year=True)
    told = say("{days}: {bleeding} of bleeding.", days=span, bleeding=days(period.bleeding_days))
    if period.length is not None:
        return joined(told, say("Cycle of {days}.", days=days(period.length)))
    if period.left_out == "still_running":
        return joined(told, say("The cycle is not over yet."))
    if period.left_out is not None:
        return joined(told, say("No cycle counted: {why}.", why=reason_text(period.left_out)))
    return told
