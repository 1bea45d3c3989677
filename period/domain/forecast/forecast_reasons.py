"""The words of a forecast for what it leaves out, and for what it takes for granted."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal, TypeAlias

from glowcycle.sentences import sentence
from period.domain.forecast.forecast_basis import ENOUGH_CYCLES
from period.domain.periods.guidelines import LONGEST_USUAL, WIDEST_USUAL_VARIATION
from period.domain.stages.silence import SilenceCode

ReasonCode: TypeAlias = Literal[
    "no_period",
    "no_recent_period",
    "series_broken",
    "bleeding_goes_on",
    "overdue",
    "late",
    "too_uncertain",
    "learning",
    "start_in_doubt",
    "ovulation_uncertain",
    SilenceCode,
]
AssumptionCode: TypeAlias = Literal["all_logged_not_pregnant"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the forecast leaves something out; `date` is the day that it is about, if any."""

    code: ReasonCode
    text: str
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """What the dates of the next periods, and how late the period is, take for granted."""

    code: AssumptionCode
    text: str


_REASONS: dict[ReasonCode, str] = {
    "no_period": sentence("No period is logged yet."),
    "no_recent_period": sentence("No recent period is logged."),
    "series_broken": sentence(
        "No period was logged for over 120 days. The next period you log starts a new series."
    ),
    "new_series": sentence("Dates are predicted again once you log your next period."),
    "no_period_12_months": sentence(
        "No period was logged for twelve months, so no date can be predicted."
    ),
    "bleeding_goes_on": sentence(
        "Your bleeding has gone on for so long that no date can be predicted."
    ),
    "overdue": sentence("Your period is so late that a date can no longer be predicted."),
    "late": sentence(
        "Your period is late or was not logged, so ovulation in this cycle cannot be estimated."
    ),
    "too_uncertain": sentence("Your cycle lengths vary too much to estimate your fertile days."),
    "learning": sentence("You have too few cycles yet to estimate your fertile days."),
    "start_in_doubt": sentence(
        "Ovulation can be estimated once you say whether your last bleeding was a period."
    ),
    "ovulation_uncertain": sentence(
        "The day of ovulation varies too much in cycles like yours to estimate your fertile days."
    ),
    "contraception": sentence(
        "Hormonal contraception stops ovulation, or may, so neither periods nor fertile days are "
        "predicted."
    ),
    "pregnancy": sentence(
        "While you are pregnant, neither periods nor fertile days are predicted."
    ),
    "postpartum": sentence(
        "After a birth no date can be predicted before your first period. Ovulation can come "
        "before it: as early as 25 days after the birth, and on average after 45 to 94 days "
        "without breastfeeding."
    ),
    "menopause": sentence("After menopause there are no cycles to predict."),
    "no_periods": sentence("You said that you have no periods, so none are predicted."),
    "pause": sentence("You paused the forecast."),
}

ASSUMPTION = Assumption(
    "all_logged_not_pregnant",
    sentence("The dates hold if every period was logged and you are not pregnant."),
)


def reason(code: ReasonCode, date: datetime.date | None = None) -> Reason:
    """Return the reason with its text."""
    return Reason(code, _REASONS[code], date)


def why_no_fertile_days(*, lengths: Sequence[int]) -> Reason:
    """Return why no fertile days are told, from the lengths of her complete cycles."""
    if len(lengths) < ENOUGH_CYCLES:
        return reason("learning")
    # The limit is that of cycles of a usual length; longer ones that are alike differ by more days.
    widest = WIDEST_USUAL_VARIATION * max(fmean(lengths) / LONGEST_USUAL, 1)
    is_wide = max(lengths) - min(lengths) > widest
    return reason("too_uncertain" if is_wide else "ovulation_uncertain")
