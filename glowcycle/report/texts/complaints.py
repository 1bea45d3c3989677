"""Pain and symptoms by the day of her cycle."""

from glowcycle.api.languages import say, say_counted
from glowcycle.charts.layout import first_upper
from glowcycle.report.domain.facts import Complaint, CycleDayCount
from glowcycle.report.texts.amounts import cycles, days, joined, number

LEAST_DAYS = 3
"""A day of the cycle that was logged in fewer cycles is not named as the one with most."""


def complaint_label(complaint: Complaint) -> str:
    """Return "Pain", or the symptom in her own word."""
    return say("Pain") if complaint.name is None else first_upper(text=complaint.name)


def complaint_text(complaint: Complaint) -> str:
    """Return on how many days she had it, and when in the cycle most."""
    told = say(
        "Logged on {days}, in {cycles}.",
        days=days(complaint.days),
        cycles=cycles(complaint.cycles),
    )
    peak = peak_of(complaint)
    if peak is None:
        return told
    most = say(
        "Most often {when}: on {count} of {days} logged days.",
        when=cycle_day(peak.day),
        count=peak.with_it,
        days=peak.days,
    )
    if peak.mean is None:
        return joined(told, most)
    return joined(told, most, say("Mean {value} of 10.", value=number(peak.mean)))


def peak_of(complaint: Complaint) -> CycleDayCount | None:
    """Return the day of the cycle with the largest share of days that had it; None for too few."""
    enough = [each for each in complaint.by_day if each.days >= LEAST_DAYS and each.with_it]
    return max(enough, key=lambda each: (each.with_it / each.days, each.days), default=None)


def cycle_day(day: int) -> str:
    """Return a day of the cycle in words; day 0 is the first day of a period."""
    if day < 0:
        return say_counted(
            "{count} day before a period", "{count} days before a period", count=-day
        )
    return say("on day {day} of the cycle", day=day + 1)
