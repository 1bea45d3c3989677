"""The picture of the skin history: no line joins scores of different provenance."""

from datetime import date, timedelta

import pytest

from skin.charts.history import compose
from tests.support.faults import store_faults
from tests.support.period_logs import log_period
from tests.support.svg import NAMESPACE, day_of, drawn, of_class, place, read, texts

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
        "scanId": f"00000000-0000-4000-8000-{abs(day):012}",
        "userId": "alice",
        "date": str(FIRST + timedelta(days=day)),
        "metrics": {**dict.fromkeys(METRICS, score), **scores},
        "provenance": {"source": source, "modelId": model, "promptVersion": prompt},
    }


def page_of(scans, *, older=None, **more):
    return {"next": older, "previous": None, "results": scans[::-1], **more}


def picture_of(scans, **page):
    return read(drawn(compose(answer=page_of(scans, **page))))


def runs_of(picture):
    """Check that each line joins exactly its points, and return the days of the points."""
    found = []
    for run in of_class(picture, "run"):
        points = of_class(run, "score")
        for line in run.iter(f"{NAMESPACE}polyline"):
            pairs = line.get("points").split()
            assert [tuple(map(float, pair.split(","))) for pair in pairs] == [*map(place, points)]
        found.append([(day_of(point) - FIRST).days for point in points])
    return found


def test_scores_of_one_provenance_form_one_line_per_metric():
    picture = picture_of([scan(day) for day in (0, 7, 14)])
    assert runs_of(picture) == [[0, 7, 14]] * 5
    assert not of_class(picture, "break")
    assert "Method 1: Scores that were typed in." in texts(picture)
    assert "Another method" not in texts(picture)
    assert "The line stops" not in texts(picture)


def test_a_metric_without_a_score_says_why():
    first, second = scan(0, HAIKU, moisture=None), scan(7, HAIKU, moisture=None)
    for each, reason in ((first, "too_dark"), (second, "not_told")):
        each["provenance"]["missing"] = dict.fromkeys(METRICS) | {"moisture": reason}
    picture = picture_of([first, second])
    assert runs_of(picture) == [[0, 7]] * 4
    assert "Moisture: no score, because the model gave no score." in texts(picture)


def test_a_score_that_follows_the_light_is_in_no_line():
    scans = [scan(day, HAIKU) for day in (0, 7)]
    for each, share in zip(scans, (0.1, 0.11), strict=True):
        each["provenance"]["confidence"] = dict.fromkeys(METRICS, 0.5) | {"pores": share}
    assert [0, 7] in runs_of(picture_of(scans))
    assert [7] in runs_of(picture_of(scans))
    scans[1]["provenance"]["confidence"]["pores"] = 0
    picture = picture_of(scans)
    assert runs_of(picture) == [[0, 7]] * 4
    assert "too unsure to compare" in texts(picture)
    assert "Pores: these scores follow the light more than the skin" in texts(picture)


def test_no_line_crosses_a_time_without_a_scan():
    picture = picture_of([scan(day) for day in (0, 28, 57, 60)])
    assert runs_of(picture) == [[0, 28], [57, 60]] * 5
    assert "nothing was measured for more than 28 days" in texts(picture)


@pytest.mark.parametrize("other", [HAIKU_2, SONNET, MANUAL])
def test_no_line_joins_another_source_model_or_prompt_and_the_break_is_marked(other):
    scans = [scan(0, HAIKU), scan(5, HAIKU), scan(10, other), scan(15, other), scan(20, HAIKU)]
    picture = picture_of(scans)
    assert runs_of(picture) == [[0, 5, 20], [10, 15]] * 5
    breaks = of_class(picture, "break")
    assert len(breaks) == 5
    across = float(breaks[0].get("d").removeprefix("M").split()[0])
    points = {day_of(point): place(point)[0] for point in of_class(picture, "score")}
    places = [points[day] for day in sorted(points)]
    assert places[1] < across < places[2]
    assert "Method 2:" in texts(picture)
    assert "Scores of two methods cannot be compared" in texts(picture)


def test_points_of_different_provenance_differ_in_shape_not_only_in_colour():
    ways = [MANUAL, HAIKU, HAIKU_2, SONNET]
    picture = picture_of([scan(9 * n, way) for n, way in enumerate(ways)])
    points = of_class(picture, "score")[:4]
    assert len({point.get("d") for point in points}) == 4
    sources = [mark[1].get("d") for mark in of_class(picture, "source")]
    assert sources == [point.get("d") for point in points]
    titles = [title.text for title in picture.iter(f"{NAMESPACE}title")]
    assert any("method 4" in title for title in titles)


def test_lines_of_different_provenance_differ_in_their_dashes():
    ways = [MANUAL, HAIKU, HAIKU_2, SONNET]
    scans = [scan(9 * n + day, way) for n, way in enumerate(ways) for day in (0, 4)]
    lines = [*picture_of(scans).iter(f"{NAMESPACE}polyline")][:4]
    assert len({line.get("stroke-dasharray") for line in lines}) == 4


def test_a_better_score_is_higher_and_a_decimal_counts():
    scores = [0, 100, 40, 60, 55.5]
    picture = picture_of([scan(4 * n, score=score) for n, score in enumerate(scores)])
    points = of_class(picture, "score")[:5]
    across = [place(point)[0] for point in points]
    assert across == sorted(set(across))
    foot, top, *_ = heights = [place(point)[1] for point in points]
    assert [round((foot - y) / (foot - top) * 100, 1) for y in heights] == scores
    titles = [title.text for title in picture.iter(f"{NAMESPACE}title")]
    assert any("Moisture 55.5" in title for title in titles)


def test_a_score_that_could_not_be_measured_has_no_point():
    scans = [scan(0, pores=None), scan(7, moisture=None, pores=None), scan(14, pores=None)]
    picture = picture_of(scans)
    assert len(of_class(picture, "score")) == 3 + 2 + 3 + 0 + 3
    assert texts(picture).count("not measured") == 1


def test_scans_of_one_day_or_one_scan_are_shown():
    assert len(of_class(picture_of([scan(3)]), "score")) == 5
    assert len(of_class(picture_of([scan(3), scan(3)]), "score")) == 10


def test_ten_years_of_scans_have_no_phases_and_say_why():
    picture = picture_of([scan(-36 * n) for n in range(99, -1, -1)], phases=None)
    assert len(of_class(picture, "score")) == 500
    assert not of_class(picture, "phase")
    assert "more than six months" in texts(picture)


def test_an_empty_history_says_what_to_do_first_and_an_empty_query_does_not():
    assert "Scan your skin" in texts(picture_of([]))
    said = texts(picture_of([], query={"from": "2026-03-01"}))
    assert "No skin scan matches" in said
    assert "Scan your skin" not in said


def test_a_page_before_older_scans_says_so():
    assert "Older scans are on the next page" in texts(picture_of([scan(0)], older="http://x"))


def test_text_of_a_record_is_never_markup():
    hostile = '<script>alert("x")</script>&amp;\x01'
    ways = ("bedrock", hostile, hostile), (hostile, None, None)
    svg = drawn(compose(answer=page_of([scan(n, way) for n, way in enumerate(ways)])))
    assert "<script" not in svg
    assert "alert(&quot;x&quot;)" in svg
    read(svg)


def test_the_same_answer_is_the_same_picture():
    answer = page_of([scan(1), scan(3)], phases=[])
    assert drawn(compose(answer=answer)) == drawn(compose(answer=answer))


def test_the_api_draws_her_scans_over_the_phases_of_her_cycles(alice, stranger):
    for start in ("2026-01-01", "2026-01-29", "2026-02-26"):
        log_period(alice, start)
    for day in ("2026-01-03", "2026-01-20", "2026-02-10"):
        alice.post("/skin", {"date": day, "metrics": {"pores": 50}})
    address = f"/skin/user/{alice.user_id}?limit=2"
    with store_faults() as calls:
        picture = read(alice.get(f"{address}&format=svg").content)
    assert calls == ["Query"] * 5
    assert "Older scans" in texts(picture)
    assert {"menstrual", "follicular", "ovulatory", "luteal"} <= {
        name for band in of_class(picture, "phase") for name in band.get("class").split()
    }
    assert "Luteal phase, estimated" in texts(picture)
    assert "phases" not in alice.get(address).json()
    refused = stranger.get(f"{address}&format=svg")
    assert (refused.status_code, refused.headers["Content-Type"]) == (
        403,
        "application/problem+json",
    )


def test_a_decimal_score_is_taken_answered_and_drawn(alice):
    sent = alice.post("/skin", {"date": "2026-03-02", "metrics": {"moisture": 55.5}})
    assert (sent.status_code, sent.json()["metrics"]["moisture"]) == (201, 55.5)
    picture = read(alice.get(f"/skin/user/{alice.user_id}?format=svg").content)
    assert any("Moisture 55.5" in title.text for title in picture.iter(f"{NAMESPACE}title"))
