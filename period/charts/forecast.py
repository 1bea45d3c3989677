"""The forecast as a picture: sentences, a timeline of days, the track record, and the legend."""

from collections.abc import Mapping
from typing import Any

from glowcycle.api.languages import say
from glowcycle.charts.layout import LegendEntry, Panel, Picture, long_date, parse_day
from period.charts import captions, track_record_captions
from period.charts.forecast_timeline import compose_timeline
from period.charts.stage_captions import is_paused
from period.charts.track_record import track_record_panel


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture of an answer of /period/predictions."""
    as_of = long_date(day=parse_day(answer["asOf"]), year=True)
    title = say("Forecast of the cycle, as of {day}", day=as_of)
    heading, *sentences = captions.sentences(answer=answer)
    meanings = [*captions.legend(answer=answer)]
    panels = [_timeline(answer, title, meanings)] if meanings else []
    if record := track_record_panel(track_record=answer["trackRecord"]):
        panels.append(record)
        meanings += track_record_captions.legend(track_record=answer["trackRecord"])
    return Picture(
        name="forecast",
        title=title,
        heading=heading,
        sentences=sentences,
        panels=panels,
        legend=[LegendEntry(kind, text) for kind, text in meanings],
        notice="" if is_paused(answer=answer) else answer["notice"],
        patterns="period/forecast_patterns.svg",
        symbols="period/forecast_symbols.svg",
    )


def _timeline(answer: Mapping[str, Any], title: str, meanings: list[tuple[str, str]]) -> Panel:
    timeline = compose_timeline(answer=answer)
    return Panel(
        template="period/forecast.svg",
        data=timeline,
        height=timeline.height,
        title=title,
        description=" ".join(text for _, text in meanings),
    )
