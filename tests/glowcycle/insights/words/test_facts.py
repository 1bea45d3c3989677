"""A fact says what the answer says, and nothing of hers."""

from datetime import date

from glowcycle.insights.domain.cycles import WINDOWS, FoundCycles
from glowcycle.insights.domain.outcomes import Insights, Outcome, OutcomeResult, WindowResult
from glowcycle.insights.example_readings import journal_example, skin_example
from glowcycle.insights.reading import InsightsReading
from glowcycle.insights.sentences import result_text
from glowcycle.insights.words.facts import MAX_FACTS, choose_facts
from tests.support.insight_facts import ENERGY

DAY = date(2026, 3, 12)


def window(name="perimenstrual", verdict="follows", **values):
    return WindowResult(window=name, verdict=verdict, **{"cycles": 9, **values})


def found(name="perimenstrual", *, effect=-8.2, low=-12.4, high=-4.0, p_value=0.001):
    values = {"share": 7 / 9, "usual": 61.2, "adjusted": 0.01, "smallest_effect": 6.4}
    return window(name, effect=effect, low=low, high=high, p_value=p_value, **values)


def none(name, smallest=6.4):
    return window(name, "no_pattern", smallest_effect=smallest, p_value=0.5, effect=1.0)


def result(*windows, kind="energy", name=None, verdict="follows", lacking=0):
    outcome = Outcome(kind=kind, name=name, values={DAY: 1.0})
    return OutcomeResult(
        outcome=outcome, verdict=verdict, days=90, cycles=(), lacking=lacking, windows=windows
    )


def reading(*results, is_paused=False):
    return InsightsReading(
        as_of=DAY,
        first=DAY,
        last=DAY,
        cycles=FoundCycles(is_paused=is_paused),
        insights=Insights(results=results, tests=3),
    )


def facts(*results):
    return [told.fact for told in choose_facts(reading(*results))]


def test_a_difference_is_told_by_its_size_and_its_direction():
    assert facts(result(found())) == [ENERGY]


def test_her_own_words_are_days_of_100_behind_a_placeholder():
    tag = result(found(effect=0.214, low=0.09, high=0.33), kind="tag", name="wine")
    [told] = choose_facts(reading(tag))
    fact = told.fact
    assert (fact.subject, fact.effect, fact.low, fact.high) == ("{{TAG_1}}", "21", "9", "33")
    assert (fact.unit, fact.direction, told.name) == ("share", "higher", "wine")
    assert "wine" not in str(fact)


def test_an_interval_may_reach_into_the_other_direction():
    both = [found(effect=-8.2, low=-17.0, high=1.0), found(effect=8.2, low=-1.0, high=17.0)]
    for fact, direction in zip(facts(*map(result, both)), ("lower", "higher"), strict=True):
        assert (fact.direction, fact.low, fact.high, fact.is_open) == (direction, "1", "17", True)


def test_the_strongest_window_is_told():
    windows = [found(name, p_value=p) for name, p in zip(WINDOWS, (0.02, 0.001, 0.01), strict=True)]
    assert facts(result(*windows))[0].window == "premenstrual"


def test_no_pattern_says_what_would_have_been_found_in_any_window_and_which_were_not_asked():
    early = window("midCycle", "too_early", lacking=2)
    asked = (none("perimenstrual", 6.4), none("premenstrual", 9.4))
    first, second = facts(
        result(*asked, early, verdict="no_pattern"),
        result(*map(none, WINDOWS), kind="mood", verdict="no_pattern"),
    )
    assert (first.smallest, first.untested, first.is_blind) == ("9", ("midCycle",), False)
    assert (second.smallest, second.untested, second.is_blind) == (None, (), True)


def test_too_early_says_what_is_lacking():
    early = [window(name, "too_early", lacking=3) for name in WINDOWS]
    [fact] = facts(result(*early, verdict="too_early", lacking=3))
    assert fact.lacking == 3


def test_at_most_four_facts_come_in_the_order_of_the_answer():
    tags = [result(found(), kind="tag", name=name) for name in "abcde"]
    told = choose_facts(reading(*tags, result(*map(none, WINDOWS), verdict="no_pattern")))
    assert [(each.fact.id, each.name) for each in told] == [
        (f"F{place}", name) for place, name in enumerate("abcd"[:MAX_FACTS], 1)
    ]


def test_nothing_is_told_while_she_pauses():
    assert choose_facts(reading(result(found()), is_paused=True)) == []


def test_each_number_of_a_fact_stands_in_the_answer():
    for example in (journal_example(), skin_example()):
        for told in choose_facts(example):
            fact, text = told.fact, result_text(told.result)
            numbers = (fact.effect, fact.low, fact.high, fact.smallest, fact.seen, fact.lacking)
            assert [number for number in numbers if number and str(number) not in text] == []
