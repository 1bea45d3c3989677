"""The pictures of the forecast and the cycles show exactly the API's answer."""

from datetime import date, timedelta

import pytest

from tests.support.faults import store_faults
from tests.support.period_logs import log_period
from tests.support.svg import day_of, number, of_class, read, texts

STARTS = [date(2026, 1, 1) + timedelta(days=28 * n) for n in range(5)]
MID_CYCLE = STARTS[-1] + timedelta(days=10)
WHITE, WINE = (255, 250, 247), (157, 23, 77)


@pytest.fixture
def regular(alice):
    for start in STARTS:
        log_period(alice, str(start))
    return alice


def ask(phone, kind, today=MID_CYCLE):
    """Return the answer, and the picture of it."""
    address = f"/period/{kind}/{phone.user_id}?today={today}"
    drawn = phone.get(f"{address}&format=svg")
    assert drawn.status_code == 200, drawn.content
    return phone.get(address).json(), read(drawn.content)


def lightness(opacity):
    """Return the grey level (0 to 255) of a bar of that opacity on the background."""
    red, green, blue = (
        opacity * bar + (1 - opacity) * background
        for bar, background in zip(WINE, WHITE, strict=True)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("today", [STARTS[-1], MID_CYCLE, STARTS[-1] + timedelta(days=29)])
def test_the_shaded_days_are_the_range_and_no_other(regular, today):
    answer, picture = ask(regular, "predictions", today)
    cells = of_class(picture, "likely")
    shaded = [str(day_of(cell)) for cell in cells]
    coming = answer["nextPeriod"]
    assert (shaded[0], shaded[-1]) == (coming["earliest"], coming["latest"])
    days = date.fromisoformat(coming["latest"]) - date.fromisoformat(coming["earliest"])
    assert len(shaded) == days.days + 1
    band = of_class(picture, "range")[0][0]
    assert number(band, "x") == number(cells[0], "x")
    assert number(band, "width") == pytest.approx(
        number(cells[-1], "x") + number(cells[-1], "width") - number(cells[0], "x"), abs=0.1
    )


def test_a_day_is_as_high_and_as_dark_as_it_is_probable(regular):
    answer, picture = ask(regular, "predictions")
    odds = {day["date"]: day["probability"] for day in answer["nextPeriod"]["distribution"]}
    bars = list(of_class(picture, "bars")[0])
    assert [str(day_of(bar)) for bar in bars] == list(odds)
    ranked = sorted(bars, key=lambda bar: odds[str(day_of(bar))])
    heights = [number(bar, "height") for bar in ranked]
    greys = [lightness(number(bar, "fill-opacity")) for bar in ranked]
    assert heights == sorted(heights)
    assert greys == sorted(greys, reverse=True)
    assert greys[0] - greys[-1] > 100
    share = [height / odds[str(day_of(bar))] for height, bar in zip(heights, ranked, strict=True)]
    assert max(share) == pytest.approx(min(share), rel=0.1)
    feet = {round(number(bar, "y") + number(bar, "height"), 1) for bar in bars}
    assert len(feet) == 1
    shades = {day_of(bar): number(bar, "fill-opacity") for bar in bars}
    for cell in of_class(picture, "likely"):
        assert number(cell, "fill-opacity") == shades[day_of(cell)]


def test_the_timeline_has_every_day_once_in_order(regular):
    answer, picture = ask(regular, "predictions")
    days = [cell for cell in of_class(picture, "days")[0] if cell.get("data-date")]
    dates = [day_of(cell) for cell in days]
    assert dates == [dates[0] + timedelta(days=n) for n in range(len(dates))]
    places = [number(cell, "x") for cell in days]
    assert places == sorted(set(places))
    assert str(dates[0]) == answer["currentCycle"]["start"]
    assert str(dates[-1]) == answer["nextPeriod"]["distribution"][-1]["date"]
    width = number(picture, "width")
    assert all(0 <= x <= width for x in places)


def test_fertile_days_ovulation_and_today_are_on_their_days(regular):
    answer, picture = ask(regular, "predictions")
    places = {
        day_of(cell): number(cell, "x")
        for cell in of_class(picture, "days")[0]
        if cell.get("data-date")
    }
    fertile = [str(day_of(cell)) for cell in of_class(picture, "fertile")]
    assert (fertile[0], fertile[-1]) == (
        answer["fertileDays"]["first"],
        answer["fertileDays"]["last"],
    )
    frame = of_class(picture, "today")[0][0]
    assert number(frame, "x") == places[MID_CYCLE]
    mark = of_class(picture, "ovulation")[0][-1].get("d")
    middle = float(mark.removeprefix("M").split()[0])
    ovulation = date.fromisoformat(answer["ovulation"]["date"])
    assert places[ovulation] < middle < places[ovulation + timedelta(days=1)]
    assert f"today, {MID_CYCLE.day} May" in texts(picture)


def test_the_words_say_the_same_as_the_numbers(regular):
    answer, picture = ask(regular, "predictions")
    words = texts(picture)
    coming = date.fromisoformat(answer["nextPeriod"]["date"])
    assert f"Next period around {coming.day} {coming:%B}" in words
    assert f"Confidence: {answer['nextPeriod']['confidence']}" in words
    assert "today is day 11" in words
    assert answer["notice"] in words


@pytest.mark.parametrize("days", [34, 45])
def test_a_late_period_is_shown_from_the_day_it_was_expected(regular, days):
    today = STARTS[-1] + timedelta(days=days)
    answer, picture = ask(regular, "predictions", today)
    assert bool(answer["nextPeriod"]) == (days == 34)
    late = [day_of(cell) for cell in of_class(picture, "late")]
    likely = [day_of(cell) for cell in of_class(picture, "likely")]
    assert late[0] == today - timedelta(days=answer["late"]["days"])
    assert late[-1] == (likely[0] - timedelta(days=1) if likely else today)
    assert " ".join(answer["late"]["text"].split()) in texts(picture)
    assert "Late: the period was expected around" in texts(picture)


@pytest.mark.parametrize("kind", ["predictions", "cycles"])
def test_an_empty_history_says_what_to_do_first(alice, kind):
    _, picture = ask(alice, kind)
    assert "Log the first day of a period" in texts(picture)
    assert not of_class(picture, "days")


def test_after_a_pause_there_is_advice_instead_of_a_timeline(alice):
    log_period(alice, "2026-01-01", days=3)
    answer, picture = ask(alice, "predictions", "2026-08-01")
    assert answer["nextPeriodReason"]["text"] in texts(picture)
    assert "Log the first day of the next period" in texts(picture)
    _, bars = ask(alice, "cycles", "2026-08-01")
    assert "over 120" in texts(bars)


@pytest.mark.parametrize("kind", ["predictions", "cycles"])
def test_a_picture_takes_one_query_and_is_the_same_every_time(regular, kind):
    address = f"/period/{kind}/{regular.user_id}?today={MID_CYCLE}&format=svg"
    with store_faults() as calls:
        first = regular.get(address).content
    assert calls == ["Query"]
    assert regular.get(address).content == first


def test_the_newest_cycle_is_on_top_and_bars_are_in_proportion(alice):
    for start, days in (("2026-01-01", 4), ("2026-01-29", 5), ("2026-03-12", 3)):
        log_period(alice, start, days=days)
    answer, picture = ask(alice, "cycles", "2026-04-01")
    rows = of_class(picture, "cycle")
    assert [str(day_of(row)) for row in rows] == [cycle["start"] for cycle in answer["results"]]
    tops = [float(row.get("transform").rstrip(")").split()[-1]) for row in rows]
    assert tops == sorted(set(tops))
    lengths = [number(bar, "width") for bar in of_class(picture, "length")]
    bleeding = [number(bar, "width") for bar in of_class(picture, "period")]
    day = lengths[1] / 42
    assert [round(width / day) for width in lengths] == [21, 42, 28]
    assert [round(width / day) for width in bleeding] == [3, 5, 4]
    assert ["open" in row.get("class") for row in rows] == [True, False, False]
    assert "42 days" in texts(picture)
    assert "day 21" in texts(picture)


def test_a_flag_is_at_its_cycle_and_names_the_limit(alice):
    for start in ("2026-01-01", "2026-01-29", "2026-03-12"):
        log_period(alice, start, days=4)
    answer, picture = ask(alice, "cycles", "2026-04-01")
    flag = answer["results"][1]["flags"][0]
    assert [mark[0].text for mark in of_class(picture, "flag")] == [flag["text"]]
    assert "42 days: the usual range ends at 38" in texts(picture)
    assert answer["variation"]["text"] in texts(picture)


def test_interrupted_bleeding_has_its_own_pattern(alice):
    for day, flow in ((1, "heavy"), (2, "heavy"), (3, "none"), (6, "light")):
        alice.post("/period", {"date": f"2026-01-0{day}", "flow": flow})
    _, picture = ask(alice, "cycles", "2026-01-10")
    assert of_class(picture, "interrupted")
    assert "stopped and came back" in texts(picture)


def test_a_doubtful_period_gets_a_question(alice):
    log_period(alice, "2026-01-01", days=3)
    log_period(alice, "2026-01-13", days=2)
    _, picture = ask(alice, "cycles", "2026-01-20")
    assert "Was this a period?" in texts(picture)
    assert "Was it a period?" in texts(ask(alice, "predictions", "2026-01-20")[1])
