"""The period log as a calendar: logged days, and the days on which the next period may begin."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.api.renderers import markup
from glowcycle.charts.layout import (
    Picture,
    TextColumn,
    TextLine,
    date_range,
    parse_day,
    short_date,
)
from glowcycle.sentences import sentence
from period.charts import captions
from period.charts.calendar_grid import DayStyle, MonthGrid, compose_months

LoggedDays: TypeAlias = Mapping[date, Mapping[str, Any]]

FIRST_STEP = sentence(
    "Log the first day of a period: its days show here, and when the next period may begin."
)
NOTICE_GAP = 5.0
# The label of a day names this many symptoms, so that the picture fits into an answer of Lambda.
MAX_SYMPTOMS = 20
FLOWS = {
    "heavy": sentence("Heavy flow."),
    "medium": sentence("Medium flow."),
    "light": sentence("Light flow."),
    "spotting": sentence("Spotting."),
    "none": sentence("Checked: no bleeding."),
}
FLOW_FACTS = {
    "heavy": sentence("flow heavy"),
    "medium": sentence("flow medium"),
    "light": sentence("flow light"),
    "spotting": sentence("flow spotting"),
    "none": sentence("flow none"),
}
TEST_FACTS = {
    "positive": sentence("ovulation test positive"),
    "negative": sentence("ovulation test negative"),
}
TEST_SIGNS = {"positive": "+", "negative": "−"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPicture(Picture):
    """The picture; it has no months without a logged day."""

    months: list[MonthGrid]
    notice: list[TextLine]
    name: str = "calendar"


def draw_calendar(*, answer: Mapping[str, Any]) -> str:
    """Return a page of /period/user as SVG, with the forecast in `answer["forecast"]`, if any.

    It has the shape of /period/predictions. Pages of older days have none.
    """
    return markup(template="period/calendar.svg", picture=compose(answer=answer))


def compose(*, answer: Mapping[str, Any]) -> CalendarPicture:
    """Return the picture's geometry."""
    column, forecast = TextColumn(), answer.get("forecast")
    days = {parse_day(day["date"]): day for day in answer["results"]}
    heading, *sentences = _sentences(answer, days)
    lines = column.add(text=heading, style="heading") + column.add_all(texts=sentences)
    months: list[MonthGrid] = []
    if days:
        months = compose_months(
            months=_months(days, forecast),
            style_of=lambda day: _style(day, days, forecast or {}),
            top=column.drawing_top,
        )
        column.continue_below(bottom=max(month.bottom for month in months[-2:]))
    styles = [cell.style for month in months for cell in month.cells]
    legend = [column.add_legend_entry(kind=kind, text=text) for kind, text in _legend(styles)]
    column.y += NOTICE_GAP
    notice = column.add(text=forecast["notice"], style="note") if forecast else []
    return CalendarPicture(
        title=say("Calendar of the period"),
        description=" ".join(
            [heading + ".", *sentences, *(style.label for style in styles if style.label)]
        ),
        height=column.y,
        lines=lines,
        months=months,
        legend=legend,
        notice=notice,
    )


def _sentences(answer: Mapping[str, Any], days: LoggedDays) -> Iterator[str]:
    if not days:
        yield say("No day is logged here yet")
        yield translated(FIRST_STEP)
        return
    forecast = answer.get("forecast")
    if forecast:
        yield from captions.sentences(answer=forecast)[:2]
    else:
        yield say("Period log")
    yield say_counted(
        "{count} day is logged here: {days}.",
        "{count} days are logged here: {days}.",
        count=len(days),
        days=date_range(first=min(days), last=max(days), year=True),
    )
    if answer["next"]:
        yield say("Older days are on the next page.")


def _months(days: LoggedDays, forecast: Mapping[str, Any] | None) -> list[date]:
    """Return the first day of every month that has something to show."""
    shown: set[date] = set(days)
    if forecast:
        shown.add(parse_day(forecast["asOf"]))
        if next_period := forecast["nextPeriod"]:
            shown |= {parse_day(next_period[name]) for name in ("earliest", "date", "latest")}
    return sorted({day.replace(day=1) for day in shown})


def _style(day: date, days: LoggedDays, forecast: Mapping[str, Any]) -> DayStyle:
    is_today = bool(forecast) and parse_day(forecast["asOf"]) == day
    if day in days:
        return _logged_style(day, days[day], is_today=is_today)
    next_period = forecast.get("nextPeriod")
    if _within(next_period, "earliest", "latest", day):
        is_central = next_period is not None and parse_day(next_period["date"]) == day
        return DayStyle("expected", is_today=is_today, is_central=is_central)
    if _within(forecast.get("fertileDays"), "first", "last", day):
        return DayStyle("fertile", is_today=is_today)
    return DayStyle("plain", is_today=is_today)


def _logged_style(day: date, log: Mapping[str, Any], *, is_today: bool) -> DayStyle:
    # A later version of the service may have stored values that this one does not know.
    flow, test = log["flow"], log["ovulationTest"]
    symptoms, more = log["symptoms"][:MAX_SYMPTOMS], len(log["symptoms"]) - MAX_SYMPTOMS
    facts = [translated(FLOW_FACTS[flow]) if flow in FLOWS else flow, *symptoms]
    if more > 0:
        facts.append(say_counted("{count} more symptom", "{count} more symptoms", count=more))
    if test:
        facts.append(translated(TEST_FACTS[test]) if test in TEST_FACTS else test)
    label = f"{short_date(day=day, year=True)}: {', '.join(facts)}."
    return DayStyle(
        flow if flow in FLOWS else "plain", TEST_SIGNS.get(test, ""), is_today, label=label
    )


def _within(span: Mapping[str, Any] | None, first: str, last: str, day: date) -> bool:
    return span is not None and parse_day(span[first]) <= day <= parse_day(span[last])


def _legend(styles: Iterable[DayStyle]) -> Iterator[tuple[str, str]]:
    styles = [*styles]
    kinds = {style.kind for style in styles}
    yield from ((kind, translated(text)) for kind, text in FLOWS.items() if kind in kinds)
    if any(style.test for style in styles):
        yield "test", say("Ovulation test: + positive, − negative.")
    if "fertile" in kinds:
        yield "fertile", say("Fertile days, estimated.")
    if "expected" in kinds:
        yield (
            "expected",
            say("Days on which the next period may begin; the framed day is the most central."),
        )
    if any(style.is_today for style in styles):
        yield "today", say("Today.")
