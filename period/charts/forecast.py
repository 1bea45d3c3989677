"""The forecast as a picture: sentences, a timeline of days, and the legend."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from glowcycle.api.languages import say
from glowcycle.api.renderers import markup
from glowcycle.charts.layout import Picture, TextColumn, TextLine, long_date, parse_day
from period.charts import captions
from period.charts.forecast_timeline import Timeline, compose_timeline

NOTICE_GAP = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastPicture(Picture):
    """The picture; it has no timeline without a current cycle."""

    timeline: Timeline | None
    notice: list[TextLine]
    name: str = "forecast"


def draw_forecast(*, answer: Mapping[str, Any]) -> str:
    """Return an answer of /period/predictions as SVG."""
    return markup(template="period/forecast.svg", picture=compose(answer=answer))


def compose(*, answer: Mapping[str, Any]) -> ForecastPicture:
    """Return the picture's geometry."""
    column, as_of = TextColumn(), parse_day(answer["asOf"])
    heading, *sentences = captions.sentences(answer=answer)
    lines = column.add(text=heading, style="heading") + column.add_all(texts=sentences)
    timeline = None
    meanings = []
    if answer["currentCycle"]:
        timeline = compose_timeline(answer=answer, top=column.drawing_top)
        column.continue_below(bottom=timeline.bottom)
        meanings = [*captions.legend(answer=answer)]
    legend = [column.add_legend_entry(kind=kind, text=text) for kind, text in meanings]
    column.y += NOTICE_GAP
    notice = column.add(text=answer["notice"], style="note")
    return ForecastPicture(
        title=say("Forecast of the cycle, as of {day}", day=long_date(day=as_of, year=True)),
        description=" ".join([heading + ".", *sentences, *(text for _, text in meanings)]),
        height=column.y,
        lines=lines,
        timeline=timeline,
        legend=legend,
        notice=notice,
    )
