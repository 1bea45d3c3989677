"""The checker takes each sentence that says its fact, and no other text."""

from dataclasses import replace
from itertools import count

import pytest

from glowcycle.insights.words.checker import MAX_LENGTH, checked_texts, own_rules, says
from glowcycle.insights.words.grammar import parsed
from glowcycle.insights.words.rules import RULES
from tests.glowcycle.insights.words import right_texts, wrong_texts
from tests.support.insight_facts import ALL, FOUR, TAG, any_sentence, rule_names

SENTENCES = 25
OTHER_WINDOW = {
    "perimenstrual": "premenstrual",
    "premenstrual": "midCycle",
    "midCycle": "perimenstrual",
}


def sentences(fact):
    """Return SENTENCES of the sentences that say the fact, each short enough."""
    found = (any_sentence(fact, seed=seed) for seed in count())
    short = (text for text in found if len(text) <= MAX_LENGTH)
    return [next(short) for _ in range(SENTENCES)]


def altered(fact):
    """Yield facts that differ in something which each sentence must say."""
    yield replace(fact, subject="{{TAG_9}}" if fact.unit == "share" else "radiance")
    if fact.effect:
        yield replace(fact, effect=f"{fact.effect}1")
        yield replace(fact, direction="lower" if fact.direction == "higher" else "higher")
        yield replace(fact, window=OTHER_WINDOW[fact.window])
        yield replace(fact, verdict="follows" if fact.verdict != "follows" else "below_noise")
    if fact.smallest:
        yield replace(fact, smallest=f"{fact.smallest}1")
        yield replace(fact, smallest=None, is_blind=True)
    if fact.verdict == "no_pattern":
        yield replace(fact, untested=() if fact.untested else ("midCycle",))
    if fact.lacking:
        yield replace(fact, lacking=fact.lacking + 1)
        yield replace(fact, verdict="no_pattern")


@pytest.mark.parametrize(("fact", "text"), right_texts.EACH)
def test_a_right_text_passes(fact, text):
    assert says(text, fact=fact)


@pytest.mark.parametrize(("fact", "text", "kind"), wrong_texts.EACH)
def test_a_wrong_text_is_refused(fact, text, kind):
    assert not says(text, fact=fact), kind


def test_there_are_enough_texts():
    assert len({text for _, text in right_texts.EACH}) >= 40
    assert len({text for _, text, _ in wrong_texts.EACH}) >= 300


@pytest.mark.parametrize("fact", ALL)
def test_each_sentence_of_the_rules_passes_for_its_fact_and_for_no_other(fact):
    others = [*altered(fact), *(other for other in ALL if other is not fact)]
    for text in sentences(fact):
        assert says(text, fact=fact), text
        assert [other for other in others if says(text, fact=other)] == [], text


@pytest.mark.parametrize("fact", ALL)
def test_the_rules_of_a_fact_name_no_missing_rule(fact):
    rules = {**RULES, **own_rules(fact)}
    reached, waiting = set(), ["sentence"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += rule_names(parsed(rules[name]))
    assert reached <= rules.keys()


def test_a_text_is_not_longer_than_the_limit():
    long = next(t for s in count() if len(t := any_sentence(TAG, seed=s)) > MAX_LENGTH)
    assert not says(long, fact=TAG)


def answer(*texts, **more):
    told = zip(FOUR, texts, strict=False)
    return {"sentences": [{"fact": fact.id, "text": text} for fact, text in told], **more}


def test_an_answer_has_one_text_for_each_fact_in_their_order():
    texts = [right_texts.RIGHT[fact][0] for fact in FOUR]
    assert checked_texts(answer(*texts), facts=FOUR) == texts


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {},
        "text",
        {"sentences": {}},
        {"sentences": []},
        {"sentences": None},
        answer(*(right_texts.RIGHT[fact][0] for fact in FOUR[:3])),
        answer(*(right_texts.RIGHT[fact][0] for fact in FOUR), more=1),
        answer(*(right_texts.RIGHT[fact][0] for fact in reversed(FOUR))),
        answer(*[right_texts.RIGHT[FOUR[0]][0]] * 4),
        answer(*(right_texts.RIGHT[fact][0] for fact in FOUR[:3]), 7),
        answer(*(right_texts.RIGHT[fact][0] for fact in FOUR[:3]), None),
        answer(*(right_texts.RIGHT[fact][0] for fact in FOUR[:3]), "\ud800"),
        {"sentences": [right_texts.RIGHT[fact][0] for fact in FOUR]},
        {"sentences": [{"text": right_texts.RIGHT[fact][0]} for fact in FOUR]},
        {"sentences": [{"fact": "F1", "text": right_texts.RIGHT[fact][0]} for fact in FOUR]},
        {
            "sentences": [
                {"fact": fact.id, "text": right_texts.RIGHT[fact][0], "why": ""} for fact in FOUR
            ]
        },
        {
            "sentences": [
                *answer(*(right_texts.RIGHT[fact][0] for fact in FOUR))["sentences"],
                {"fact": "F5", "text": "Your energy."},
            ]
        },
    ],
)
def test_any_other_answer_is_refused(wrong):
    with pytest.raises(ValueError, match=r"sentence|zip"):
        checked_texts(wrong, facts=FOUR)
