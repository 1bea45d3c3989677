"""Bleeding that is no period, and why it is none."""

from collections.abc import Mapping
from typing import Final

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import date_range
from glowcycle.report.domain.other_bleeding import UNEXPECTED
from glowcycle.sentences import sentence
from period.domain.periods.menses import NotPeriodCode, OtherBleeding

_WHEN: Final[Mapping[NotPeriodCode, str]] = {
    "pregnancy": sentence("in a pregnancy"),
    "menopause": sentence("after menopause"),
    "no_periods": sentence("in a time without periods"),
    "lochia": sentence("in the weeks after a birth"),
    "after_loss": sentence("in the weeks after a pregnancy ended"),
    "she_said_so": sentence("logged as no period"),
}


def other_bleeding_text(bleeding: OtherBleeding) -> str:
    """Return on which days she bled, and why that is no period."""
    when = translated(_WHEN[bleeding.code])
    days = date_range(first=bleeding.start, last=bleeding.end, year=True)
    if bleeding.code in UNEXPECTED:
        return say("Bleeding or spotting {when}: {days}.", when=when, days=days)
    return say("Bleeding {when}: {days}.", when=when, days=days)
