"""Ranges of days in few letters: beside a mark of a picture, or behind a date."""

from datetime import date

from glowcycle.api.languages import say, say_counted
from glowcycle.charts.layout import short_date


def short_range(*, first: date, last: date) -> str:
    """Return a range of days as "3–9 Aug", or "28 Jan – 6 Feb"."""
    end = short_date(day=last)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return say_counted("{count}–{last}", "{count}–{last}", count=first.day, last=end)
    return say("{first} – {last}", first=short_date(day=first), last=end)


def day_and_range(*, day: date, first: date, last: date) -> str:
    """Return a day and the range around it as "10 Jan (7–14)", or "1 Feb (28 Jan – 6 Feb)"."""
    days = short_range(first=first, last=last)
    if first < last and (first.year, first.month) == (last.year, last.month):
        # Counted, because in French the first day alone is an ordinal.
        days = say_counted("{count}–{end}", "{count}–{end}", count=first.day, end=last.day)
    return say("{day} ({days})", day=short_date(day=day), days=days)
