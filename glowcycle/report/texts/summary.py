"""Page one in at most five sentences: last period, length, regularity, then what stands out."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import date_range, first_upper
from glowcycle.insights.answer import in_order
from glowcycle.report.domain.bleeding_facts import Figo
from glowcycle.report.domain.facts import Report
from glowcycle.report.domain.other_bleeding import UNEXPECTED
from glowcycle.report.texts.amounts import days, labelled
from glowcycle.report.texts.complaints import complaint_label, complaint_text
from glowcycle.report.texts.cycles import (
    last_period_text,
    length_text,
    waiting_text,
    why_untold,
)
from glowcycle.report.texts.figo import USUAL, term_sentence
from glowcycle.report.texts.insights import insight_label, insight_text
from glowcycle.report.texts.other_bleeding import other_bleeding_text
from glowcycle.report.texts.premenstrual import change_label, change_text
from glowcycle.report.texts.stages import stage_text
from glowcycle.report.texts.windows import CODES, unscheduled_text
from period.domain.log.life_stages import stage_on
from period.domain.periods.guidelines import LONGEST_USUAL, LONGEST_USUAL_BLEEDING

MOST: Final = 5
MOST_ODD: Final = 3


def summary(report: Report) -> list[str]:
    """Return the sentences, the most important first."""
    cycles = report.cycles
    always = [
        last_period_text(cycles.last_period, last=report.last, as_of=report.as_of),
        length_text(cycles.length, untold=why_untold(cycles.figo, of="regularity")),
    ]
    always += [term_sentence(figo) for figo in cycles.figo if figo.term == "regularity"]
    odd = [each for each in stands_out(report) if each not in always]
    return [*always, *odd[: MOST - len(always)]]


def stands_out(report: Report) -> list[str]:
    """Return the facts that a reader would look for first, the oddest first: at most three."""
    return [*islice(_oddest(report), MOST_ODD)]


def _oddest(report: Report) -> Iterator[str]:
    stage = stage_on(stages=report.stages, day=min(report.last, report.as_of))
    if stage is not None:
        yield stage_text(stage)
    yield from _unexpected_bleeding(report)
    if stage is None or stage.has_own_cycles:
        yield from [*_long_wait(report)] or _long_without(report)
    yield from (term_sentence(figo) for figo in report.cycles.figo if _is_unusual(figo))
    yield from _longest_bleeding(report)
    yield from _unusual_window(report)
    yield from _premenstrual(report)
    yield from _strongest_pain(report)
    yield from _what_follows(report)


def _unexpected_bleeding(report: Report) -> Iterator[str]:
    """Yield the newest bleeding where there should be none."""
    found = [each for each in report.cycles.other_bleeding if each.code in UNEXPECTED]
    yield from (other_bleeding_text(each) for each in found[-1:])


def _long_wait(report: Report) -> Iterator[str]:
    """Yield how long ago her last period began, where none of her cycles was as long."""
    cycles = report.cycles
    is_told = any(figo.finding == "absent" for figo in cycles.figo)
    if is_told or cycles.length is None or report.last < report.as_of:
        return
    for period in cycles.periods:
        if period.start == cycles.last_period and period.left_out == "still_running":
            waited = (report.as_of - period.start).days
            if waited > max(cycles.length.most, LONGEST_USUAL):
                yield waiting_text(waited, cycles.length)


def _long_without(report: Report) -> Iterator[str]:
    without = report.cycles.days_without
    if without is not None:
        yield say(
            "No period is logged for {days}, and these days are not all logged.",
            days=days(without),
        )


def _longest_bleeding(report: Report) -> Iterator[str]:
    """Yield the longest period of the range if it is longer than usual, though most are not."""
    if any(figo.finding == "prolonged" for figo in report.cycles.figo):
        return
    periods = report.cycles.periods
    longest = max(periods, key=lambda each: (each.bleeding_days, each.start), default=None)
    if longest and longest.bleeding_days > LONGEST_USUAL_BLEEDING:
        span = date_range(first=longest.start, last=longest.end, year=True)
        yield say(
            "Longest period: {bleeding} of bleeding, {days}.",
            bleeding=days(longest.bleeding_days),
            days=span,
        )


def _is_unusual(figo: Figo) -> bool:
    return figo.finding not in USUAL


def _unusual_window(report: Report) -> Iterator[str]:
    """Yield what is unusual in the newest reference period that tells; much bleeding tells soon."""
    telling = [window for window in report.cycles.windows if window.is_whole or window.codes]
    for window in telling[-1:]:
        yield from (translated(CODES[code]) for code in window.codes if code in CODES)
    for window in report.cycles.windows[-1:]:
        if window.unscheduled_days:
            yield unscheduled_text(window)


def _premenstrual(report: Report) -> Iterator[str]:
    """Yield the changes whose criterion most cycles meet."""
    for change in report.premenstrual:
        if change.raised and 2 * change.raised > change.cycles:
            yield labelled(first_upper(text=change_label(change)), change_text(change))


def _strongest_pain(report: Report) -> Iterator[str]:
    for complaint in report.complaints[:1]:
        yield labelled(first_upper(text=complaint_label(complaint)), complaint_text(complaint))


def _what_follows(report: Report) -> Iterator[str]:
    for reading in report.insights.values():
        for result in in_order(reading):
            if result.verdict == "follows":
                yield labelled(first_upper(text=insight_label(result)), insight_text(result))
