"""An answer as lines of text, for the terminal of a command."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from glowcycle.management.terminal import draw_table, printable

Answer = Mapping[str, Any]

HEAD: Final = ("", "verdict", "window", "effect", "90 % interval", "cycles", "p", "adjusted")


def draw_insights(answer: Answer, *, kind: str) -> str:
    """Return what the answer tells, and a row for each window of each outcome."""
    cycles = answer["cycles"]
    lines = [
        f"{kind}, {answer['from']} to {answer['to']}: {cycles['complete']} complete cycles",
        answer["heading"],
        *answer["sentences"],
    ]
    if rows := [row for result in answer["results"] for row in _rows(result)]:
        lines += ["", *draw_table(HEAD, rows)]
    if cycles["leftOut"]:
        lines += ["", "Left out:", *map(_left_out, cycles["leftOut"])]
    lines += [each["text"] for each in answer["confounders"]]
    return "\n".join(printable(line).rstrip() for line in [*lines, "", answer["notice"]])


def _rows(result: Answer) -> Iterator[list[str]]:
    label = result["label"]
    for window in result["windows"]:
        yield [
            label,
            window["verdict"],
            window["window"],
            _number(window["effect"]),
            _interval(window["interval"]),
            str(window["cycles"]),
            _number(window["pValue"]),
            _number(window["adjustedPValue"]),
        ]
        label = ""


def _left_out(cycle: Answer) -> str:
    return f"{cycle['start']}, {cycle['length']} days: {cycle['text']}"


def _interval(interval: Answer | None) -> str:
    return f"{_number(interval['low'])} to {_number(interval['high'])}" if interval else ""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"
