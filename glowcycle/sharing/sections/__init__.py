"""What a share shows: one section a scope, but for the report, which is a file of its own."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from glowcycle.person.shares.scopes import Scope
from glowcycle.sharing.sections.insights import INSIGHTS
from glowcycle.sharing.sections.logged import (
    INTIMATE,
    JOURNAL_MOODS,
    JOURNAL_TEXT,
    PERIOD,
    SKIN_SCORES,
)
from glowcycle.sharing.sections.period_dates import PERIOD_DATES
from glowcycle.sharing.sections.predictions import FERTILE_DAYS, FORECAST
from glowcycle.sharing.sections.section import Section
from glowcycle.sharing.sections.stages import STAGES

SECTIONS: Final[Mapping[Scope, Section]] = MappingProxyType(
    {
        "periodDates": PERIOD_DATES,
        "forecast": FORECAST,
        "fertileDays": FERTILE_DAYS,
        "period": PERIOD,
        "intimate": INTIMATE,
        "stages": STAGES,
        "journalMoods": JOURNAL_MOODS,
        "journalText": JOURNAL_TEXT,
        "skinScores": SKIN_SCORES,
        "insights": INSIGHTS,
    }
)
"""In the order of the page, which is that of the scopes."""
