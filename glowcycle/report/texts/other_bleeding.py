"""Bleeding that is no period, and why it is none."""

from collections.abc import Mapping
from typing import Final

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import date_range
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
UNEXPECTED: Final = frozenset({"pregnancy", "menopause", "no_periods"})
"""The codes of bleeding that a doctor looks for first."""


def other_bleeding_text(bleeding: OtherBleeding) -> str:
    """Return on which days she bled, and why that is no period."""
    return say(
        "Bleeding {when}: {days}.",
        when=translated(_WHEN[bleeding.code]),
        days=date_range(first=bleeding.start, last=bleeding.end, year=True),
    )
