"""The period log as a calendar: what is logged, and the days on which the next period may begin."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from glowcycle.api.renderers import markup
from glowcycle.charts.layout import Column, Line, Sheet, in_short, in_words, read_day
from period.charts import captions
from period.charts.calendar_grid import Look, Month, compose_months

Days: TypeAlias = Mapping[date, Mapping[str, Any]]

TO_DO = "Log the first day of a period: the days of it show here, and when the next may begin."
NOTICE_GAP = 5.0
FLOWS = {
    "heavy": "Heavy flow.",
    "medium": "Medium flow.",
    "light": "Light flow.",
    "spotting": "Spotting.",
    "none": "Checked: no bleeding.",
}
TESTS = {"positive": "+", "negative": "−"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Sheet):
    """The whole sheet."""

    months: list[Month]
    notice: list[Line]
    name: str = "calendar"


def draw_calendar(*, answer: Mapping[str, Any]) -> str:
    """Return a page of /period/user as SVG, with what `answer["forecast"]` expects after it.

    That is the answer of /period/predictions, or nothing where the page is one of older days.
    """
    return markup(template="period/calendar.svg", picture=compose(answer=answer))


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture's geometry. Without a day that is logged there are no months."""
    column, forecast = Column(), answer.get("forecast")
    days = {read_day(day["date"]): day for day in answer["results"]}
    heading, *sentences = _sentences(answer, days)
    lines = column.set(text=heading, style="heading") + column.set_all(texts=sentences)
    months: list[Month] = []
    if days:
        months = compose_months(
            months=_months(days, forecast),
            look=lambda day: _look(day, days, forecast or {}),
            top=column.edge,
        )
        column.go_on_below(edge=max(month.foot for month in months[-2:]))
    looks = [cell.look for month in months for cell in month.cells]
    meanings = [*_key(looks)]
    key = [column.entry(kind=kind, text=text) for kind, text in meanings]
    column.y += NOTICE_GAP
    notice = column.set(text=forecast["notice"], style="note") if forecast else []
    return Picture(
        title="Calendar of the period",
        description=" ".join(
            [heading + ".", *sentences, *(look.label for look in looks if look.label)]
        ),
        height=column.y,
        lines=lines,
        months=months,
        key=key,
        notice=notice,
    )


def _sentences(answer: Mapping[str, Any], days: Days) -> Iterator[str]:
    if not days:
        yield "No day is logged here yet"
        yield TO_DO
        return
    forecast = answer.get("forecast")
    if forecast:
        heading, *said = captions.sentences(answer=forecast)
        yield heading
        yield said[0]
    else:
        yield "Period log"
    first, last = min(days), max(days)
    logged = "1 day is" if len(days) == 1 else f"{len(days)} days are"
    stretch = in_words(day=last, year=True)
    if first != last:
        stretch = f"{in_words(day=first, year=True)} to {stretch}"
    yield f"{logged} logged here: {stretch}."
    if answer["next"]:
        yield "Older days are on the next page."


def _months(days: Days, forecast: Mapping[str, Any] | None) -> list[date]:
    """Return the first day of every month in which there is something to see."""
    shown: set[date] = set(days)
    if forecast:
        shown.add(read_day(forecast["asOf"]))
        if coming := forecast["nextPeriod"]:
            shown |= {read_day(coming[name]) for name in ("earliest", "date", "latest")}
    return sorted({day.replace(day=1) for day in shown})


def _look(day: date, days: Days, forecast: Mapping[str, Any]) -> Look:
    is_today = bool(forecast) and read_day(forecast["asOf"]) == day
    if day in days:
        return _logged(day, days[day], is_today=is_today)
    coming = forecast.get("nextPeriod")
    if _within(coming, "earliest", "latest", day):
        is_central = coming is not None and read_day(coming["date"]) == day
        return Look("expected", is_today=is_today, is_central=is_central)
    if _within(forecast.get("fertileDays"), "first", "last", day):
        return Look("fertile", is_today=is_today)
    return Look("plain", is_today=is_today)


def _logged(day: date, logged: Mapping[str, Any], *, is_today: bool) -> Look:
    test = logged["ovulationTest"]
    said = [f"flow {logged['flow']}", *logged["symptoms"]]
    if test:
        said.append(f"ovulation test {test}")
    label = f"{in_short(day=day, year=True)}: {', '.join(said)}."
    return Look(logged["flow"], TESTS.get(test, ""), is_today, label=label)


def _within(span: Mapping[str, Any] | None, first: str, last: str, day: date) -> bool:
    return span is not None and read_day(span[first]) <= day <= read_day(span[last])


def _key(looks: Iterable[Look]) -> Iterator[tuple[str, str]]:
    shown = [*looks]
    kinds = {look.kind for look in shown}
    yield from ((kind, text) for kind, text in FLOWS.items() if kind in kinds)
    if any(look.test for look in shown):
        yield "test", "Ovulation test: + positive, − negative."
    if "fertile" in kinds:
        yield "fertile", "Fertile days, estimated."
    if "expected" in kinds:
        yield "expected", "The next period may begin; framed: the most central day."
    if any(look.is_today for look in shown):
        yield "today", "Today."
