"""The picture of the forecast shows exactly the API's answer."""

import re
from datetime import date, timedelta
from itertools import accumulate

import pytest

from glowcycle.charts.figures import figure
from period.charts.forecast import compose
from tests.support.faults import store_faults
from tests.support.period_logs import log_period
from tests.support.svg import day_of, number, of_class, read, texts

STARTS = [date(2026, 1, 1) + timedelta(days=28 * n) for n in range(5)]
MID_CYCLE = STARTS[-1] + timedelta(days=10)
UNLIKE = (28, 28, 28, 28, 45, 24, 46, 24, 40, 22, 43)
"""Lengths of cycles that no forecast of them would have known."""


@pytest.fixture
def regular(alice):
    for start in STARTS:
        log_period(alice, str(start))
    return alice


@pytest.fixture
def unlike(alice):
    for days in accumulate((0, *UNLIKE)):
        log_period(alice, str(STARTS[0] + timedelta(days=days)), days=2)
    return alice


def ask(phone, today=MID_CYCLE):
    """Return the answer, and the picture of it."""
    address = f"/period/predictions/{phone.user_id}?today={today}"
    drawn = phone.get(f"{address}&format=svg")
    assert drawn.status_code == 200, drawn.content
    return phone.get(address).json(), read(drawn.content)


def days_of(answer, first="earliest", last="latest"):
    """Return the days of the predicted range."""
    begin, end = (date.fromisoformat(answer["nextPeriod"][name]) for name in (first, last))
    return [begin + timedelta(days=n) for n in range((end - begin).days + 1)]


@pytest.mark.parametrize("today", [STARTS[-1], MID_CYCLE, STARTS[-1] + timedelta(days=29)])
def test_the_marked_days_are_the_range_and_no_other(regular, today):
    answer, picture = ask(regular, today)
    cells = of_class(picture, "likely")
    assert [day_of(cell) for cell in cells] == days_of(answer)
    band = of_class(picture, "range")[0][0]
    assert number(band, "x") == number(cells[0], "x")
    assert number(band, "width") == pytest.approx(
        number(cells[-1], "x") + number(cells[-1], "width") - number(cells[0], "x"), abs=0.1
    )
    inside = [day_of(bar) for bar in of_class(picture, "bars")[0] if bar.get("class") != "outside"]
    assert inside == days_of(answer)


def test_a_day_is_as_high_as_it_is_probable_by_the_percentages_beside_it(regular):
    answer, picture = ask(regular)
    odds = {day["date"]: day["probability"] for day in answer["nextPeriod"]["distribution"]}
    bars = list(of_class(picture, "bars")[0])
    assert [str(day_of(bar)) for bar in bars] == list(odds)
    feet = {round(number(bar, "y") + number(bar, "height"), 1) for bar in bars}
    assert len(feet) == 1
    scale = {}
    for group in of_class(picture, "shares")[0].findall("{*}g"):
        y = float(group.get("transform").rstrip(")").split()[-1])
        scale[int(group[0].text.partition("\N{NO-BREAK SPACE}")[0]) / 100] = y
    assert scale[0] == feet.pop()
    highest = max(scale)
    assert highest >= max(odds.values())
    for bar in bars:
        share = odds[str(day_of(bar))]
        height = (scale[0] - scale[highest]) * share / highest
        assert number(bar, "height") == pytest.approx(height, abs=0.02)


@pytest.mark.parametrize("today", [MID_CYCLE, STARTS[-1] + timedelta(days=31)])
def test_the_heading_names_the_days_that_no_other_day_is_as_likely_as(regular, today):
    answer, picture = ask(regular, today)
    odds = {day["date"]: day["probability"] for day in answer["nextPeriod"]["distribution"]}
    likeliest = [day_of(bar) for bar in of_class(picture, "likeliest")]
    least = min(odds[str(day)] for day in likeliest)
    assert all(odds[day] < least for day in odds if date.fromisoformat(day) not in likeliest)
    assert max(odds, key=odds.get) in map(str, likeliest)
    last = likeliest[-1]
    named = f"{last.day} {last:%B}"
    if len(likeliest) > 1:
        named = f"{likeliest[0].day} to {named}"
    assert f"most likely {named}" in texts(picture)


def test_where_no_few_days_stand_out_the_heading_names_the_range(alice):
    lengths = (24, 45, 22, 46, 23, 44)
    for days in accumulate((0, *lengths)):
        log_period(alice, str(STARTS[0] + timedelta(days=days)), days=2)
    answer, picture = ask(alice, STARTS[0] + timedelta(days=sum(lengths) + 5))
    days = days_of(answer)
    assert len(days) > 14
    words = texts(picture)
    assert f"Next period {days[0].day}" in words
    assert f"{days[-1].day} {days[-1]:%B} Each range here is" in words
    assert "most likely" not in words.split("Each range")[0]


def test_the_level_of_all_ranges_is_said_once(regular):
    answer, picture = ask(regular)
    days = days_of(answer)
    assert f"Range: {days[0].day} to {days[-1].day} {days[-1]:%B}." in texts(picture)
    assert texts(picture).count("80 % probable") == 1
    following = answer["followingPeriods"][0]
    day, first, last = (
        date.fromisoformat(following[name]) for name in ("date", "earliest", "latest")
    )
    assert f"around {day.day} {day:%b} ({first.day}–{last.day});" in texts(picture)


def test_the_timeline_has_every_day_once_in_order(regular):
    answer, picture = ask(regular)
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
    answer, picture = ask(regular)
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
    for mark, day in (
        (of_class(picture, "today")[0][0], MID_CYCLE),
        (of_class(picture, "ovulation")[0][-1], date.fromisoformat(answer["ovulation"]["date"])),
    ):
        middle = float(mark.get("d").removeprefix("M").split()[0])
        assert places[day] < middle < places[day + timedelta(days=1)]
    assert f"today, {MID_CYCLE.day} May" in texts(picture)


def test_the_mark_of_today_covers_no_day(regular):
    answer, picture = ask(regular, STARTS[-1] + timedelta(days=29))
    assert answer["asOf"] in {day["date"] for day in answer["nextPeriod"]["distribution"]}
    mark, label = of_class(picture, "today")[0]
    strip = of_class(picture, "days")[0]
    foot = max(number(cell, "height") for cell in strip if cell.get("height"))
    assert float(re.match(r"M\S+ (\S+?)l", mark.get("d"))[1]) > foot
    assert number(label, "y") > foot


def test_the_words_say_the_same_as_the_numbers(regular):
    answer, picture = ask(regular)
    words = texts(picture)
    assert f"Confidence: {answer['nextPeriod']['confidence']}" in words
    assert "today is day 11" in words
    assert answer["notice"] in words


@pytest.mark.parametrize("days", [34, 41])
def test_a_late_period_is_shown_from_the_day_it_was_expected(regular, days):
    today = STARTS[-1] + timedelta(days=days)
    answer, picture = ask(regular, today)
    assert bool(answer["nextPeriod"]) == (days == 34)
    late = [day_of(cell) for cell in of_class(picture, "late")]
    likely = [day_of(cell) for cell in of_class(picture, "likely")]
    assert late[0] == today - timedelta(days=answer["late"]["days"])
    assert late[-1] == (likely[0] - timedelta(days=1) if likely else today)
    words = texts(picture)
    assert " ".join(answer["late"]["text"].split()) in words
    assert "Late: the period was expected around" in words
    assert f"{answer['late']['days']} days late" in words
    assert ("If it has not come yet: most likely" in words) == bool(likely)


def test_an_empty_history_says_what_to_do_first(alice):
    _, picture = ask(alice)
    assert "Log the first day of a period" in texts(picture)
    assert not of_class(picture, "days")


def test_after_a_pause_there_is_advice_instead_of_a_timeline(alice):
    log_period(alice, "2026-01-01", days=3)
    answer, picture = ask(alice, "2026-08-01")
    assert answer["nextPeriodReason"]["text"] in texts(picture)
    assert "Log the first day of the next period" in texts(picture)
    assert not of_class(picture, "days")


def test_a_doubtful_period_gets_a_question(alice):
    log_period(alice, "2026-01-01", days=3)
    log_period(alice, "2026-01-13", days=2)
    assert "Was it a period?" in texts(ask(alice, "2026-01-20")[1])


def test_a_picture_takes_the_reads_of_its_answer_and_is_the_same_every_time(regular):
    address = f"/period/predictions/{regular.user_id}?today={MID_CYCLE}&format=svg"
    with store_faults() as calls:
        first = regular.get(address).content
    assert calls == ["Query", "Query", "GetItem"]
    assert regular.get(address).content == first


def test_the_page_leads_to_today(regular):
    answer, _ = ask(regular)
    page = figure(picture=compose(answer=answer))
    assert f'<a href="/period/{MID_CYCLE}">' in page
