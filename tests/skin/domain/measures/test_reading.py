"""What a measure may say."""

import pytest

from skin.domain.measures.reading import Reading, no_score, scored


def test_a_score_is_half_where_both_sides_are_equal():
    assert scored(better=0.3, worse=0.3, confidence=0.123) == Reading(
        score=50, missing=None, confidence=0.12
    )


def test_a_score_is_never_clipped():
    worst, best = (scored(better=by, worse=1 / by, confidence=0.1) for by in (1e-9, 1e9))
    assert 0 <= worst.score < best.score <= 100


def test_a_reading_without_a_score_names_the_reason():
    reading = no_score("too_coarse")
    assert (reading.score, reading.missing, reading.confidence) == (None, "too_coarse", 0)


@pytest.mark.parametrize(("score", "reason"), [(None, None), (50, "blurred")])
def test_a_reading_has_a_score_or_a_reason(score, reason):
    with pytest.raises(ValueError, match="a reading has"):
        Reading(score=score, missing=reason, confidence=0.1)
