"""Texts that the typefaces lack are told in brackets, in every language."""

import pytest

from glowcycle.api.languages import in_language
from glowcycle.report.pdf.drawable import drawable

SIGNS = {*range(0x20, 0x250), *range(0x370, 0x530), 0x2013}


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("", ""),
        ("Zoë, Ελένη, Наталья – 5 %", "Zoë, Ελένη, Наталья – 5 %"),
        ("Zoe\u0308", "Zoë"),
        ("two\r\nlines\tand\u2028more", "two lines and more"),
        ("😌", "[relieved face]"),
        ("👍🏽 ok", "[thumbs up sign] ok"),
        ("👩\u200d⚕\ufe0f", "[woman][staff of aesculapius]"),
        ("שרה כהן, ok", "[6 letters of another script], ok"),
        ("日", "[1 letter of another script]"),
        ("left\u202etfel\u202c", "lefttfel"),
        ("a\x00b", "ab"),
        ("\U000effff", "[u+effff]"),
    ],
)
def test_text_as_it_is_drawn(text, drawn):
    assert drawable(text, SIGNS) == drawn


def test_the_fallback_is_told_in_the_language():
    with in_language("de"):
        assert drawable("日本", SIGNS) == "[2 Buchstaben einer anderen Schrift]"
