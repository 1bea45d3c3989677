"""Skin in a report: one line for each metric and method, which are never mixed."""

from glowcycle.report.build import build_log
from glowcycle.report.domain.report_log import SkinScan
from glowcycle.report.domain.skin_facts import find_skin
from tests.support.period_logs import on


def scan(day, *, model_id=None, prompt_version=None, source="manual", **scores):
    return SkinScan(
        date=on(day),
        scores=scores,
        source=source,
        model_id=model_id,
        prompt_version=prompt_version,
    )


def test_scores_of_two_methods_are_told_apart():
    scans = [
        scan(0, moisture=40),
        scan(9, moisture=50),
        scan(3, source="local", model_id="m1", moisture=70),
        scan(5, source="local", model_id="m1", prompt_version="2", moisture=80),
    ]
    found = [(each.source, each.model_id, each.prompt_version) for each in find_skin(scans=scans)]
    assert found == [("manual", None, None), ("local", "m1", None), ("local", "m1", "2")]


def test_a_metric_has_its_scans_its_dates_and_its_spread():
    scans = [scan(9, moisture=50, pores=1), scan(0, moisture=40), scan(4, moisture=45.5)]
    moisture, pores = find_skin(scans=scans)
    assert (moisture.metric, moisture.scans, pores.scans) == ("moisture", 3, 1)
    assert (moisture.first, moisture.last) == (on(0), on(9))
    assert (moisture.median, moisture.least, moisture.most) == (45.5, 40, 50)


def test_a_score_that_follows_the_light_is_left_out():
    content = {
        "date": "2026-03-01",
        "metrics": {"radiance": 40, "dark_circles": 50},
        "confidence": {"radiance": 0.1, "dark_circles": 0.2},
        "source": "local",
    }
    [found] = find_skin(scans=build_log(records={"skin": [content]}).scans)
    assert (found.metric, found.median) == ("darkCircles", 50)


def test_without_scans_nothing_is_told():
    assert find_skin(scans=[scan(0)]) == []
