"""What a measure may say."""

import pytest

from skin.domain.measures.reading import Reading, missing, score


def test_a_score_is_half_where_both_sides_are_equal():
    assert score(better=0.3, worse=0.3) == 50


def test_a_score_is_never_clipped():
    assert 0 <= score(better=1e-9, worse=1) < score(better=1, worse=1e-9) <= 100


def test_a_reading_without_a_score_names_the_reason():
    reading = missing("too_coarse")
    assert (reading.score, reading.missing, reading.confidence) == (None, "too_coarse", 0)


@pytest.mark.parametrize(("score", "reason"), [(None, None), (50, "blurred")])
def test_a_reading_has_a_score_or_a_reason(score, reason):
    with pytest.raises(ValueError, match="a reading has"):
        Reading(score=score, missing=reason, confidence=0.1)
