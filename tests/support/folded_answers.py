"""Answers of insights with what their picture draws, made from invented values without a store."""

import random
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import cycle

from glowcycle.insights.charts.drawn import drawn
from glowcycle.insights.domain.cycles import WINDOWS, FoundCycles
from glowcycle.insights.domain.examination import examine
from glowcycle.insights.domain.outcomes import Outcome
from glowcycle.insights.reading import InsightsReading
from glowcycle.insights.serializers import insights_answer
from tests.support import diaries

FIRST = date(2025, 3, 3)
LENGTHS = (28, 27, 30, 28, 29, 26, 28, 31, 28)
METRICS = ("radiance", "moisture", "texture", "pores", "darkCircles")


def cycles_of(lengths=LENGTHS, luteal=(14,)):
    """Return cycles of these lengths, with ovulation `luteal` days before the next one, in turn."""
    cycles = diaries.cycles_of(*lengths, start=FIRST)
    return [
        replace(each, ovulation=each.length - days)
        for each, days in zip(cycles, cycle(luteal), strict=False)
    ]


def outcome(kind, name=None, *, usual=60.0, spread=6.0, effect=0.0, window=None, **more):
    """Return a function that makes an outcome of these cycles, with a value on most days.

    Its values are `usual`, and `effect` higher in the window; those of a yes or no are its odds.
    """

    def make(cycles):
        invented = random.Random(f"{kind} {name}")
        values = {}
        for each in cycles:
            for day in range(each.length):
                value = usual + effect * (window is not None and each.is_inside(window, day))
                if kind in ("tag", "symptom", "moodName"):
                    value = float(invented.random() < value)
                else:
                    value = round(invented.gauss(value, spread), 1)
                if invented.random() < 0.7:
                    values[each.start + timedelta(days=day)] = value
        return Outcome(kind=kind, name=name, values=values, **more)

    return make


def tag(name, *, effect=0.0, window=None, usual=0.1, kind="tag"):
    return outcome(kind, name, usual=usual, effect=effect, window=window)


ENERGY = outcome("energy", effect=-20, window="perimenstrual")
CALM_ENERGY = outcome("energy")
MOOD = outcome("mood", usual=3.5, spread=0.5)


def reading_of(*outcomes, cycles=None, least_values=4, **more):
    cycles = cycles_of() if cycles is None else cycles
    return InsightsReading(
        as_of=FIRST + timedelta(days=400),
        first=FIRST,
        last=FIRST + timedelta(days=400),
        cycles=more.pop("found", FoundCycles(complete=cycles)),
        insights=examine(
            outcomes=[make(cycles) for make in outcomes], cycles=cycles, least_values=least_values
        ),
        **more,
    )


def answer_of(*outcomes, **more):
    """Return the answer about these outcomes, and what the picture draws beside it."""
    return _answer(reading_of(*outcomes, **more))


def skin_reading(*, noise=4.0, **effects):
    """Return a reading of all metrics, with these effects around menses."""
    return reading_of(
        *(
            outcome(
                "metric",
                name,
                usual=40.0 + 8 * place,
                effect=effects.get(name, 0),
                window="perimenstrual",
                noise=noise,
            )
            for place, name in enumerate(METRICS)
        )
    )


def skin_answer(**more):
    return _answer(skin_reading(**more))


def paused_answer():
    return answer_of(cycles=[], found=FoundCycles(is_paused=True))


def spoken():
    """Yield the name of an answer and the answer, with every kind of sentence of the picture."""
    yield from ((name, _answer(reading)) for name, reading in _readings().items())


@cache
def _readings():
    """Return readings by name: each is the same in every language."""
    follow = [
        tag(f"⚘{number}", effect=0.5, window=window)
        for number, window in zip(range(9), cycle(WINDOWS), strict=False)
    ]
    elsewhere = cycles_of([30] * 10, luteal=(7, 12, 18, 24))
    return {
        "of all kinds": reading_of(ENERGY, MOOD, *follow),
        "around ovulation": reading_of(*follow[2:3], cycles=elsewhere),
        "of a calm life": reading_of(CALM_ENERGY, MOOD, outcome("pain", usual=3, spread=1)),
        "of skin": skin_reading(texture=-12),
        "of uncertain scans": skin_reading(texture=-12, noise=30),
        "too early": reading_of(ENERGY, MOOD, cycles=cycles_of([28, 28])),
        "in a pause": reading_of(cycles=[], found=FoundCycles(is_paused=True)),
    }


def _answer(reading):
    answer = insights_answer(reading, user_id="alice")
    return {**answer, **drawn(answer=answer, reading=reading)}
