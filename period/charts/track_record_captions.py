"""The words of the track record: its legend, and what to say if ranges have held too seldom."""

from collections.abc import Iterator, Mapping
from typing import Any

from glowcycle.api.languages import say, say_counted
from period.charts.track_record import MAX_ROWS
from period.domain.forecast.backtest import falls_short


def legend(*, track_record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the meaning of each part of the track record."""
    yield "given", say("Range predicted when that cycle began. The line is the predicted date.")
    scored, inside = track_record["scored"], _inside(track_record)
    text = say(
        "Period that began in its range: {inside} of {scored}.", inside=inside, scored=scored
    )
    if scored > MAX_ROWS:
        newest = say("The newest {rows} are drawn.", rows=MAX_ROWS)
        text = f"{text} {newest}"
    yield "inside", text
    if inside < scored:
        yield "outside", say("Period that began outside its range.")


def shortfall(*, track_record: Mapping[str, Any]) -> str | None:
    """Return what to say if her past periods have clearly kept to their ranges too seldom."""
    scored, inside = track_record["scored"], _inside(track_record)
    if not falls_short(inside=inside, scored=scored, level=track_record["level"]):
        return None
    if 2 * inside < scored:
        text = say("This has rarely held so far: take the dates loosely.")
    else:
        text = say("This has held less often so far: take the dates loosely.")
    return f"{text} {_held(track_record)}"


def _inside(track_record: Mapping[str, Any]) -> int:
    """Return how many past periods began in their ranges."""
    inside: int = round(track_record["scored"] * (track_record["insideRange"] or 0))
    return inside


def _held(track_record: Mapping[str, Any]) -> str:
    return say_counted(
        "{inside} of {count} past period began in its range.",
        "{inside} of {count} past periods began in their ranges.",
        count=track_record["scored"],
        inside=_inside(track_record),
    )
