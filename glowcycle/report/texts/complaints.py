"""Pain and symptoms by the day of her cycle."""

from glowcycle.api.languages import say, say_counted
from glowcycle.report.domain.facts import Complaint, CycleDayCount
from glowcycle.report.texts.amounts import cycles, days, joined, number

LEAST_DAYS = 3
"""A day of the cycle that was logged in fewer cycles is not named as the one with most."""


def complaint_label(complaint: Complaint) -> str:
    """Return "Pain", or the symptom in her own word."""
    return say("Pain") if complaint.name is None else complaint.name


def complaint_text(complaint: Complaint) -> str:
    """Return on how many days she had it, and when in the cycle it was most."""
    return joined(_logged(complaint), _most(peak_of(complaint)))


def peak_of(complaint: Complaint) -> CycleDayCount | None:
    """Return the day of the cycle with most of it, None if too few days tell.

    That is the highest mean of pain, and the largest share of days with a symptom.
    """
    enough = [each for each in complaint.by_day if each.days >= LEAST_DAYS and each.with_it]
    return max(enough, key=_how_much, default=None)


def cycle_day(day: int) -> str:
    """Return a day of the cycle in words; day 0 is the first day of a period."""
    if day < 0:
        return say_counted(
            "{count} day before a period", "{count} days before a period", count=-day
        )
    return say("on day {day} of the cycle", day=day + 1)


def _logged(complaint: Complaint) -> str:
    count = days(complaint.days)
    if not complaint.cycles:
        return say("Logged on {days}.", days=count)
    return say("Logged on {days}, in {cycles}.", days=count, cycles=cycles(complaint.cycles))


def _most(peak: CycleDayCount | None) -> str:
    if peak is None:
        return ""
    if peak.mean is not None:
        return say(
            "Highest {when}: mean {value} of 10 ({days}).",
            when=cycle_day(peak.day),
            value=number(peak.mean),
            days=days(peak.days),
        )
    return say(
        "Most often {when}: on {count} of {days} logged days.",
        when=cycle_day(peak.day),
        count=peak.with_it,
        days=peak.days,
    )


def _how_much(count: CycleDayCount) -> tuple[float, int]:
    share = count.with_it / count.days
    return (share if count.mean is None else count.mean), count.days
