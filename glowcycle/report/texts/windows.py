"""Bleeding under hormonal contraception, in reference periods of 90 days."""

from collections.abc import Mapping
from typing import Final

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import date_range
from glowcycle.report.domain.bleeding_facts import BleedingWindow
from glowcycle.report.texts.amounts import days, joined
from glowcycle.report.texts.stages import method_name
from glowcycle.sentences import sentence

CODES: Final[Mapping[str, str]] = {
    "frequent": sentence("Bleeding was frequent: more than five episodes in 90 days."),
    "infrequent": sentence("Bleeding was infrequent: one or two episodes in 90 days."),
    "prolonged": sentence("Bleeding was prolonged: an episode lasted more than 14 days."),
    "none": sentence("There was no bleeding in 90 days."),
}


def window_text(window: BleedingWindow) -> str:
    """Return what was logged in one reference period."""
    if not window.logged_days:
        return say(
            "{days}, {method}: nothing logged.",
            days=date_range(first=window.first, last=window.last, year=True),
            method=method_name(window.method),
        )
    told = say(
        "{days}, {method}: {logged} logged, {bleeding} of bleeding, {spotting} of spotting, "
        "{episodes}; longest episode {longest}, longest time without {gap}.",
        days=date_range(first=window.first, last=window.last, year=True),
        method=method_name(window.method),
        logged=days(window.logged_days),
        bleeding=days(window.bleeding_days),
        spotting=days(window.spotting_days),
        episodes=say_counted("{count} episode", "{count} episodes", count=window.episodes),
        longest=days(window.longest_episode),
        gap=days(window.longest_gap),
    )
    codes = [translated(CODES[code]) for code in window.codes if code in CODES]
    part = "" if window.is_whole else say("Not a whole reference period.")
    unscheduled = "" if window.unscheduled_days is None else _unscheduled(window.unscheduled_days)
    return joined(told, unscheduled, *codes, part)


def unscheduled_text(window: BleedingWindow) -> str:
    """Return on how many days of one reference period she bled outside the pauses."""
    span = date_range(first=window.first, last=window.last, year=True)
    told = days(window.unscheduled_days or 0)
    return say("{days} of bleeding outside the pauses of the packs, {span}.", days=told, span=span)


def _unscheduled(count: int) -> str:
    return say("Bleeding outside the pauses of the packs: {days}.", days=days(count))
