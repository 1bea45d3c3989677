"""Her own words as labels: cut where there is no room, and never inside what she sees as one."""

import pytest

from glowcycle.charts.labels import isolated, shortened, text_width

FAMILY = "👩‍👩‍👧‍👦"
WAVE = "👋🏽"


@pytest.mark.parametrize("text", ["tired", "😌", "مرهقة", "疲れた", FAMILY, ""])
def test_a_text_with_room_stays_as_it_is(text):
    assert shortened(text, width=200) == text


def test_a_long_text_ends_with_an_ellipsis_within_its_room():
    for text in ("a mood of many words " * 3, "W" * 64, "😌" * 64, "疲" * 64, "مرهق" * 16):
        short = shortened(text, width=100)
        assert short.endswith("…")
        assert len(short) > 4
        assert text.startswith(short[:-1])
        assert text_width(short) <= 100


@pytest.mark.parametrize("one", [FAMILY, WAVE, "e\u0301", "☺\ufe0f"])
def test_what_she_sees_as_one_character_is_kept_or_left_out_as_one(one):
    for width in range(20, 120, 3):
        kept = shortened(one * 20, width=width).removesuffix("…")
        assert kept == one * (len(kept) // len(one))


def test_a_joined_emoji_is_as_wide_as_another():
    assert text_width(FAMILY) == text_width("😌") == text_width(WAVE)


def test_words_from_right_to_left_are_closed_off_from_the_text_around_them():
    assert isolated("עייפה") == "\u2068עייפה\u2069"
