"""How much one scan varies: from her own repeats, or as it is known of the analyzer."""

from dataclasses import replace

import pytest

from skin.domain import local_analyzer
from skin.domain.noise import LEAST_REPEATS, PUBLISHED, find_noise
from tests.support.scans import LOCAL, MANUAL, MODEL, scan


def repeated(count, *, apart=0, by=MANUAL, **metrics):
    """Return `count` pairs of scans. Pairs lie ten days apart; the textures of one differ by 4."""
    return [
        each
        for number in range(count)
        for each in (
            scan(10 * number, by=by, texture=50.0, **metrics),
            scan(10 * number + apart, by=by, texture=54.0, **metrics),
        )
    ]


def floor(scans, provenance=MANUAL, name="texture"):
    found = find_noise(scans=scans, provenance=provenance).floors[name]
    return found.deviation, found.source


def test_it_is_her_own_from_eight_repeats_on():
    assert floor(repeated(7)) == (None, None)
    assert floor(repeated(8)) == (pytest.approx(4 / 2**0.5), "own")


@pytest.mark.parametrize(("repeats", "needed"), [(0, 8), (3, 5), (8, 0), (11, 0)])
def test_it_tells_how_many_repeats_are_missing(repeats, needed):
    noise = find_noise(scans=repeated(repeats), provenance=MANUAL)
    assert (noise.repeats, noise.scans_needed) == (repeats, needed)


@pytest.mark.parametrize(("apart", "repeats"), [(0, 2), (1, 2), (2, 0)])
def test_a_repeat_is_of_the_same_day_or_of_the_next_one(apart, repeats):
    assert find_noise(scans=repeated(2, apart=apart), provenance=MANUAL).repeats == repeats


@pytest.mark.parametrize(("scans", "repeats"), [(1, 0), (2, 1), (3, 1), (4, 2), (5, 2)])
def test_no_scan_is_in_two_pairs(scans, repeats):
    daily = [scan(number) for number in range(scans)]
    assert find_noise(scans=daily, provenance=MANUAL).repeats == repeats


def test_a_scan_of_the_same_photo_is_no_repeat():
    copies = [replace(each, measured_at="once") for each in repeated(1)]
    assert find_noise(scans=copies, provenance=MANUAL).repeats == 0
    measured = [replace(each, measured_at=number) for number, each in enumerate(repeated(1))]
    again = replace(measured[0], measured_at=0)
    assert find_noise(scans=[measured[0], again, measured[1]], provenance=MANUAL).repeats == 1


def test_until_then_it_is_that_of_the_analyzer():
    assert floor(repeated(7, by=LOCAL), LOCAL) == (PUBLISHED[LOCAL]["texture"], "published")
    assert floor(repeated(8, by=LOCAL), LOCAL) == (pytest.approx(4 / 2**0.5), "own")
    assert floor([], LOCAL, "moisture") == (None, None)


def test_nothing_is_known_of_a_model_or_of_scores_that_she_states():
    for provenance in (MODEL, MANUAL, None):
        assert floor([], provenance) == (None, None)


def test_a_metric_that_is_often_missing_has_no_floor_of_its_own():
    scans = [*repeated(LEAST_REPEATS - 1, radiance=70.0), scan(200, radiance=70.0), scan(200)]
    noise = find_noise(scans=scans, provenance=MANUAL)
    assert noise.repeats == LEAST_REPEATS
    assert noise.floors["radiance"].deviation is None


def test_every_metric_has_a_floor_known_or_not():
    floors = find_noise(scans=[], provenance=None).floors
    assert [*floors] == ["radiance", "moisture", "texture", "pores", "darkCircles"]


def test_the_published_deviation_is_that_of_the_local_analyzer_as_it_is():
    # Whoever changes how it measures also measures its noise: tests.benchmarks.analyzer_noise.
    assert LOCAL.model_id == local_analyzer.VERSION
    assert PUBLISHED.keys() == {LOCAL}
