"""One outcome as a panel: each menses a faint line, her mean a bold one with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from glowcycle.api.languages import say, translated
from glowcycle.charts.labels import isolated, shortened, text_width
from glowcycle.charts.layout import Panel
from glowcycle.insights.charts.captions import (
    AFTER,
    BEFORE,
    FIRST_DAY,
    SHARE,
    Result,
    captions,
    folded_text,
    marked_windows,
    unit_text,
)
from glowcycle.insights.charts.fold_axis import (
    DAY_WIDTH,
    HEIGHT,
    LEFT,
    NAMED_DAYS,
    RIGHT,
    Scale,
    Tick,
    day_left,
    day_middle,
    day_ticks,
    is_sure,
)
from glowcycle.insights.charts.fold_curves import (
    LONGEST_GAP_OF_MEANS,
    Curve,
    Mark,
    Rows,
    band,
    curve,
    marks,
    rows,
)

LINE_HEIGHT = 18.0
TITLE_Y = 15.0
GAP = 14.0
"""The room below the lowest caption, for the marks of windows."""


@dataclass(frozen=True, slots=True)
class DayColumn:
    """A day of the fold, and what it tells."""

    day: int
    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedPanel:
    """The drawing of one outcome from `top` to `bottom`; its rows end at `foot`.

    `usual` is the height of the mean outside of the window that differs most. Without a `scale`
    there is only its title, and the captions.
    """

    title: str
    unit: str
    captions: Sequence[Tick]
    bottom: float = 0.0
    foot: float = 0.0
    scale: Sequence[Tick] = ()
    marks: Sequence[Mark] = ()
    usual: float | None = None
    band: str = ""
    lines: Sequence[Curve] = ()
    rows: Rows | None = None
    mean: Curve | None = None
    columns: Sequence[DayColumn] = ()
    words: Sequence[str] = ()
    days: Sequence[Tick] = ()
    left: float = LEFT
    right: float = RIGHT
    zero: float = day_middle(0)
    day_width: float = round(DAY_WIDTH, 2)
    height: float = HEIGHT

    @property
    def top(self) -> float:
        """The upper edge of the plot."""
        return self.bottom - self.height

    @property
    def days_y(self) -> float:
        """The baseline of the days."""
        return self.foot + LINE_HEIGHT

    @property
    def words_y(self) -> float:
        """The baseline of the words below the days."""
        return self.days_y + LINE_HEIGHT


def folded_panel(result: Result, *, scale: Scale) -> Panel:
    """Return the panel of a result: its fold, or that it is too early."""
    said = [Tick(TITLE_Y + LINE_HEIGHT * row, text) for row, text in enumerate(captions(result), 1)]
    unit = result["unit"]
    title, beside = _fitted(result["label"], unit_text(unit)), unit_text(unit)
    if result["verdict"] == "too_early":
        return Panel(
            template="insights/folded_panel.svg",
            data=FoldedPanel(title=title, unit="", captions=said),
            height=said[-1].at + 6,
            title=isolated(result["label"]),
            description=result["text"],
        )
    bottom = said[-1].at + GAP + HEIGHT
    is_share = unit == SHARE
    found = rows(result["lines"], top=bottom + 4) if is_share else None
    told = [each for each in result["folded"] if each["mean"] is not None]
    data = FoldedPanel(
        title=title,
        unit=beside,
        captions=said,
        bottom=bottom,
        foot=bottom + (found.height + 4 if found else 0),
        scale=scale.ticks(bottom=bottom),
        marks=[*marks(result, scale=scale, bottom=bottom)],
        usual=_usual(result, scale, bottom),
        band=band(result["folded"], scale=scale, bottom=bottom),
        lines=[curve(line, scale=scale, bottom=bottom) for line in result["lines"] if not is_share],
        rows=found,
        mean=curve(
            [each["mean"] if is_sure(each) else None for each in result["folded"]],
            scale=scale,
            bottom=bottom,
            longest_gap=LONGEST_GAP_OF_MEANS,
        ),
        columns=[
            DayColumn(each["day"], day_left(each["day"]), folded_text(each, unit=unit))
            for each in told
        ],
        words=[translated(word) for word in (BEFORE, FIRST_DAY, AFTER)],
        days=day_ticks(),
    )
    return Panel(
        template="insights/folded_panel.svg",
        data=data,
        height=data.words_y + 6,
        title=isolated(result["label"]),
        description=_description(result),
    )


def _usual(result: Result, scale: Scale, bottom: float) -> float | None:
    windows = marked_windows(result)
    if not windows:
        return None
    strongest = max(windows, key=lambda window: abs(window["effect"]))
    return round(bottom - scale.height(strongest["usual"]), 2)


def _fitted(label: str, beside: str) -> str:
    """Return the name, shortened so that the text beside it has room."""
    width = RIGHT - text_width(beside) - text_width(" ")
    # Bold letters are wider.
    return isolated(shortened(label, width=width / 1.1))


def _description(result: Result) -> str:
    means = "; ".join(
        folded_text(each, unit=result["unit"])
        for each in result["folded"]
        if each["day"] in NAMED_DAYS and each["mean"] is not None
    )
    return say("{text} Means: {means}.", text=result["text"], means=means)
