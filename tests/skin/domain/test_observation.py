"""Observations: our sentences from a model's codes, and texts that come in with an import."""

from itertools import product
from typing import get_args

import pytest

from glowcycle.api.languages import in_language, translated
from glowcycle.sentences import Sentence
from skin.domain.observation import (
    LIGHT_FROM_ABOVE,
    MAX_CHARACTERS,
    SOFT_PHOTO,
    Observation,
    What,
    Where,
    as_sentence,
    is_plain,
    share_of_skin,
)

CODES = [*product(get_args(What), get_args(Where))]
OURS = [
    SOFT_PHOTO,
    LIGHT_FROM_ABOVE,
    share_of_skin(percent=43),
    *(Observation(*codes).text for codes in CODES),
]
IN_GERMAN = {
    ("shine", "forehead"): "Glanz auf der Stirn.",
    ("shadow", "under_eyes"): "Schatten unter den Augen.",
    ("smooth_skin", "whole_face"): "Glatte Haut im ganzen Gesicht.",
}


def test_each_pair_of_codes_has_a_sentence_of_its_own():
    texts = {str(Observation(*codes).text) for codes in CODES}
    assert len(texts) == len(CODES) == len(get_args(What)) * len(get_args(Where))
    assert "Visible pores on the nose." in texts


@pytest.mark.parametrize("text", OURS, ids=str)
def test_a_stored_sentence_of_ours_is_found_again(text):
    stored = str(text).encode().decode()
    assert is_plain(stored)
    found = as_sentence(stored)
    assert isinstance(found, Sentence)
    assert (found, found.template) == (stored, text.template)


@pytest.mark.parametrize(("codes", "german"), IN_GERMAN.items(), ids=str)
def test_a_stored_sentence_is_told_in_her_language(codes, german):
    with in_language("de"):
        assert translated(as_sentence(str(Observation(*codes).text))) == german


@pytest.mark.parametrize(
    "text",
    [
        "Fine shine along the forehead and nose.",
        "Slight unevenness on the left cheek, 3 small spots.",
        "Hydratée, éclat régulier.",
        "Mild acne on the chin.",
        "x" * MAX_CHARACTERS,
    ],
)
def test_a_text_of_an_earlier_model_stays_as_it_is(text):
    assert is_plain(text)
    assert as_sentence(text) == text
    assert not isinstance(as_sentence(text), Sentence)


@pytest.mark.parametrize(
    "text",
    [
        5,
        "",
        " Shine.",
        "two\nlines",
        "x" * (MAX_CHARACTERS + 1),
        "\u202eenihS",
        "<b>Shine</b>",
        "Look at scam.example",
        "See https://scam.example",
        "Write to me@localhost",
        "Ring 0800 1234",
        "Ring +49-30-90 26 0",
        "Ring ٠٨٠٠ ١٢٣٤",
        "Ring ⓪⑧⓪⓪",
    ],
)
def test_a_text_with_markup_a_link_or_a_telephone_number_is_refused(text):
    assert not is_plain(text)
