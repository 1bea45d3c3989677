"""The legend of the calendar: only of what is drawn."""

from collections.abc import Iterator, Sequence

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import LegendEntry
from glowcycle.charts.page_limits import ELSEWHERE
from glowcycle.sentences import percent, sentence
from period.charts.calendar_day import DEEPEST, DayLook

KINDS = {
    "veryHeavy": sentence("Very heavy flow."),
    "heavy": sentence("Heavy flow."),
    "medium": sentence("Medium flow."),
    "light": sentence("Light flow."),
    "spotting": sentence("Spotting."),
    "unspecified": sentence("Bleeding of a strength that is not told."),
    "none": sentence("Checked: no bleeding."),
    "unreadable": sentence("Cannot be read."),
    "unknown": ELSEWHERE,
}


def legend(*, looks: Sequence[DayLook]) -> Iterator[LegendEntry]:
    """Yield an entry for each kind of day and mark."""
    kinds = {look.kind for look in looks}
    yield from (
        LegendEntry(kind, translated(text)) for kind, text in KINDS.items() if kind in kinds
    )
    if any(look.dots for look in looks):
        yield LegendEntry("symptoms", say("Symptoms: a dot for each, at most three."))
    if any(look.test in ("positive", "negative") for look in looks):
        yield LegendEntry("test", say("Ovulation test: + positive, − negative."))
    yield from _of_stages(looks)
    if any(look.is_fertile for look in looks):
        yield LegendEntry("fertile", say("Fertile days, estimated."))
    if any(look.share for look in looks):
        text = say(
            "Probability that the next period begins on that day: the stronger the colour, the "
            "more probable. It is strongest from {share} on.",
            share=percent(DEEPEST),
        )
        yield LegendEntry("expected", text)
    if any(look.is_today for look in looks):
        yield LegendEntry("today", say("Today."))


def _of_stages(looks: Sequence[DayLook]) -> Iterator[LegendEntry]:
    if any(look.test == "high" for look in looks):
        yield LegendEntry("high", say("Ovulation test: high, shortly before its peak."))
    if any(look.pregnancy_test for look in looks):
        text = say("Pregnancy test: + positive, | faint, − negative.")
        yield LegendEntry("pregnancy_test", text)
    if any(look.is_other for look in looks):
        yield LegendEntry("other", say("Bleeding that is not counted as a period."))
    if any(look.is_scheduled for look in looks):
        yield LegendEntry("scheduled", say("Scheduled bleed of your pack."))
    if any(look.is_due for look in looks):
        yield LegendEntry("due", say("Due date."))
