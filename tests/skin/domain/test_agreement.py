"""What one to three looks of a model at a photo say together."""

import random
from statistics import fmean, median, pstdev

import pytest

from skin.domain.agreement import LOOK_NOISE, MAX_SPREAD, MEDIAN_NOISE, NEAR, agree, confidence_of
from skin.domain.measurement import METRICS, Metrics, PoorPhoto
from skin.domain.model_answer import ModelAnswer
from skin.domain.observation import Observation

SHINE, SHADOW = Observation("shine", "nose"), Observation("shadow", "under_eyes")


def look(texture=None, *, ruined=(), affected=(), observations=(), **scores):
    """Return an answer with these scores, sure of each by a half."""
    scores = {**scores} | ({} if texture is None else {"texture": texture})
    return ModelAnswer(
        affected_by=affected,
        ruined_by=ruined,
        observations=observations,
        metrics=Metrics(**scores),
        confidence=dict.fromkeys(scores, 0.5),
    )


def measured(*answers, seen=()):
    return agree(answers=answers, seen=seen, model_id="m")


def test_one_look_counts_as_it_is():
    told = measured(look(61, pores=40, affected=("makeup",), observations=(SHINE, SHADOW)))
    assert told.metrics.measured() == {"texture": 61, "pores": 40}
    assert told.confidence == {"texture": 0.5, "pores": 0.5}
    assert told.missing == dict.fromkeys(("radiance", "moisture", "dark_circles"), "not_told")
    assert told.quality == ("makeup",)
    assert told.observations == ("Shine on the nose.", "Shadow under the eyes.")
    assert (told.source, told.model_id, told.prompt_version) == ("bedrock", "m", "skin-2")


@pytest.mark.parametrize(
    ("values", "score"),
    [
        ((60, 70, 62), 62),
        ((60, 60, 60), 60),
        ((50, 65, 65), 65),  # 15 apart
        ((50, 66, 58), None),
        ((60, 63, None), 62),  # half a point goes to the even number
        ((61, None, 62), 62),
        ((50, None, 66), None),
        ((60, None, None), None),
    ],
    ids=str,
)
def test_the_score_is_the_median_of_looks_that_agree(values, score):
    told = measured(*map(look, values))
    assert told.metrics.texture == score
    numbers = [value for value in values if value is not None]
    reason = "unsure" if len(numbers) > 1 else "not_told"
    assert told.missing.get("texture") == (None if score is not None else reason)


def test_two_looks_count_with_their_mean():
    assert measured(look(60), look(64)).metrics.texture == 62
    assert measured(look(60), look(76)).missing["texture"] == "unsure"
    assert measured(look(60), look(pores=1)).missing["texture"] == "not_told"


def test_the_less_the_looks_agree_the_less_sure_is_the_score():
    by_spread = [confidence_of([50 - half, 50, 50 + half]) for half in range(8)]
    assert by_spread == sorted(by_spread, reverse=True)
    assert (by_spread[0], by_spread[7]) == (0.87, 0.57)
    assert confidence_of([50, 50]) == 0.76 < by_spread[0]


def test_the_confidence_is_how_often_another_median_comes_near():
    """Looks of the noise that is assumed: over many, the confidence is right on average."""
    dice = random.Random(7)

    def three():
        return [round(dice.gauss(50, LOOK_NOISE)) for _ in range(3)]

    pairs = [(three(), three()) for _ in range(4_000)]
    near = fmean(abs(median(a) - median(b)) <= NEAR for a, b in pairs)
    assert fmean(confidence_of(a) for a, _ in pairs) == pytest.approx(near, abs=0.03)


@pytest.mark.parametrize(("number", "noise"), MEDIAN_NOISE.items())
def test_the_median_is_as_noisy_as_the_formula_says(number, noise):
    dice = random.Random(3)
    medians = [median(dice.gauss(0, 1) for _ in range(number)) for _ in range(20_000)]
    assert pstdev(medians) == pytest.approx(noise, abs=0.01)


@pytest.mark.parametrize(
    ("ruined", "reasons"),
    [
        ([("blurred",)], ("blurred",)),
        ([("blurred",), ()], ("blurred",)),
        ([("blurred",), ("blurred", "no_face"), ()], ("blurred",)),
        ([("blurred",), ("too_dark",), ()], ("blurred", "too_dark")),
        ([("no_face",), ("no_face",), ("no_face", "makeup")], ("no_face",)),
    ],
    ids=str,
)
def test_half_of_the_looks_rule_a_photo_out(ruined, reasons):
    with pytest.raises(PoorPhoto) as poor:
        measured(*(look(50, ruined=each) for each in ruined))
    assert poor.value.reasons == reasons


def test_one_look_of_three_does_not_rule_a_photo_out_and_its_scores_do_not_count():
    told = measured(look(90, ruined=("no_face",)), look(60), look(62))
    assert (told.metrics.texture, told.quality) == (61, ())


def test_two_looks_must_name_what_affects_the_photo():
    one, other = look(50, affected=("makeup",)), look(50, affected=("blurred", "makeup"))
    assert measured(one, other, look(50)).quality == ("makeup",)
    assert measured(look(50, ruined=("blurred",)), other, look(50)).quality == ("blurred",)
    assert measured(one, look(50)).quality == ()


def test_what_the_pixels_tell_is_added_to_what_the_model_judges():
    seen = ("turned_away", "colour_cast")
    assert measured(look(50, affected=("makeup",)), seen=seen).quality == (
        *("colour_cast", "turned_away", "makeup"),
    )
    both = look(50, affected=("too_dark",))
    assert measured(both, seen=("too_dark",)).quality == ("too_dark",)


def test_two_looks_must_see_what_is_told():
    both, shadow = look(50, observations=(SHADOW, SHINE)), look(50, observations=(SHADOW,))
    assert measured(both, shadow, look(50)).observations == ("Shadow under the eyes.",)
    assert measured(both, look(50), look(50)).observations == ()


def test_no_more_is_told_than_a_scan_holds():
    places = ("forehead", "nose", "cheeks", "under_eyes", "around_mouth", "chin")
    seen = [Observation("shine", where) for where in places]
    first, second, third = (
        tuple(seen[at] for at in some) for some in ((0, 1, 2, 3), (2, 3, 4, 5), (4, 5, 0, 1))
    )
    assert (
        len(
            measured(*(look(50, observations=each) for each in (first, second, third))).observations
        )
        == 4
    )


def test_looks_that_agree_on_nothing_leave_a_reason_for_each_metric():
    wild = [look(**dict.fromkeys(METRICS, score)) for score in (10, 50, 90)]
    told = measured(*wild)
    assert told.metrics.measured() == {}
    assert told.missing == dict.fromkeys(METRICS, "unsure")
    assert MAX_SPREAD < 40
