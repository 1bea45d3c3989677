"""The picture of the cycles shows exactly the API's answer."""

from datetime import date, timedelta
from statistics import median

import pytest

from glowcycle.charts.figures import figure
from glowcycle.charts.layout import long_date
from period.charts.cycles import MOST_BARS, compose
from period.cycle_serializers import CyclesSerializer
from period.domain.periods.cycles import find_cycles, find_variation
from period.domain.periods.menses import find_periods
from period.services import Cycles
from tests.support.faults import store_faults
from tests.support.period_logs import log_of, log_period, on
from tests.support.svg import day_of, drawn, number, of_class, read, texts

MANY = [26, 27, 28, 28, 29, 30, 33, 45] * 4


def ask(phone, today):
    """Return the answer, and the picture of it."""
    address = f"/period/cycles/{phone.user_id}?today={today}"
    return phone.get(address).json(), read(phone.get(f"{address}&format=svg").content)


def answer_for(*lengths, day=10):
    """Return the answer after cycles of these lengths, on that day of the next one."""
    today = on(sum(lengths) + day - 1)
    periods = find_periods(days=log_of(*lengths), today=today)
    cycles = find_cycles(periods=periods, today=today)
    variation = find_variation(cycles=cycles, today=today)
    found = Cycles(today, cycles[::-1], variation, older=None, unreadable=[])
    return {"next": None, **CyclesSerializer.of(found)}


def picture_of(answer):
    return read(drawn(compose(answer=answer)))


def rows_of(picture):
    return [row for row in of_class(picture, "cycle") if row.get("data-date")]


def test_the_newest_cycle_is_on_top_and_bars_are_in_proportion(alice):
    for start, days in (("2026-01-01", 4), ("2026-01-29", 5), ("2026-03-12", 3)):
        log_period(alice, start, days=days)
    answer, picture = ask(alice, "2026-04-01")
    rows = rows_of(picture)
    assert [str(day_of(row)) for row in rows] == [cycle["start"] for cycle in answer["results"]]
    tops = [float(row.get("transform").rstrip(")").split()[-1]) for row in rows]
    assert tops == sorted(set(tops))
    lengths = [number(bar, "width") for bar in of_class(picture, "length")]
    bleeding = [number(bar, "width") for bar in of_class(picture, "period")]
    day = lengths[1] / 42
    assert [round(width / day) for width in lengths] == [21, 42, 28]
    assert [round(width / day) for width in bleeding] == [3, 5, 4]
    assert "42 days" in texts(picture)
    assert "day 21" in texts(picture)


def test_the_cycle_that_runs_has_no_end(alice):
    picture = picture_of(answer_for(28, 28))
    [running, *complete] = rows_of(picture)
    assert "open" in running.get("class")
    assert of_class(running, "length")[0].get("stroke-dasharray")
    assert not any("open" in row.get("class") for row in complete)
    assert not any(of_class(row, "length")[0].get("stroke-dasharray") for row in complete)
    assert "A cycle whose end is not known." in texts(picture)


def test_a_year_stands_above_its_first_cycle():
    picture = picture_of(answer_for(*[28] * 14))
    assert [year.text for year in of_class(picture, "year")] == ["2026", "2025"]


@pytest.mark.parametrize("lengths", [(26, 28, 29, 30, 33, 45, 27), (22, 24, 25, 27, 30, 31), MANY])
def test_her_median_and_the_middle_half_are_drawn_and_named(lengths):
    picture = picture_of(answer_for(*lengths))
    middle = median(lengths)
    assert f"Median: {middle:g} days." in texts(picture)
    assert f"median {middle:g}" in texts(picture)
    quarter = len(lengths) // 4
    shortest, longest = sorted(lengths)[quarter], sorted(lengths)[-1 - quarter]
    assert 2 * sum(shortest <= length <= longest for length in lengths) >= len(lengths)
    assert f"The middle half of them lasted {shortest} to {longest} days." in texts(picture)
    assert of_class(picture, "median")
    assert of_class(picture, "half")


def test_the_median_stands_at_its_length_among_the_bars():
    picture = picture_of(answer_for(28, 28, 28, 28, 28))
    [mark] = [each for each in of_class(picture, "median") if each.get("transform")]
    bar = of_class(picture, "length")[-1]
    row = rows_of(picture)[-1]
    left = float(row.get("transform").removeprefix("translate(").split()[0])
    middle = float(mark.get("transform").removeprefix("translate(").split()[0])
    assert middle == pytest.approx(left + number(bar, "width"), abs=0.02)
    assert "The middle half of them lasted 28 days." in texts(picture)


@pytest.mark.parametrize(("lengths", "said"), [((28, 29), (0, 0)), ((28, 29, 30, 31), (1, 0))])
def test_few_cycles_have_no_median_and_no_middle_half(lengths, said):
    picture = picture_of(answer_for(*lengths))
    found = [bool(of_class(picture, name)) for name in ("median", "half")]
    assert found == [bool(each) for each in said]
    assert ("Median" in texts(picture)) == bool(said[0])
    assert ("middle half" in texts(picture)) == bool(said[1])


def test_a_flag_is_at_its_cycle_and_names_the_limit(alice):
    for start in ("2026-01-01", "2026-01-29", "2026-03-12"):
        log_period(alice, start, days=4)
    answer, picture = ask(alice, "2026-04-01")
    flag = answer["results"][1]["flags"][0]
    assert [mark[0].text for mark in of_class(picture, "flag")] == [flag["text"]]
    assert "42 days: the usual range ends at 38" in texts(picture)
    assert answer["variation"]["text"] in texts(picture)


def test_interrupted_bleeding_has_its_own_pattern(alice):
    for day, flow in ((1, "heavy"), (2, "heavy"), (3, "none"), (6, "light")):
        alice.post("/period", {"date": f"2026-01-0{day}", "flow": flow})
    _, picture = ask(alice, "2026-01-10")
    assert of_class(picture, "interrupted")
    assert "stopped and came back" in texts(picture)


def test_a_doubtful_period_gets_a_question(alice):
    log_period(alice, "2026-01-01", days=3)
    log_period(alice, "2026-01-13", days=2)
    assert "Was this a period?" in texts(ask(alice, "2026-01-20")[1])


def test_a_pause_is_no_cycle(alice):
    log_period(alice, "2026-01-01", days=3)
    assert "over 120" in texts(ask(alice, "2026-08-01")[1])


def test_an_empty_history_says_what_to_do_first(alice):
    _, picture = ask(alice, "2026-01-01")
    assert "Log the first day of a period" in texts(picture)
    assert not rows_of(picture)


def test_more_cycles_become_a_strip_over_time():
    answer = answer_for(*MANY)
    picture = picture_of(answer)
    marks = rows_of(picture)
    assert len(marks) == len(answer["results"]) > MOST_BARS
    assert [str(day_of(mark)) for mark in marks] == [
        cycle["start"] for cycle in answer["results"][::-1]
    ]
    places = [float(mark.get("transform").removeprefix("translate(").split()[0]) for mark in marks]
    assert places == sorted(places)
    assert not of_class(picture, "period")
    assert len(of_class(picture, "flagged")) == MANY.count(45)
    assert [day_of(mark) for mark in of_class(picture, "open")] == [
        date.fromisoformat(answer["results"][0]["start"])
    ]


def test_a_mark_of_the_strip_goes_from_the_median_to_its_length():
    picture = picture_of(answer_for(*MANY))
    line = of_class(picture, "median")[0][0].get("d")
    middle = float(line.partition("H")[0].split()[1])
    spans = {}
    for mark, length in zip(rows_of(picture), MANY, strict=False):
        [bar] = of_class(mark, "length")
        spans[length] = (number(bar, "y") + 1, number(bar, "y") + number(bar, "height") - 1)
    heights = {
        n: middle - top if n > median(MANY) else middle - foot for n, (top, foot) in spans.items()
    }
    day = heights[45] / (45 - median(MANY))
    for length, height in heights.items():
        assert height == pytest.approx((length - median(MANY)) * day, abs=0.1)


def test_a_page_leads_to_the_first_day_of_each_cycle():
    for answer in (answer_for(28, 29, 28), answer_for(*MANY)):
        page = figure(picture=compose(answer=answer))
        assert all(f'href="/period/{cycle["start"]}"' in page for cycle in answer["results"])


def test_a_picture_takes_two_queries_and_is_the_same_every_time(alice):
    log_period(alice, "2026-01-01")
    today = date(2026, 1, 1) + timedelta(days=10)
    address = f"/period/cycles/{alice.user_id}?today={today}&format=svg"
    with store_faults() as calls:
        first = alice.get(address).content
    assert calls == ["Query"] * 2
    assert alice.get(address).content == first


def test_cycles_of_one_length_have_no_range():
    assert compose(answer=answer_for(28, 28)).heading == "2 complete cycles of 28 days each"
    assert compose(answer=answer_for(28, 30)).heading == "2 complete cycles of 28 to 30 days"


def test_a_strip_names_its_days():
    days = f"{long_date(day=on(0), year=True)} to {long_date(day=on(sum(MANY) + 9), year=True)}"
    assert f"Oldest left, newest right: {days}." in compose(answer=answer_for(*MANY)).sentences
