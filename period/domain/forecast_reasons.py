"""The words of a forecast for what it leaves out, and for what it takes for granted."""

from glowcycle.sentences import sentence
from period.domain.forecast_result import Assumption, Reason, ReasonCode

_REASONS: dict[ReasonCode, str] = {
    "no_period": sentence("No period is logged yet."),
    "no_recent_period": sentence("No recent period is logged."),
    "series_broken": sentence(
        "No period was logged for over 120 days. The next period you log starts a new series."
    ),
    "no_period_12_months": sentence(
        "No period was logged for twelve months, so no date can be predicted."
    ),
    "overdue": sentence("Your period is so late that a date can no longer be predicted."),
    "late": sentence(
        "Your period is late or was not logged, so ovulation in this cycle cannot be estimated."
    ),
    "too_uncertain": sentence("Your cycle lengths vary too much to estimate your fertile days."),
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


def reason(code: ReasonCode) -> Reason:
    """Return the reason with its text."""
    return Reason(code, _REASONS[code])
