"""No answer promises that a difference would have been found which would not."""

import random
from datetime import date, timedelta
from math import inf

import pytest

from glowcycle.insights.domain.cycles import WINDOWS, CompleteCycle, FoundCycles
from glowcycle.insights.domain.examination import examine
from glowcycle.insights.domain.outcomes import Insights, Outcome, OutcomeResult, WindowResult
from glowcycle.insights.phrases import LARGEST, UNITS
from glowcycle.insights.reading import InsightsReading
from glowcycle.insights.result_answer import ResultAnswer, WindowAnswer
from glowcycle.insights.words.facts import choose_facts

FIRST = date(2026, 1, 5)


def cycles_of(count):
    starts = (FIRST + timedelta(days=28 * number) for number in range(count))
    return [CompleteCycle(start=start, length=28, ovulation=15) for start in starts]


def test_two_neighbouring_moods_do_not_bound_what_would_have_been_found():
    dice = random.Random(1)
    outcomes = [
        Outcome(
            kind="mood",
            values={
                FIRST + timedelta(days=day): dice.choice([3.0, 4.0])
                for day in range(140)
                if dice.random() < 0.4
            },
        )
        for _ in range(10)
    ]
    found = examine(outcomes=outcomes, cycles=cycles_of(5), least_values=4)
    sizes = [
        window.smallest_effect
        for result in found.results
        for window in result.windows
        if window.smallest_effect is not None
    ]
    assert max(sizes) > 1  # the span of her values


@pytest.mark.parametrize("kind", ["energy", "mood", "pain", "tag"])
def test_where_nothing_is_surely_found_no_size_is_promised(kind):
    windows = [
        WindowResult(
            window=name, verdict="no_pattern", cycles=5, effect=1.0, low=-1.0, high=2.0, share=0.6,
            usual=0.5, p_value=0.5, adjusted=0.9, smallest_effect=inf,
        )
        for name in WINDOWS
    ]  # fmt: skip
    result = OutcomeResult(
        outcome=Outcome(kind=kind, name="x" if kind == "tag" else None, values={}),
        verdict="no_pattern",
        days=50,
        cycles=cycles_of(5),
        lacking=0,
        windows=windows,
    )
    for text in (ResultAnswer(result).text, WindowAnswer(result, windows[0]).text):
        assert text.endswith("These cycles could only have shown a very large difference.")
    assert WindowAnswer(result, windows[0]).smallest_effect == LARGEST[UNITS[kind]]
    reading = InsightsReading(
        as_of=FIRST,
        first=FIRST,
        last=FIRST,
        cycles=FoundCycles(complete=cycles_of(5)),
        insights=Insights(results=(result,), tests=3),
    )
    [told] = choose_facts(reading)
    assert (told.fact.is_blind, told.fact.smallest) == (True, None)
