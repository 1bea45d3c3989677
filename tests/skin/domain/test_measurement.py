"""The limits of a measurement, and the advice in a refusal."""

from dataclasses import fields
from typing import get_args

import pytest

from glowcycle.errors import Invalid
from skin.domain.measurement import (
    METRICS,
    MISSING_REASONS,
    QUALITY_ISSUES,
    Measurement,
    Metrics,
    MissingReason,
    PoorPhoto,
    QualityIssue,
)

MISSING = dict.fromkeys(METRICS[1:], "not_told")


def test_the_five_metrics_are_named_once():
    assert tuple(field.name for field in fields(Metrics)) == METRICS


@pytest.mark.parametrize("score", [-1, 101, 50.0, True, "50"])
def test_a_score_must_be_a_whole_number_in_range(score):
    with pytest.raises(ValueError, match="pores"):
        Metrics(pores=score)


def test_only_measured_scores_are_listed_in_the_order_of_the_metrics():
    metrics = Metrics(pores=0, radiance=100)
    assert list(metrics.measured().items()) == [("radiance", 100), ("pores", 0)]


@pytest.mark.parametrize("confidence", [{}, {"pores": 0.5}, {"radiance": 0.5, "pores": 0.5}])
def test_confidence_is_given_for_the_measured_metrics_only(confidence):
    with pytest.raises(ValueError, match="measured metrics"):
        Measurement(
            metrics=Metrics(radiance=50), confidence=confidence, missing=MISSING, source="local"
        )


@pytest.mark.parametrize(
    "missing", [{}, MISSING | {"radiance": "blurred"}, {**MISSING, "shine": "blurred"}]
)
def test_each_metric_without_a_score_and_no_other_has_a_reason(missing):
    with pytest.raises(ValueError, match="reason"):
        Measurement(
            metrics=Metrics(radiance=50),
            confidence={"radiance": 1},
            missing=missing,
            source="local",
        )


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_confidence_lies_between_0_and_1(confidence):
    with pytest.raises(ValueError, match="between 0 and 1"):
        Measurement(
            metrics=Metrics(radiance=50),
            confidence={"radiance": confidence},
            missing=MISSING,
            source="local",
        )


def test_every_issue_and_every_missing_score_has_its_words():
    assert tuple(QUALITY_ISSUES) == get_args(QualityIssue)
    assert tuple(MISSING_REASONS) == get_args(MissingReason)


@pytest.mark.parametrize("reason", QUALITY_ISSUES)
def test_a_poor_photo_says_how_to_avoid_the_issue(reason):
    error = PoorPhoto(reasons=(reason,))
    assert isinstance(error, Invalid)
    assert error.code == "poor_photo"
    assert error.reasons == (reason,)
    assert QUALITY_ISSUES[reason] in str(error)


def test_every_reason_has_its_advice():
    message = str(PoorPhoto(reasons=("too_dark", "filtered")))
    assert "more light" in message
    assert "filter" in message
