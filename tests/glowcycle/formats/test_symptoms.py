"""The same symptom has the same word, whichever app wrote it."""

import pytest

from glowcycle.formats.symptoms import find_symptom, name_symptom


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("period_cramps", "cramps"),
        ("DrawingPain", "cramps"),
        ("TenderBreasts", "tender breasts"),
        ("breast_tenderness", "tender breasts"),
        ("Back pain", "back pain"),
        ("lower_back", "back pain"),
        ("LowEnergy", "fatigue"),
        ("UTI", "urinary tract infection"),
    ],
)
def test_a_symptom_has_one_word(name, word):
    assert find_symptom(name) == word
    assert name_symptom(name) == word


def test_her_own_symptom_keeps_her_words():
    assert find_symptom("Zahnweh") is None
    assert name_symptom(" Zahnweh ") == "Zahnweh"


def test_a_long_text_is_no_symptom_of_ours():
    assert find_symptom("a" * 10_000_000) is None
