"""Where each mood stands from 1 to 5: by her own order, or as most people mean it."""

from itertools import pairwise

import pytest

from glowcycle.insights.domain.mood_scale import BEST, WORST, MoodScale
from journal.domain.moods import SUGGESTED_MOODS

COMMON = {
    5: ["🤩", "great", "Awesome", "genial", "toll", "génial", "rad", "10/10"],
    4: ["😊", "😌", "good", "Calm", "bien", "gut", "heureuse", "balanced"],
    3: ["😐", "ok", "Meh", "so-so", "so so", "geht so", "más o menos", "bof"],
    2: ["😤", "😣", "bad", "Irritable", "anxious", "ansiosa", "gereizt", "stressée"],
    1: ["😢", "awful", "sad", "triste", "traurig", "affreux", "fugly", "1/10"],
}


@pytest.mark.parametrize(
    ("mood", "step"), [(mood, step) for step, moods in COMMON.items() for mood in moods]
)
def test_common_moods_have_a_step(mood, step):
    assert MoodScale().value(mood) == step


def test_every_suggested_mood_has_a_place():
    assert all(MoodScale().value(mood) for mood in SUGGESTED_MOODS)


@pytest.mark.parametrize("mood", ["😊\ufe0f", " GOOD ", "good\u200b", "Good\n"])
def test_another_spelling_has_the_same_place(mood):
    assert MoodScale().value(mood) == 4


@pytest.mark.parametrize(
    "mood", ["", " ", "purple", "not good", "0/10", "11/10", "7/5", "5.5/10", "🦄", "٣/10"]
)
def test_another_mood_has_no_place(mood):
    assert MoodScale().value(mood) is None


def test_ratings_of_ten_are_spread_evenly():
    values = [MoodScale().value(f"{rating}/10") for rating in range(1, 11)]
    steps = {round(after - before, 9) for before, after in pairwise(values)}
    assert (values[0], values[-1], len(steps)) == (WORST, BEST, 1)


@pytest.mark.parametrize("count", [2, 3, 5, 7, 50])
def test_her_own_order_is_spread_evenly(count):
    order = [f"mood {number}" for number in range(count)]
    scale = MoodScale(order)
    values = [scale.value(mood) for mood in order]
    assert (values[0], values[-1]) == (pytest.approx(BEST), pytest.approx(WORST))
    steps = [before - after for before, after in pairwise(values)]
    assert steps == pytest.approx([4 / (count - 1)] * (count - 1))


def test_her_own_order_alone_holds():
    scale = MoodScale(["😢", "purple", "😊"])
    assert [scale.value(mood) for mood in ("😢", "purple", "😊")] == [5, 3, 1]
    assert scale.value("great") is None
    assert scale.value("🤩") is None
    assert scale.value("7/10") is None
    assert scale.value("Purple ") == 3


def test_a_single_mood_makes_no_scale():
    scale = MoodScale(["😊"])
    assert (scale.value("😊"), scale.value("😢")) == (None, None)


def test_a_hostile_order_takes_each_word_once():
    order = ["Good", "good ", "GOOD", "", " ", "\ufe0f", "bad", "good\u200b"]
    scale = MoodScale(order)
    assert (scale.value("gOOd"), scale.value("bad"), scale.value("")) == (5, 1, None)
    assert MoodScale(["", " "]).value("good") == 4  # as if she said nothing
