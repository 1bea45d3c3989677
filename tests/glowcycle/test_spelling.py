"""Which spellings of hers are one word, and which spelling she reads."""

from collections import Counter

import pytest

from glowcycle.spelling import usual_spelling, word_key

SAME = [
    ("Cramps", "cramps", " CRAMPS\n"),
    ("long  walk", "Long walk", "\tlong\u00a0walk "),
    ("Müde", "mu\u0308de", "MÜDE"),
    ("straße", "STRASSE"),
    ("☺", "☺\ufe0f", "☺\ufe0e"),
    ("👍", "👍🏽", "👍🏿"),
    ("🤷\u200d♀\ufe0f", "🤷🏾\u200d♀\ufe0f", "🤷\u200d♀"),
    ("calm", "calm\u200b", "\u2067calm\u2069", "\ufeffcalm"),
]
OTHER = [("cramp", "cramps"), ("😊", "😌"), ("👩\u200d💻", "👨\u200d💻"), ("a b", "ab"), ("é", "e")]


@pytest.mark.parametrize("spellings", SAME, ids=lambda each: ascii(each[0]))
def test_spellings_of_one_word_have_one_key(spellings):
    assert len({word_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "another"), OTHER, ids=ascii)
def test_other_words_have_other_keys(one, another):
    assert word_key(one) != word_key(another)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\ufe0f", "🏽", "\u200b \u2060"], ids=ascii)
def test_a_text_without_a_word_has_no_key(text):
    assert word_key(text) == ""


def test_a_key_is_its_own_key():
    for spellings in SAME:
        key = word_key(spellings[-1])
        assert word_key(key) == key


def test_she_reads_the_spelling_that_she_uses_most():
    assert usual_spelling(Counter({"Cramps": 2, " cramps": 2, "cramps": 1})) == "cramps"
    assert usual_spelling(Counter({"b": 1, "B": 1})) == "B"
