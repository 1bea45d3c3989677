"""No right text stays right when a number, direction, window or verdict of it changes."""

import re
from itertools import cycle, islice

import pytest

from glowcycle.insights.words.checker import says
from tests.glowcycle.insights.words.right_texts import EACH

NUMBER = re.compile(r"(?<![\w_])\d+(?:\.\d+)?(?!\w|}})")
SPELLED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
OPPOSITES = {
    "above": "below",
    "before": "after",
    "below": "above",
    "dropped": "rose",
    "fewer": "more",
    "higher": "lower",
    "less": "more",
    "lower": "higher",
    "rose": "dropped",
}
WINDOWS = {
    "around your period": ("before your period", "around ovulation", "after your period"),
    "around the start of your period": ("around the end of your period",),
    "days before your period": ("days after your period", "days before ovulation"),
    "its third day": ("its fourth day", "its first day", "its last day"),
    "around ovulation": ("around your period", "before ovulation"),
    "in the middle of your cycle": ("at the end of your cycle", "at the start of your cycle"),
    "first three days": ("last three days",),
}
VERDICTS = {
    "no pattern": ("a pattern", "a weak pattern", "almost no pattern", "no clear pattern"),
    "a pattern": ("no pattern", "a slight pattern", "a clear pattern"),
    "follows": ("does not follow", "may follow", "seems to follow", "causes"),
    "too early": ("not too early", "almost too early", "too late", "early"),
    "would": ("could never", "would not"),
    "smaller than one scan": ("larger than one scan",),
    "less than one scan": ("more than one scan",),
}
INTRUDERS = (
    *("not", "never", "no", "slightly", "almost", "hardly", "always", "twice", "half", "because"),
    *("perhaps", "8", "0", "100", "%", "percent", "energy", "ovulation", "pregnant", "doctor"),
    *("{{TAG_1}}", "{{TAG_2}}", "\u200b", "<b>"),
)


def replaced(text, old, new):
    """Yield the text with one `old` replaced, for each place where it stands as a word."""
    for found in re.finditer(rf"(?<![\w.]){re.escape(old)}(?!\w)", text, re.IGNORECASE):
        kept = new.capitalize() if found[0][0].isupper() else new
        yield f"{text[: found.start()]}{kept}{text[found.end() :]}"


def changed_numbers(text):
    for found in NUMBER.finditer(text):
        value, rest = found[0], (text[: found.start()], text[found.end() :])
        size = float(value)
        for other in (size + 1, size + 0.1, size * 10, max(size - 1, 0), -size):
            yield f"{rest[0]}{other:g}{rest[1]}"
        yield f"{rest[0]}{value}0{rest[1]}"
        yield f"{rest[0]}{value}.0{rest[1]}"
        yield f"{rest[0]}{rest[1]}"
    for place, word in enumerate(SPELLED):
        for other in {SPELLED[place - 1], SPELLED[(place + 1) % len(SPELLED)]}:
            yield from replaced(text, word, other)


def changed_words(text, changes):
    for old, others in changes.items():
        for new in (others,) if isinstance(others, str) else others:
            yield from replaced(text, old, new)


def with_intruders(text):
    """Yield the text with two of INTRUDERS at each place; each of them comes again and again."""
    words, intruders = text.split(" "), cycle(INTRUDERS)
    for place in range(len(words) + 1):
        for intruder in islice(intruders, 2):
            yield " ".join([*words[:place], intruder, *words[place:]])


def accepted(texts, *, fact):
    return [text for text in texts if says(text, fact=fact)]


@pytest.mark.parametrize(("fact", "text"), EACH)
def test_no_changed_number_passes(fact, text):
    assert accepted(changed_numbers(text), fact=fact) == []


@pytest.mark.parametrize("changes", [OPPOSITES, WINDOWS, VERDICTS])
@pytest.mark.parametrize(("fact", "text"), EACH)
def test_no_changed_direction_window_or_verdict_passes(fact, text, changes):
    assert accepted(changed_words(text, changes), fact=fact) == []


@pytest.mark.parametrize(("fact", "text"), EACH)
def test_no_added_word_passes(fact, text):
    assert accepted(with_intruders(text), fact=fact) == []


def test_each_right_text_is_changed_in_many_ways():
    each = [
        [*changed_numbers(text), *changed_words(text, {**OPPOSITES, **WINDOWS, **VERDICTS})]
        for _, text in EACH
    ]
    assert min(map(len, each)) >= 4
    assert sum(map(len, each)) >= 1_000
