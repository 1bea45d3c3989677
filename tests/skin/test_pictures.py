"""The picture of the skin history: no line joins scores of different provenance."""

import itertools
from datetime import date, timedelta

import pytest

from skin.charts.history import compose
from tests.support.faults import store_faults
from tests.support.period_logs import log_period
from tests.support.svg import NAMESPACE, day_of, drawn, number, of_class, read, texts

METRICS = ("radiance", "moisture", "texture", "pores", "darkCircles")
FIRST = date(2026, 3, 2)
MANUAL = ("manual", None, None)
HAIKU = ("bedrock", "eu.example.haiku-v1:0", "skin_1")
HAIKU_2 = ("bedrock", "eu.example.haiku-v1:0", "skin_2")
SONNET = ("bedrock", "eu.example.sonnet-v1:0", "skin_1")


def scan(day, provenance=MANUAL, score=50, **scores):
    """Return a scan as the API answers it, `day` days after FIRST."""
    source, model, prompt = provenance
    return {
        "date": str(FIRST + timedelta(days=day)),
        "metrics": {**dict.fromkeys(METRICS, score), **scores},
        "provenance": {"source": source, "modelId": model, "promptVersion": prompt},
    }


def phases_of_cycle(start):
    """Return the phases of a cycle of 28 days, as the API adds them for the picture."""
    names = {"menstrual": 5, "follicular": 8, "ovulatory": 3, "luteal": 12}
    phases, first = [], date.fromisoformat(start)
    for name, days in names.items():
        last = first + timedelta(days=days - 1)
        phases.append({"name": name, "first": str(first), "last": str(last)})
        first = last + timedelta(days=1)
    return phases


def picture_of(scans, phases=None, *, older=None):
    page = {"next": older, "previous": None, "results": scans[::-1]}
    return read(drawn(compose(answer={**page, "phases": phases} if phases else page)))


def place(element):
    x, y = element.get("transform").removeprefix("translate(").rstrip(")").split()
    return float(x), float(y)


def lines_of(picture):
    """Check that each line joins exactly its points, and return the days of the points."""
    found = []
    for line in of_class(picture, "line"):
        points = of_class(line, "score")
        pairs = line.find(f"{NAMESPACE}polyline").get("points").split()
        assert [tuple(map(float, pair.split(","))) for pair in pairs] == [*map(place, points)]
        found.append([(day_of(point) - FIRST).days for point in points])
    return found


def test_scores_of_one_provenance_form_one_line_per_metric():
    picture = picture_of([scan(day) for day in (0, 7, 14)])
    assert lines_of(picture) == [[0, 7, 14]] * 5
    assert not of_class(picture, "break")
    assert "Method 1: Scores that were typed in." in texts(picture)
    assert "Another method" not in texts(picture)


@pytest.mark.parametrize("other", [HAIKU_2, SONNET, MANUAL])
def test_no_line_joins_another_source_model_or_prompt_and_the_break_is_marked(other):
    scans = [scan(0, HAIKU), scan(5, HAIKU), scan(10, other), scan(15, other), scan(20, HAIKU)]
    picture = picture_of(scans)
    assert lines_of(picture) == [[0, 5, 20], [10, 15]] * 5
    (mark,) = of_class(picture, "break")
    assert mark[1].text == "2"
    across = float(mark[0].get("d").removeprefix("M").split()[0])
    points = {day_of(point): place(point)[0] for point in of_class(picture, "score")}
    places = [points[day] for day in sorted(points)]
    assert places[1] < across < places[2]
    assert "Method 2:" in texts(picture)
    assert "Another method begins" in texts(picture)


def test_points_of_different_provenance_differ_in_shape_not_only_in_colour():
    ways = [MANUAL, HAIKU, HAIKU_2, SONNET]
    picture = picture_of([scan(9 * n, way) for n, way in enumerate(ways)])
    points = of_class(picture, "score")[:4]
    assert len({point.get("d") for point in points}) == 4
    assert len({line[0].get("stroke-dasharray") for line in of_class(picture, "line")}) == 4
    sources = [mark[1].get("d") for mark in of_class(picture, "source")]
    assert sources == [point.get("d") for point in points]


def test_the_numbers_of_breaks_never_overlap():
    picture = picture_of([scan(day, ("bedrock", f"model {day}", None)) for day in range(40)])
    breaks = of_class(picture, "break")
    assert len(breaks) == 39
    places = [number(mark[1], "x") for mark in breaks if mark[1:]]
    assert max(places) < 410
    assert all(after - before >= 11 for before, after in itertools.pairwise(places))


def test_points_are_in_order_of_time_and_a_better_score_is_higher():
    scores = [0, 100, 40, 60, 80]
    picture = picture_of([scan(4 * n, score=score) for n, score in enumerate(scores)])
    points = of_class(picture, "score")[:5]
    assert [day_of(point) for point in points] == [FIRST + timedelta(4 * n) for n in range(5)]
    across = [place(point)[0] for point in points]
    assert across == sorted(set(across))
    heights = [place(point)[1] for point in points]
    foot, top = heights[0], heights[1]
    assert [round((foot - y) / (foot - top) * 100) for y in heights] == scores


def test_a_score_that_could_not_be_measured_has_no_point():
    scans = [scan(0), scan(7, moisture=None, pores=None), scan(14, pores=None)]
    picture = picture_of([scan(0, pores=None), *scans[1:]])
    assert len(of_class(picture, "score")) == 3 + 2 + 3 + 0 + 3
    assert texts(picture).count("not measured") == 1


def test_scans_of_one_day_or_one_scan_are_shown():
    assert len(of_class(picture_of([scan(3)]), "score")) == 5
    assert len(of_class(picture_of([scan(3), scan(3)]), "score")) == 10


def test_dates_on_a_long_axis_never_overlap():
    for days in (10, 100, 400, 2000, 40000):
        picture = picture_of([scan(-days), scan(0)])
        labels = [text for text in picture.iter(f"{NAMESPACE}text") if text.get("x") == "3"]
        assert 1 <= len(labels) <= 7


def test_phases_are_shaded_behind_the_scores_where_they_are_known():
    scans = [scan(day) for day in (0, 20, 40, 60)]
    phases = phases_of_cycle("2026-03-02") + phases_of_cycle("2026-03-30")
    picture = picture_of(scans, phases + phases_of_cycle("2026-04-27")[:1])
    bands = list(of_class(picture, "phases")[0])
    names = [band.get("class") for band in bands]
    assert names == ["menstrual", "follicular", "ovulatory", "luteal"] * 2 + ["menstrual"]
    edges = [(number(band, "x"), number(band, "x") + number(band, "width")) for band in bands]
    assert edges == sorted(edges)
    assert all(
        end == pytest.approx(start, abs=0.1) for (_, end), (start, _) in itertools.pairwise(edges)
    )
    assert "Luteal phase, estimated" in texts(picture)
    assert "Follicular" not in texts(picture_of(scans))


def test_an_empty_history_says_what_to_do_first():
    picture = picture_of([])
    assert "Scan your skin" in texts(picture)
    assert not of_class(picture, "chart")


def test_a_page_before_older_scans_says_so():
    assert "Older scans are on the next page" in texts(picture_of([scan(0)], older="http://x"))


def test_text_of_a_record_is_never_markup():
    hostile = '<script>alert("x")</script>&amp;\x01'
    scans = [scan(0, ("bedrock", hostile, hostile)), scan(1, (hostile, None, None))]
    svg = drawn(compose(answer={"next": None, "results": scans}))
    assert "<script" not in svg
    assert "alert(&quot;x&quot;)" in svg
    read(svg)


def test_the_same_answer_is_the_same_picture():
    answer = {"next": None, "results": [scan(3), scan(1)], "phases": []}
    assert drawn(compose(answer=answer)) == drawn(compose(answer=answer))


def test_the_api_draws_her_scans_over_the_phases_of_her_cycles(alice, stranger):
    for start in ("2026-01-01", "2026-01-29", "2026-02-26"):
        log_period(alice, start)
    for day in ("2026-01-03", "2026-01-20", "2026-02-10"):
        alice.post("/skin", {"date": day, "metrics": {"pores": 50}})
    address = f"/skin/user/{alice.user_id}?limit=2"
    with store_faults() as calls:
        picture = read(alice.get(f"{address}&format=svg").content)
    assert calls == ["Query"] * 3
    assert "Older scans" in texts(picture)
    assert of_class(picture, "phases")
    assert "phases" not in alice.get(address).json()
    refused = stranger.get(f"{address}&format=svg")
    assert (refused.status_code, refused.headers["Content-Type"]) == (
        403,
        "application/problem+json",
    )
