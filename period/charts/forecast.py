"""The forecast as a picture: sentences, a timeline of days, and the legend."""

from collections.abc import Mapping
from typing import Any

from glowcycle.api.languages import say
from glowcycle.charts.layout import LegendEntry, Panel, Picture, long_date, parse_day
from period.charts import captions
from period.charts.forecast_timeline import compose_timeline


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture of an answer of /period/predictions."""
    as_of = parse_day(answer["asOf"])
    heading, *sentences = captions.sentences(answer=answer)
    title = say("Forecast of the cycle, as of {day}", day=long_date(day=as_of, year=True))
    meanings = [*captions.legend(answer=answer)] if answer["currentCycle"] else []
    return Picture(
        name="forecast",
        title=title,
        heading=heading,
        sentences=sentences,
        panels=[_panel(answer, title, meanings)] if answer["currentCycle"] else (),
        legend=[LegendEntry(kind, text) for kind, text in meanings],
        notice=answer["notice"],
        patterns="period/forecast_patterns.svg",
    )


def _panel(answer: Mapping[str, Any], title: str, meanings: list[tuple[str, str]]) -> Panel:
    timeline = compose_timeline(answer=answer)
    return Panel(
        template="period/forecast.svg",
        data=timeline,
        height=timeline.height,
        title=title,
        description=" ".join(text for _, text in meanings),
    )
