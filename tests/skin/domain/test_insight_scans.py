"""Which scans are compared, and what is found of each metric."""

from itertools import chain

import pytest

from skin.domain.insight_scans import examine_scans
from tests.support.scans import (
    AROUND_MENSES,
    LOCAL,
    MANUAL,
    MODEL,
    SCAN_DAYS,
    cycles_of,
    on,
    scan,
    scans_of,
)

NAMES = ["radiance", "moisture", "texture", "pores", "darkCircles"]


def examine(scans, cycles=6):
    return examine_scans(scans=scans, cycles=cycles_of(cycles))


def results(found):
    return {result.outcome.name: result for result in found.insights.results}


def test_a_metric_that_differs_around_menses_follows_her_cycle():
    texture = results(examine(scans_of(6, lower=12.0)))["texture"]
    assert texture.verdict == "follows"
    assert (texture.outcome.kind, texture.days, len(texture.cycles)) == ("metric", 60, 6)
    assert texture.windows[0].effect == pytest.approx(-12, abs=1.5)


def test_a_metric_that_does_not_differ_has_no_pattern():
    found = examine(scans_of(6))
    assert results(found)["texture"].verdict == "no_pattern"
    assert found.confounders == []


def test_a_score_that_follows_the_light_is_not_examined():
    doubtful = [
        scan(28 * number + day, by=LOCAL, confidence=confidence, radiance=50, texture=60)
        for number in range(6)
        for day in SCAN_DAYS
        for confidence in [{"radiance": 0.1, "texture": 0.11, "pores": None}]
    ]
    assert [*results(examine(doubtful))] == ["texture"]


def test_what_one_scan_cannot_tell_is_below_its_noise():
    # Of every cycle the same: so even a small difference is no chance.
    steady = [
        scan(28 * number + day, by=LOCAL, texture=59.5 if day in AROUND_MENSES else 60.0)
        for number in range(9)
        for day in SCAN_DAYS
    ]
    found = examine(steady, cycles=9)
    assert found.noise.floors["texture"].source == "published"
    assert results(found)["texture"].windows[0].verdict == "below_noise"
    assert results(found)["texture"].verdict == "below_noise"


def test_with_few_cycles_or_few_scans_it_is_too_early():
    assert results(examine(scans_of(4, lower=12.0)))["texture"].lacking == 1
    rare = [s for s in scans_of(6) if (s.day - on(0)).days % 28 in SCAN_DAYS[:3]]
    found = examine(rare)
    assert (results(found)["texture"].verdict, found.counted) == ("too_early", [])


def test_several_scans_of_a_day_are_one_value():
    twice = [scan(0, texture=40.0), scan(0, texture=60.0), scan(1, texture=10.0)]
    assert results(examine(twice))["texture"].outcome.values == {on(0): 50.0, on(1): 10.0}


def test_a_metric_that_nobody_measured_is_left_out():
    assert [*results(examine(scans_of(6)))] == ["texture"]


def test_scans_without_any_score_do_not_count():
    empty = [scan(number, texture=None) for number in range(60)]
    found = examine([*empty, *scans_of(6, by=LOCAL)])
    assert found.compared.source == "local"
    assert (found.compared.scans, found.compared.other_scans) == (60, 0)


@pytest.mark.parametrize("scans", [[], [scan(3, texture=None)]], ids=["none", "without scores"])
def test_without_scans_it_is_too_early_for_all_five(scans):
    found = examine(scans)
    assert [*results(found)] == NAMES
    assert {(each.verdict, each.lacking) for each in found.insights.results} == {("too_early", 5)}
    assert (found.compared, found.counted, found.noise.scans_needed) == (None, [], 8)


def test_scores_of_different_origin_are_not_compared():
    apart = chain.from_iterable(
        zip(scans_of(6, by=LOCAL), scans_of(6, by=MODEL, lower=30.0), strict=True)
    )
    stated = [scan(day, by=MANUAL, texture=0.0) for day in range(0, 168, 3)]
    found = examine([*apart, *stated])
    model = found.compared
    assert (model.source, model.model_id, model.prompt_version) == tuple(
        getattr(MODEL, name) for name in ("source", "model_id", "prompt_version")
    )
    assert (model.scans, model.other_scans) == (60, 60 + 56)
    assert results(found)["texture"].days == 60


def test_those_with_most_cycles_are_compared_then_the_newest():
    older, newer = scans_of(6, by=LOCAL), scans_of(5, by=MODEL)
    assert examine([*older, *newer]).compared.source == "local"
    assert examine([*scans_of(5, by=LOCAL), scan(150, by=MODEL)]).compared.source == "local"
    assert examine([*scans_of(2, by=LOCAL), scan(1, by=MODEL)]).compared.source == "local"
    assert examine([scan(1, by=LOCAL), scan(3, by=MODEL)]).compared.source == "bedrock"


def test_the_order_of_the_scans_does_not_matter():
    scans = scans_of(6, lower=12.0, at=lambda day: f"{8 + day % 3:02}:00Z")
    assert examine(scans[::-1]) == examine(scans)


def test_a_repeat_of_another_origin_is_none():
    both = [each for day in range(0, 80, 10) for each in (scan(day, by=LOCAL), scan(day))]
    assert examine(both).noise.repeats == 0
