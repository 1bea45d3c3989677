"""Her insights as a picture: a panel for each outcome shown, folded onto her cycle."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import LegendEntry, Picture
from glowcycle.insights.charts.captions import SHARE, Result, marked_windows
from glowcycle.insights.charts.fold_axis import scale_of
from glowcycle.insights.charts.folded_panel import folded_panel
from glowcycle.sentences import sentence

MOST_PANELS = 6
ALWAYS = ("energy", "mood", "metric")
"""Kinds of outcomes with a panel whatever was found. Any other has one if it follows her cycle."""

MEAN = sentence("Thick: your mean, where at least three periods tell of a day.")
BAND = sentence("The band shows how sure the mean is: it lies there 9 times out of 10.")
ONE_LINE = sentence(
    "A thin line is the days around one of your periods. Differences between whole cycles are "
    "taken out."
)
ONE_ROW = sentence(
    "A row below is the days around one of your periods: a full mark where you noted it, a pale "
    "one where you did not."
)
DAY_ZERO = sentence("0 is the first day of your period, −7 seven days before it.")
WINDOW = sentence("These days differ from your other days.")
AT_ITS_ENDS = sentence(
    "Ovulation lies between two periods, so the days around it stand at the ends of the picture, "
    "as far as it reaches."
)
NOT_MARKED = sentence(
    "The days around ovulation are not marked: in your cycles they lie at different places."
)
USUAL = sentence(
    "The short line is the mean of these days, the dashed one that of your other days."
)


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture of an answer of /journal/insights or /skin/insights, with `drawn`."""
    shown = with_panel(answer["results"])
    return Picture(
        name="insights",
        title=say("The days around your period"),
        heading=answer["heading"],
        sentences=[*answer["sentences"], *_sentences(answer["results"], shown)],
        panels=[folded_panel(result, scale=scale_of(_alike(result, shown))) for result in shown],
        legend=[*_legend(shown)],
        notice=answer["notice"],
        symbols="insights/folded_symbols.svg",
    )


def _sentences(results: Sequence[Result], shown: Sequence[Result]) -> Iterator[str]:
    """Yield what the drawing cannot show."""
    left_out = sum(bool(marked_windows(result)) for result in results if result not in shown)
    if left_out:
        yield say_counted(
            "The picture has no room for {count} more that follows your cycle.",
            "The picture has no room for {count} more that follow your cycle.",
            count=left_out,
        )
    days = [
        result["foldedDays"][window["window"]]
        for result in shown
        for window in marked_windows(result)
        if window["window"] == "midCycle"
    ]
    if days:
        yield translated(AT_ITS_ENDS if all(days) else NOT_MARKED)


def with_panel(results: Sequence[Result]) -> list[Result]:
    """Return the results that have a panel; none as long as each of them is too early."""
    if all(result["verdict"] == "too_early" for result in results):
        return []
    return [result for result in results if marked_windows(result) or result["kind"] in ALWAYS][
        :MOST_PANELS
    ]


def _alike(result: Result, shown: Sequence[Result]) -> list[Result]:
    """Return the results that share a scale with this one: all metrics, or it alone."""
    if result["kind"] != "metric":
        return [result]
    return [each for each in shown if each["verdict"] != "too_early"] or [result]


def _legend(shown: Sequence[Result]) -> Iterator[LegendEntry]:
    drawn = [result for result in shown if result["verdict"] != "too_early"]
    if not drawn:
        return
    yield LegendEntry("mean", translated(MEAN))
    yield LegendEntry("band", translated(BAND))
    if any(result["unit"] != SHARE for result in drawn):
        yield LegendEntry("line", translated(ONE_LINE))
    if any(result["unit"] == SHARE for result in drawn):
        yield LegendEntry("row", translated(ONE_ROW))
    yield LegendEntry("zero", translated(DAY_ZERO))
    if any(map(marked_windows, drawn)):
        yield LegendEntry("window", translated(WINDOW))
        yield LegendEntry("usual", translated(USUAL))
