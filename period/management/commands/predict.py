import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from period.domain.forecast import forecast
from period.domain.forecast_result import Forecast, LaterPeriod, NextPeriod
from period.domain.menses import Day
from period.output_serializers import ForecastSerializer


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError("days are written as YYYY-MM-DD") from error


def _days(text: str) -> list[date]:
    return [_day(part.strip()) for part in text.split(",")]


class Command(BaseCommand):
    help = "Say when the next period is expected after those that began on the given days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--starts", type=_days, required=True, help="first days of periods")
        parser.add_argument("--today", type=_day, required=True)
        parser.add_argument("--table", action="store_true", help="for a person to read")

    def handle(self, *, starts: list[date], today: date, table: bool, **_: Any) -> None:
        found = forecast(days=[Day(date=day, flow="medium") for day in starts], today=today)
        if table:
            self.stdout.write("\n".join(f"{name:18}{text}" for name, text in _rows(found)))
        else:
            self.stdout.write(json.dumps(ForecastSerializer.of(found), indent=2))


def _rows(found: Forecast) -> list[tuple[str, str]]:
    """Return what a person asks first, in the order in which she asks it."""
    rows = [("As of", str(found.as_of))]
    if cycle := found.current_cycle:
        phase = f", {cycle.phase.name} ({cycle.phase.probability:.0%})" if cycle.phase else ""
        rows.append(("Cycle day", f"{cycle.day}{phase}"))
    if coming := found.next_period:
        rows.append(("Next period", _range(coming)))
        share = f"{coming.within_two_days:.0%} within two days, {coming.confidence} confidence"
        rows.append(("", share))
    elif reason := found.next_period_reason:
        rows.append(("Next period", reason.text))
    rows += [("then", _range(later)) for later in found.following_periods]
    if found.fertile_days:
        rows.append(("Fertile days", f"{found.fertile_days.first} to {found.fertile_days.last}"))
    elif found.ovulation_reason:
        rows.append(("Fertile days", found.ovulation_reason.text))
    if found.late:
        rows.append(("Late", found.late.text))
    record = found.track_record
    if record.scored:
        rows.append(("So far", f"off by {record.mean_absolute_error:.1f} days on average"))
    return [*rows, ("Based on", found.based_on.text), ("Note", found.notice)]


def _range(period: NextPeriod | LaterPeriod) -> str:
    return f"{period.date} ({period.earliest} to {period.latest}, {period.level:.0%})"
