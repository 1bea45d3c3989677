"""The track record as a drawing: what was predicted for past periods, beside what came."""

from datetime import date, timedelta

import pytest

from glowcycle.charts.figures import figure
from period.charts.forecast import compose
from period.domain.forecast.forecast import forecast
from period.output_serializers import ForecastSerializer
from tests.support.period_logs import log_of, on
from tests.support.svg import day_of, drawn, number, of_class, read, texts

UNLIKE = (28, 28, 28, 28, 28, 28, 33, 23, 34, 23, 33, 22)
"""Lengths of cycles that no forecast of them would have known."""


def ask(*lengths, day=12):
    """Return the answer after cycles of these lengths, and its picture."""
    today = on(sum(lengths) + day)
    answer = ForecastSerializer.of(forecast(days=log_of(*lengths), today=today))
    return answer, read(drawn(compose(answer=answer)))


def rows_of(picture):
    return [row for row in of_class(picture, "predicted") if row.get("data-date")]


def scored_of(answer):
    return [past for past in answer["trackRecord"]["predictions"] if past["scored"]]


def test_the_last_twelve_periods_are_drawn_newest_first():
    answer, picture = ask(*[28, 29, 27] * 5)
    rows = [str(day_of(row)) for row in rows_of(picture)]
    assert rows == [past["actual"] for past in scored_of(answer)[::-1]][:12]
    assert f"of {len(scored_of(answer))}. The newest 12 are drawn." in texts(picture)


def test_a_drawing_of_all_periods_does_not_name_the_newest():
    _, picture = ask(*[28, 29, 27] * 2)
    assert "The newest" not in texts(picture)


def test_each_row_has_its_range_and_what_came_on_one_scale():
    answer, picture = ask(*UNLIKE)
    rows = rows_of(picture)
    shown = scored_of(answer)[::-1][: len(rows)]
    points = []
    for row, past in zip(rows, shown, strict=True):
        day, first, last, came = (
            date.fromisoformat(past[name]) for name in ("date", "earliest", "latest", "actual")
        )
        [given] = of_class(row, "given")
        points.append((number(given, "x"), (first - day).days - 0.5))
        points.append((number(given, "x") + number(given, "width"), (last - day).days + 0.5))
        is_inside = first <= came <= last
        assert [len(of_class(row, kind)) for kind in ("inside", "outside")] == (
            [1, 0] if is_inside else [0, 1]
        )
        mark = of_class(row, "inside" if is_inside else "outside")[0]
        points.append((number(mark, "cx"), (came - day).days))
    (x, days), (other_x, other_days) = min(points), max(points)
    day_width = (other_x - x) / (other_days - days)
    for at, distance in points:
        assert at == pytest.approx(x + (distance - days) * day_width, abs=0.05)


@pytest.mark.parametrize(("days", "text"), [(30, "+30"), (-25, "−25")])
def test_what_came_beyond_the_scale_has_its_days_at_the_edge(days, text):
    answer, _ = ask(28, 28, 28)
    *earlier, last = answer["trackRecord"]["predictions"]
    came = date.fromisoformat(last["date"]) + timedelta(days=days)
    record = {**answer["trackRecord"], "predictions": [*earlier, {**last, "actual": str(came)}]}
    picture = read(drawn(compose(answer={**answer, "trackRecord": record})))
    [newest, *_] = rows_of(picture)
    assert text in texts(newest)
    assert all(0 < number(mark, "x") < 320 for mark in of_class(newest, "outside"))


def test_without_a_past_prediction_there_is_no_track_record():
    _, picture = ask()
    assert not rows_of(picture)
    assert "what came" not in texts(picture)


def test_a_page_leads_to_each_past_period():
    answer, _ = ask(28, 29, 27)
    page = figure(picture=compose(answer=answer))
    assert all(f'href="/period/{past["actual"]}"' in page for past in scored_of(answer))


def test_a_range_that_held_is_not_doubted():
    assert "held" not in texts(ask(*[28, 29, 27] * 3)[1])


def test_a_range_that_rarely_held_says_so_instead_of_its_confidence():
    answer, picture = ask(*UNLIKE)
    record = answer["trackRecord"]
    inside = sum(past["earliest"] <= past["actual"] <= past["latest"] for past in scored_of(answer))
    assert "held less often so far" in texts(picture) or "rarely held so far" in texts(picture)
    assert f"{inside} of {record['scored']} past periods began in their ranges" in texts(picture)
    assert "Confidence" not in texts(picture)


@pytest.mark.parametrize(
    ("inside", "words"), [(5, "rarely held so far"), (12, "held less often so far"), (15, "")]
)
def test_the_words_follow_from_the_share_that_held(inside, words):
    answer, _ = ask(*[28, 29, 27] * 3)
    record = {**answer["trackRecord"], "scored": 20, "insideRange": inside / 20}
    picture = read(drawn(compose(answer={**answer, "trackRecord": record})))
    assert words in texts(picture)
    assert ("held" in texts(picture)) == bool(words)
