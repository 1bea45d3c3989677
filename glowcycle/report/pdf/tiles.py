"""Four boxes on top of page one: last period, length, regularity and bleeding."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from glowcycle.api.languages import say, say_counted
from glowcycle.charts.layout import parse_day
from glowcycle.report.pdf import words
from glowcycle.report.pdf.sheet import LEADING, POINT, QUIET, RULE, SHADE, SMALL, Sheet
from glowcycle.report.texts.amounts import days as days_text
from glowcycle.report.texts.cycles import untold_text

Answer = Mapping[str, Any]

HEIGHT, GAP, PAD = 18.0, 2.5, 2.0
LARGEST = 15.0


class Tile(NamedTuple):
    """A number in large type, and below it what it rests on."""

    label: str
    value: str
    basis: str


def draw_tiles(sheet: Sheet, answer: Answer) -> None:
    """Draw the boxes side by side. To a reader of the tags they are a table."""
    tiles = _tiles(answer)
    sheet.ensure(HEIGHT + 2)
    top = sheet.y + 1
    width = (sheet.epw - (len(tiles) - 1) * GAP) / len(tiles)
    lefts = [sheet.l_margin + index * (width + GAP) for index in range(len(tiles))]
    with sheet.tags.artifact():
        sheet.set_fill_color(SHADE)
        sheet.set_draw_color(RULE)
        sheet.set_line_width(0.2)
        for left in lefts:
            sheet.rect(left, top, width, HEIGHT, "DF", round_corners=True, corner_radius=1.2)
    with sheet.tags.node("Table"):
        with sheet.tags.node("TR"):
            for left, tile in zip(lefts, tiles, strict=True):
                with sheet.tags.node("TH", scope="Column"), sheet.tags.marked():
                    sheet.style(SMALL, color=QUIET)
                    sheet.put(tile.label, x=left + PAD, baseline=top + 4.4)
        with sheet.tags.node("TR"):
            for left, tile in zip(lefts, tiles, strict=True):
                with sheet.tags.node("TD"), sheet.tags.marked():
                    _draw_value(sheet, tile, x=left + PAD, top=top, width=width - 2 * PAD)
    sheet.y = top + HEIGHT + 2


def _draw_value(sheet: Sheet, tile: Tile, *, x: float, top: float, width: float) -> None:
    size = LARGEST
    while sheet.width_of(tile.value, size, True) > width:
        size -= 0.5
    sheet.style(size, bold=True)
    sheet.put(tile.value, x=x, baseline=top + 10.6)
    lines = sheet.lines(tile.basis, width=width, size=SMALL)[:2]
    sheet.style(SMALL)
    for index, line in enumerate(lines):
        sheet.put(line, x=x, baseline=top + 14 + index * SMALL * LEADING * POINT * 0.9)


def _tiles(answer: Answer) -> list[Tile]:
    cycles = answer["cycles"]
    last = cycles["lastPeriod"]
    too_little = say("too little logged to tell")
    no_cycle = _untold(cycles["figo"], "regularity", too_little)
    no_period = _untold(cycles["figo"], "duration", too_little)
    is_of_a_method = _is_of_a_method(answer)
    label = say("Last bleeding began") if is_of_a_method else say("Last period began")
    length, bleeding = (
        _spread(cycles[name], is_period=name == "bleeding") for name in ("length", "bleeding")
    )
    if is_of_a_method:
        length, bleeding = _without_hormones(length), _without_hormones(bleeding)
    return [
        Tile(label, words.day(last), _days_before(last, answer)),
        Tile(say("Length of the cycle"), *(length or no_cycle)),
        Tile(say("Regularity"), *_regularity(cycles["figo"])),
        Tile(say("Days of bleeding"), *(bleeding or no_period)),
    ]


def _is_of_a_method(answer: Answer) -> bool:
    """Return whether the last bleeding counts for no cycle since contraception makes it."""
    last = answer["cycles"]["lastPeriod"]
    newest = [each for each in answer["cycles"]["periods"] if each["start"] == last]
    return any(each["leftOut"] == "life_stage" for each in newest) and any(
        stage["kind"] == "contraception" and stage["start"] <= last <= (stage["end"] or last)
        for stage in answer["stages"]
    )


def _days_before(day: str | None, answer: Answer) -> str:
    if day is None:
        return say("none logged")
    if answer["to"] < answer["asOf"]:  # there may be a later one
        return say("the last one up to {day}", day=words.day(answer["to"]))
    count = (parse_day(answer["asOf"]) - parse_day(day)).days
    if count == 0:
        return say("the day of this report")
    return say_counted(
        "{count} day before this report", "{count} days before this report", count=count
    )


def _regularity(figo: list[Answer]) -> tuple[str, str]:
    for one in figo:
        if one["term"] == "regularity" and one["finding"] is not None:
            return words.finding(one["finding"]), say_counted(
                "differ by {days} in {count} cycle",
                "differ by {days} in {count} cycles",
                count=one["count"],
                days=days_text(one["measured"]),
            )
        if one["term"] == "regularity":
            numbers = {"count": one["count"], "needed": one["needed"]}
            return _untold(
                figo, one["term"], say("{count} of the {needed} cycles that it needs", **numbers)
            )
    return _untold(figo, "regularity", say("too little logged to tell"))


def _spread(spread: Answer | None, *, is_period: bool) -> tuple[str, str] | None:
    if spread is None:
        return None
    median, days, count = days_text(spread["median"]), words.of_spread(spread), spread["count"]
    if is_period:
        return median, say_counted(
            "{days} in {count} period", "{days} in {count} periods", count=count, days=days
        )
    return median, say_counted(
        "{days} in {count} cycle", "{days} in {count} cycles", count=count, days=days
    )


def _without_hormones(told: tuple[str, str] | None) -> tuple[str, str] | None:
    """Return the number and its basis, which are of the time without a hormonal method."""
    return told and (told[0], say("{basis} without hormones", basis=told[1]))


def _untold(figo: list[Answer], term: str, too_little: str) -> tuple[str, str]:
    """Return a dash, and why: her method or stage where that is the reason, else `too_little`."""
    reasons = (
        untold_text(each["untold"]) for each in figo if each["term"] == term and each["untold"]
    )
    return words.NOTHING, next(reasons, too_little)
