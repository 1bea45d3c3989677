"""Checks that a text says one fact and nothing else.

A text passes only if the rules can say it with this fact's own subject, verdict,
window, direction and numbers. Whatever is not foreseen there is refused.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from glowcycle.insights.words import vocabulary
from glowcycle.insights.words.facts import Direction, Fact
from glowcycle.insights.words.grammar import is_sentence, tokens
from glowcycle.insights.words.rules import RULES, SENTENCES

MAX_LENGTH: Final = 300

_COUNTS: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_OTHER: Final = {"higher": "lower", "lower": "higher"}


def says(text: str, *, fact: Fact) -> bool:
    """Return whether the text is one sentence that says this fact and nothing else."""
    if len(text) > MAX_LENGTH:
        return False
    try:
        found = tokens(text)
    except ValueError:
        return False
    return is_sentence(found, rules={**RULES, **own_rules(fact)}, start="sentence")


def checked_texts(answer: object, *, facts: Sequence[Fact]) -> list[str]:
    """Return the texts of a model's answer: one for each fact, in their order.

    Raise ValueError for anything else, and if a text does not say its fact. Its message is a text
    of ours that holds nothing of the answer.
    """
    match answer:
        case {"sentences": [*sentences], **others} if not others and len(sentences) == len(facts):
            texts = [_text(each, fact.id) for each, fact in zip(sentences, facts, strict=True)]
        case _:
            raise ValueError("the answer is not a list of one sentence for each fact")
    if not all(says(text, fact=fact) for text, fact in zip(texts, facts, strict=True)):
        raise ValueError("a sentence does not say its fact")
    return texts


def own_rules(fact: Fact) -> Mapping[str, str]:
    """Return the rules that hold for this fact alone: its sentence, its values and their words."""
    singular, plural, scale = vocabulary.UNITS[fact.unit]
    said = {
        "sentence": SENTENCES[fact.verdict],
        "subject": vocabulary.SUBJECTS.get(fact.subject, fact.subject),
        "cycles": _count(fact.cycles),
        "unit": plural if fact.effect != "1" else singular,
        "units": f"{{{singular} | {plural}}}",
        "scale": scale,
        "limits": _limits(fact),
        "untested": " and ".join(vocabulary.UNTESTED[window] for window in fact.untested),
    }
    if fact.verdict == "too_early":
        is_one = fact.lacking == 1
        said["lacking"] = _count(fact.lacking)
        said["lacking_cycles"] = "cycle" if is_one else "cycles"
        said["are"] = "is" if is_one else "are"
        entries = "scans" if fact.unit == "score" else "{entries | logged days | days logged}"
        said["entries"] = f"with enough {entries}"
    if fact.smallest is not None:
        said["least"] = fact.smallest
        said["smallest"] = f"<{_form(fact)}_smallest>"
    if fact.window is not None and fact.direction is not None:
        said |= _effect(fact, fact.direction)
        said |= {"place": vocabulary.PLACES[fact.window], "span": vocabulary.SPANS[fact.window]}
    return said


def _text(sentence: object, fact_id: str) -> str:
    match sentence:
        case {"fact": str(named), "text": str(text), **others} if named == fact_id and not others:
            return text
    raise ValueError("a sentence is not one of a fact")


def _effect(fact: Fact, direction: Direction) -> dict[str, str]:
    """Return the rules for a difference in one window."""
    other, form = _OTHER[direction], _form(fact)
    return {
        "core": f"{{<{form}_plain> | <{form}_pattern>}}",
        "plain": f"<{form}_plain>",
        "range": f"<{form}_open>" if fact.is_open else f"<{form}_range>",
        "ends": f"<{form}_open_ends>" if fact.is_open else f"<{form}_ends>",
        "effect": fact.effect,
        "low": fact.low,
        "high": fact.high,
        "seen": _count(fact.seen),
        "in_cycles": "{<all_cycles> | <some_cycles>}"
        if fact.seen == fact.cycles
        else "<some_cycles>",
        "direction": direction,
        "other": other,
        "state": direction if form == "number" else "{<often> | <common>}",
        "moved": vocabulary.MOVED[direction],
        "beside_word": vocabulary.BESIDE[direction],
        "often": vocabulary.OFTEN[direction],
        "common": vocabulary.COMMON[direction],
        "more": vocabulary.MORE[direction],
        "fewer": vocabulary.MORE[other],
    }


def _limits(fact: Fact) -> str:
    """Return the rule for what could not be found, and where it is too early."""
    limit = "<blind>" if fact.is_blind else "<findable>" if fact.smallest is not None else ""
    if not fact.untested:
        return limit
    return f"{{{limit} <not_tested> | <not_tested> {limit}}}"


def _form(fact: Fact) -> str:
    return "days" if fact.unit == "share" else "number"


def _count(number: int) -> str:
    """Return the rule for a count of cycles: its digits, or its word."""
    return f"{{{number} | {_COUNTS[number]}}}" if number < len(_COUNTS) else str(number)
