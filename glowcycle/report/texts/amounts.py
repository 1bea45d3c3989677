"""Numbers with their nouns."""

from collections.abc import Sequence

from glowcycle.api.languages import say, say_counted
from glowcycle.charts.layout import decimal
from glowcycle.insights.phrases import form_count


def number(value: float) -> str:
    """Return a number with at most one decimal, and with none where it is whole."""
    rounded = round(value, 1)
    return decimal(number=int(rounded) if rounded == int(rounded) else rounded)


def days(value: float) -> str:
    """Return a number of days: "28.5 days"."""
    return say_counted(
        "{amount} day", "{amount} days", count=form_count(round(value, 1)), amount=number(value)
    )


def cycles(count: int) -> str:
    """Return a number of cycles: "11 cycles"."""
    return say_counted("{count} cycle", "{count} cycles", count=count)


def periods(count: int) -> str:
    """Return a number of periods: "12 periods"."""
    return say_counted("{count} period", "{count} periods", count=count)


def scans(count: int) -> str:
    """Return a number of scans: "34 scans"."""
    return say_counted("{count} scan", "{count} scans", count=count)


def labelled(label: str, text: str) -> str:
    """Return a text behind its label: "Regularity: regular"."""
    return say("{label}: {text}", label=label, text=text)


def listed(parts: Sequence[str]) -> str:
    """Return the parts with commas between them."""
    return ", ".join(parts)


def joined(*texts: str) -> str:
    """Return the texts that say something, one behind the other."""
    return " ".join(filter(None, texts))
