"""What the panels of insights show, read back from their markup."""

import re

from glowcycle.insights.charts.folded_picture import compose
from tests.support.svg import NAMESPACE, drawn, number, of_class, read

LEFT, RIGHT = 34, 314
DAY_WIDTH = (RIGHT - LEFT) / 29


def picture_of(answer):
    return read(drawn(compose(answer=answer)))


def panels_of(answer):
    """Return the panels of the picture by their titles, and each result by its label."""
    picture = compose(answer=answer)
    drawings = of_class(read(drawn(picture)), "panel")
    return [(panel.title, drawing) for panel, drawing in zip(picture.panels, drawings, strict=True)]


def panel_of(answer, place=0):
    return panels_of(answer)[place][1]


def points(path):
    return [tuple(map(float, pair)) for pair in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)]


def day_at(x):
    return round((x - LEFT) / DAY_WIDTH - 0.5) - 14


def read_scale(panel):
    """Return a function that reads a value at a height of the panel."""
    ticks = {number(tick, "y"): float(tick.text) for tick in of_class(panel, "scale")}
    (low, least), (high, most) = max(ticks.items()), min(ticks.items())
    return lambda y: least + (low - y) / (low - high) * (most - least)


def mean_points(panel):
    mean = of_class(panel, "mean")[0]
    found = [point for path in mean.iter(f"{NAMESPACE}path") for point in points(path.get("d"))]
    dots = [(number(dot, "cx"), number(dot, "cy")) for dot in mean.iter(f"{NAMESPACE}circle")]
    return sorted(found + dots)


def marked_days(panel):
    """Return the days that are marked, by their window."""
    found = {}
    for mark in of_class(panel, "window"):
        first = day_at(number(mark, "x") + DAY_WIDTH / 2)
        days = range(first, first + round(number(mark, "width") / DAY_WIDTH))
        found.setdefault(mark.get("data-window"), []).extend(days)
    return found
