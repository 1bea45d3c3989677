"""Facts as a model gets them, and every kind of sentence that their rules can say."""

import random
from dataclasses import replace

from glowcycle.insights.words.checker import own_rules
from glowcycle.insights.words.facts import Fact
from glowcycle.insights.words.grammar import Choice, Rule, parsed, spaced
from glowcycle.insights.words.rules import RULES

ENERGY = Fact(
    id="F1",
    subject="energy",
    unit="points",
    verdict="follows",
    cycles=9,
    window="perimenstrual",
    direction="lower",
    effect="8",
    low="4",
    high="12",
    seen=7,
)
TAG = Fact(
    id="F2",
    subject="{{TAG_2}}",
    unit="share",
    verdict="follows",
    cycles=11,
    window="premenstrual",
    direction="higher",
    effect="21",
    low="9",
    high="33",
    seen=10,
)
MOOD = Fact(id="F3", subject="mood", unit="steps", verdict="no_pattern", cycles=9, smallest="0.6")
PAIN = Fact(id="F4", subject="pain", unit="pain", verdict="too_early", cycles=2, lacking=3)
FOUR = (ENERGY, TAG, MOOD, PAIN)

OPEN = replace(
    ENERGY, subject="mood", unit="steps", window="midCycle", direction="higher", effect="0.3",
    low="0.1", high="0.7", is_open=True, seen=9,
)  # fmt: skip
RARE_TAG = replace(TAG, id="F1", subject="{{TAG_1}}", direction="lower", is_open=True, seen=8)
SCORE = replace(ENERGY, subject="darkCircles", unit="score", verdict="below_noise", effect="1.5")
NO_TAG = Fact(
    id="F2", subject="{{TAG_2}}", unit="share", verdict="no_pattern", cycles=6, smallest="18",
    untested=("perimenstrual", "midCycle"),
)  # fmt: skip
BLIND = Fact(id="F3", subject="pain", unit="pain", verdict="no_pattern", cycles=5, is_blind=True)
UNLIMITED = Fact(id="F3", subject="energy", unit="points", verdict="no_pattern", cycles=7)
ONE_LACKS = Fact(
    id="F1", subject="{{TAG_1}}", unit="share", verdict="too_early", cycles=4, lacking=1
)
ALL = (*FOUR, OPEN, RARE_TAG, SCORE, NO_TAG, BLIND, UNLIMITED, ONE_LACKS)


def any_sentence(fact, *, seed):
    """Return one of the sentences that say the fact."""
    words = _derive(Rule("sentence"), {**RULES, **own_rules(fact)}, random.Random(seed))
    text = spaced(words)
    return text if text.startswith("{{") else text[0].upper() + text[1:]


def _derive(node, rules, chance):
    match node:
        case str():
            return [node]
        case Rule(name):
            return _derive(parsed(rules[name]), rules, chance)
        case Choice(options):
            return _derive(chance.choice(options), rules, chance)
        case _:
            return [word for part in node for word in _derive(part, rules, chance)]


def rule_names(node):
    """Return the names of the rules that a rule's tree names."""
    match node:
        case str():
            return []
        case Rule(name):
            return [name]
        case Choice(options):
            return [name for option in options for name in rule_names(option)]
        case _:
            return [name for part in node for name in rule_names(part)]
