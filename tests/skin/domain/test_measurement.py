"""What a measurement may say, and what a refusal tells her to change."""

from dataclasses import fields

import pytest

from glowcycle.errors import Invalid
from skin.domain.measurement import JUDGEMENTS, METRICS, Measurement, Metrics, PoorPhoto


def test_the_five_metrics_are_named_once():
    assert tuple(field.name for field in fields(Metrics)) == METRICS


@pytest.mark.parametrize("score", [-1, 101, 50.0, True, "50"])
def test_a_score_that_is_no_whole_number_in_range_is_never_bent_into_one(score):
    with pytest.raises(ValueError, match="pores"):
        Metrics(pores=score)


def test_only_what_was_measured_is_listed_in_the_order_of_the_metrics():
    metrics = Metrics(pores=0, radiance=100)
    assert list(metrics.measured().items()) == [("radiance", 100), ("pores", 0)]


@pytest.mark.parametrize("confidence", [{}, {"pores": 0.5}, {"radiance": 0.5, "pores": 0.5}])
def test_confidence_is_told_for_what_was_measured_and_nothing_else(confidence):
    with pytest.raises(ValueError, match="measured metrics"):
        Measurement(metrics=Metrics(radiance=50), confidence=confidence, source="local")


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_confidence_lies_between_0_and_1(confidence):
    with pytest.raises(ValueError, match="between 0 and 1"):
        Measurement(
            metrics=Metrics(radiance=50), confidence={"radiance": confidence}, source="local"
        )


@pytest.mark.parametrize("reason", JUDGEMENTS)
def test_a_poor_photo_says_what_to_change(reason):
    refused = PoorPhoto(reasons=(reason,))
    assert isinstance(refused, Invalid)
    assert refused.code == "poor_photo"
    assert refused.reasons == (reason,)
    assert JUDGEMENTS[reason] in str(refused)


def test_every_reason_is_told():
    message = str(PoorPhoto(reasons=("too_dark", "filtered")))
    assert "more light" in message
    assert "filter" in message
