import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from period.domain.forecast.forecast import forecast
from period.domain.forecast.forecast_result import Forecast
from period.domain.forecast.predicted_days import LaterPeriod, NextPeriod
from period.domain.log.logged_day import Day
from period.output_serializers import ForecastSerializer


def _parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError("write each day as YYYY-MM-DD") from error


def _parse_days(text: str) -> list[date]:
    return [_parse_day(part.strip()) for part in text.split(",")]


class Command(BaseCommand):
    help = "Predict the next period from the first days of past periods. Nothing is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--starts",
            type=_parse_days,
            required=True,
            help="first days of past periods: YYYY-MM-DD, separated by commas",
        )
        parser.add_argument(
            "--today", type=_parse_day, required=True, help="the day of the forecast: YYYY-MM-DD"
        )
        parser.add_argument("--table", action="store_true", help="print a table instead of JSON")

    def handle(self, *, starts: list[date], today: date, table: bool, **_: Any) -> None:
        result = forecast(days=[Day(date=day, flow="medium") for day in starts], today=today)
        if table:
            self.stdout.write("\n".join(f"{label:18}{text}" for label, text in _table(result)))
        else:
            self.stdout.write(json.dumps(ForecastSerializer.of(result), indent=2))


def _table(result: Forecast) -> list[tuple[str, str]]:
    """Return the rows of the table, label and text, most important first."""
    rows = [("As of", str(result.as_of))]
    if cycle := result.current_cycle:
        phase = f", {cycle.phase.name} ({cycle.phase.probability:.0%})" if cycle.phase else ""
        rows.append(("Cycle day", f"{cycle.day}{phase}"))
    if period := result.next_period:
        rows.append(("Next period", _date_and_range(period)))
        share = f"{period.within_two_days:.0%} within two days, {period.confidence} confidence"
        rows.append(("", share))
    elif reason := result.next_period_reason:
        rows.append(("Next period", reason.text))
    rows += [("then", _date_and_range(later)) for later in result.following_periods]
    if result.fertile_days:
        rows.append(("Fertile days", f"{result.fertile_days.first} to {result.fertile_days.last}"))
    elif result.ovulation_reason:
        rows.append(("Fertile days", result.ovulation_reason.text))
    rows += _beside_dates(result)
    record = result.track_record
    if record.scored:
        rows.append(("So far", f"off by {record.mean_absolute_error:.1f} days on average"))
    return [*rows, ("Basis", result.based_on.text), ("Note", result.notice)]


def _beside_dates(result: Forecast) -> list[tuple[str, str]]:
    """Return what the forecast says, asks, points out and assumes beside its dates."""
    said = (("Late", result.late), ("Assumption", result.assumption))
    return [
        *((label, told.text) for label, told in said if told),
        *(("Question", question.text) for question in result.questions),
        *(("Attention", attention.text) for attention in result.attention),
    ]


def _date_and_range(period: NextPeriod | LaterPeriod) -> str:
    return f"{period.date} ({period.earliest} to {period.latest}, {period.level:.0%})"
