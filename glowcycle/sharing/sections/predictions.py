"""When her next periods may begin, and her fertile days. Every silence looks the same.

A pause, a pregnancy, contraception, an empty log and a record that cannot be read all give null,
without a reason, a question or a remark.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import date_range
from glowcycle.sentences import percent, sentence
from glowcycle.sharing.sections.section import Part, Section, Shown, silent, table
from glowcycle.sharing.sections.words import day_text

if TYPE_CHECKING:
    from period.domain.forecast.forecast_result import Forecast
    from period.domain.forecast.predicted_days import LaterPeriod, NextPeriod

_SILENT: Final = sentence("No forecast.")
_ESTIMATE: Final = sentence("An estimate. It is no contraception.")


def _forecast(user_id: str, last: date, today: date) -> "Forecast | None":
    """Return the forecast of today; None where nothing is told, as for a window that has ended."""
    from glowcycle.sharing.forecast_reading import read_forecast

    return None if last < today else read_forecast(user_id=user_id, today=today)


def _read_periods(*, user_id: str, first: date, last: date, today: date) -> Shown:
    """Return the next periods whose likeliest first day lies in the window. Raise Unavailable."""
    forecast = _forecast(user_id, last, today)
    found = [period for period in _periods(forecast) if first <= period.date <= last]
    if not found:
        return Shown(None)
    return Shown({"periods": [_as_json(period) for period in found]})


def _periods(forecast: "Forecast | None") -> "Iterator[LaterPeriod | NextPeriod]":
    if forecast is not None and forecast.next_period is not None:
        yield forecast.next_period
        yield from forecast.following_periods


def _as_json(period: "LaterPeriod | NextPeriod") -> dict[str, Any]:
    days = {name: str(getattr(period, name)) for name in ("date", "earliest", "latest")}
    return {**days, "level": period.level}


def _read_fertile_days(*, user_id: str, first: date, last: date, today: date) -> Shown:
    """Return the fertile days of the running cycle that lie in the window. Raise Unavailable."""
    forecast = _forecast(user_id, last, today)
    fertile = forecast and forecast.fertile_days
    if not fertile or fertile.first < first or fertile.last > last:
        return Shown(None)
    return Shown({"first": str(fertile.first), "last": str(fertile.last)})


def _draw_periods(forecast: Mapping[str, Any] | None) -> Part:
    if forecast is None:
        return silent(_SILENT)
    periods = forecast["periods"]
    level = percent(periods[0]["level"])
    rows = [(day_text(each["date"]), _range(each["earliest"], each["latest"])) for each in periods]
    return table(
        (sentence("Most likely first day"), sentence("Range")),
        rows,
        texts=[say("Each range is {share} probable.", share=level), translated(_ESTIMATE)],
    )


def _draw_fertile_days(fertile: Mapping[str, Any] | None) -> Part:
    if fertile is None:
        return silent(_SILENT)
    return Part(texts=[f"{_range(fertile['first'], fertile['last'])}.", translated(_ESTIMATE)])


def _range(first: str, last: str) -> str:
    return date_range(first=date.fromisoformat(first), last=date.fromisoformat(last), year=True)


FORECAST: Final = Section(sentence("Next periods"), _draw_periods, _read_periods)
FERTILE_DAYS: Final = Section(sentence("Fertile days"), _draw_fertile_days, _read_fertile_days)
