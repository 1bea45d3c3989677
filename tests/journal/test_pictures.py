"""The picture of the journal: mood and energy on their days, over the phases of the cycle."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

import pytest

from tests.support.faults import store_faults
from tests.support.period_logs import log_period
from tests.support.svg import NAMESPACE, day_of, number, of_class, place, read, texts

TODAY = datetime.now(UTC).date()


def write(phone, day, **content):
    assert phone.post("/journal", {"date": str(day), **content}).status_code == 201


def page_and_picture(phone, query=""):
    """Return the page of entries, and the picture of it."""
    address = f"/journal/user/{phone.user_id}?limit=100{query}"
    drawn = phone.get(f"{address}&format=svg")
    assert drawn.status_code == 200, drawn.content
    return phone.get(address).json(), read(drawn.content)


def picture_of(phone, query=""):
    return page_and_picture(phone, query)[1]


def runs_of(picture):
    """Return the days of the energies that each line joins."""
    return [[day_of(p) for p in of_class(run, "score")] for run in of_class(picture, "run")]


def shown(lane):
    """Return the label of a lane, without the marks that isolate its direction."""
    return lane.find("{*}text").text.strip("\u2068\u2069")


def test_every_energy_is_on_its_day_at_its_height(alice):
    energies = {"2026-03-01": 0, "2026-03-05": 100, "2026-03-09": 25}
    for day, energy in energies.items():
        write(alice, day, energy=energy)
    write(alice, "2026-03-07", mood="😌")
    points = of_class(picture_of(alice), "score")
    assert [str(day_of(point)) for point in points] == list(energies)
    (first, bottom), (second, top), (third, low) = map(place, points)
    assert (bottom - low) * 4 == pytest.approx(bottom - top)
    assert second - first == pytest.approx(third - second, abs=0.02)


def test_entries_of_one_day_stand_in_the_order_of_their_clock(alice):
    write(alice, "2026-03-02", energy=50)
    write(alice, "2026-03-02T22:30:00+09:00", energy=20)
    write(alice, "2026-03-02T07:30:00-08:00", energy=80)
    write(alice, "2026-03-04", energy=60)
    across = [place(point) for point in of_class(picture_of(alice), "score")]
    assert across == sorted(across)
    assert len({x for x, _ in across}) == 4
    heights = [y for _, y in across]
    assert heights[0] < heights[1] < heights[2]


def test_no_line_crosses_a_time_of_which_nothing_is_known(alice):
    write(alice, "2026-03-01", energy=90)
    write(alice, "2026-03-08", energy=80)
    write(alice, "2026-03-12", mood="😌")
    write(alice, "2026-03-16", energy=70)
    write(alice, "2026-06-09", energy=20)
    picture = picture_of(alice)
    assert [[day.isoformat()[5:] for day in run] for run in runs_of(picture)] == [
        ["03-01", "03-08"],
        ["03-16"],
        ["06-09"],
    ]
    assert "no energy was logged for more than 7 days" in texts(picture)


def test_energies_of_every_week_are_one_line(alice):
    for day in ("01", "08", "15"):
        write(alice, f"2026-03-{day}", energy=50)
    picture = picture_of(alice)
    assert len(runs_of(picture)) == 1
    assert "The line stops" not in texts(picture)


@pytest.mark.parametrize("query", ["mood=😤", "tag=sleep"])
def test_a_filter_hides_entries_so_no_line_joins_the_others(alice, query):
    for day in (1, 3):
        write(alice, f"2026-03-0{day}", mood="😤", tags=["sleep"], energy=50)
    write(alice, "2026-03-02", mood="😌", energy=10)
    picture = picture_of(alice, f"&{quote(query, safe='=')}")
    assert runs_of(picture) == [[date(2026, 3, 1)], [date(2026, 3, 3)]]
    name, value = query.split("=")
    assert f"Only entries with {name} \u2068{value}\u2069 are shown" in texts(picture)


def test_days_as_filters_hide_nothing_between(alice):
    for day in (1, 3, 5):
        write(alice, f"2026-03-0{day}", energy=50)
    picture = picture_of(alice, "&from=2026-03-03")
    assert runs_of(picture) == [[date(2026, 3, 3), date(2026, 3, 5)]]
    assert "Only entries" not in texts(picture)


@pytest.mark.parametrize("query", ["&tag=sleep", "&from=2026-04-01"])
def test_a_query_without_a_match_is_no_empty_journal(alice, query):
    write(alice, "2026-03-01", energy=50)
    said = texts(picture_of(alice, query))
    assert "No journal entry matches" in said
    assert "Write down" not in said


def test_an_empty_journal_says_what_to_do_first(alice):
    assert "Write down how you are" in texts(picture_of(alice))


def test_moods_have_one_order_the_suggested_ones_first(alice):
    moods = ["tired", "😢", "tired", "tired", "Angst", "😊", "<b>&amp;"]
    for day, mood in enumerate(moods, start=1):
        write(alice, f"2026-03-0{day}", mood=mood)
    lanes = of_class(picture_of(alice), "lane")
    assert [shown(lane) for lane in lanes] == ["😊", "😢", "<b>&amp;", "Angst", "tired"]
    days = [[day_of(mark).day for mark in of_class(lane, "mood")] for lane in lanes]
    assert days == [[6], [2], [7], [5], [1, 3, 4]]
    heights = [{number(mark, "cy") for mark in of_class(lane, "mood")} for lane in lanes]
    assert all(len(height) == 1 for height in heights)
    assert sorted(map(max, heights)) == [max(height) for height in heights]


def test_rare_moods_share_a_lane(alice):
    for day in range(1, 12):
        write(alice, f"2026-03-{day:02}", mood=f"mood {day}")
    for day in (12, 13):
        write(alice, f"2026-03-{day}", mood="a mood that takes very many words, too many to show")
    lanes = of_class(picture_of(alice), "lane")
    assert len(lanes) == 8
    assert shown(lanes[0]).startswith("a mood that takes very")
    assert shown(lanes[0]).endswith("…")
    assert shown(lanes[-1]) == "others"
    assert sum(len(of_class(lane, "mood")) for lane in lanes) == 13


def test_phases_are_those_around_the_entries_by_tests_where_there_are_any(alice):
    for start in ("2026-01-01", "2026-01-29", "2026-02-26"):
        log_period(alice, start, days=4)
    test = {"date": "2026-02-14", "flow": "none", "ovulationTest": "positive"}
    assert alice.post("/period", test).status_code == 201
    write(alice, "2026-01-05", energy=50)
    write(alice, "2026-02-20", energy=50)
    picture = picture_of(alice)
    strip, _ = of_class(picture, "strip")
    bands = {name: of_class(strip, name) for name in ("menstrual", "ovulatory", "luteal")}
    assert [len(found) for found in bands.values()] == [2, 2, 2]
    day = number(bands["menstrual"][1], "width") / 4
    start = number(bands["menstrual"][1], "x")
    entries = {day_of(point): place(point)[0] for point in of_class(picture, "score")}
    to_entry = (entries[date(2026, 2, 20)] - start) / day
    assert to_entry == pytest.approx((date(2026, 2, 20) - date(2026, 1, 29)).days + 0.5, abs=0.1)
    surge = (number(bands["ovulatory"][1], "x") - start) / day
    assert surge == pytest.approx((date(2026, 2, 14) - date(2026, 1, 29)).days, abs=0.1)
    assert len(of_class(strip, "tested")) == 1
    assert "Ovulation by your tests" in texts(picture)


def test_the_cycle_that_runs_is_drawn_as_provisional(alice):
    for before in (76, 48, 20):
        log_period(alice, str(TODAY - timedelta(days=before)))
    write(alice, TODAY - timedelta(days=30), energy=50)
    write(alice, TODAY, energy=50)
    picture = picture_of(alice)
    provisional = of_class(picture, "provisional")
    known = [b for b in of_class(picture, "phase") if b not in provisional]
    assert {number(band, "height") for band in provisional} == {5.0}
    assert {number(band, "height") for band in known} == {10.0}
    assert "your current cycle, which may still turn out otherwise" in texts(picture)


def test_without_a_period_no_phase_is_drawn_and_the_picture_says_so(alice):
    write(alice, "2026-03-01", text="only words")
    answer, picture = page_and_picture(alice)
    assert not of_class(picture, "phase")
    assert "none is known for these days" in texts(picture)
    assert texts(picture).count("not logged") == 2
    assert "1 journal entry" in texts(picture)
    assert "phases" not in answer


def test_beyond_half_a_year_the_phases_are_left_out_and_not_even_read(alice):
    log_period(alice, "2026-01-01")
    write(alice, "2026-01-01", energy=50)
    write(alice, "2026-07-05", energy=50)
    address = f"/journal/user/{alice.user_id}"
    with store_faults() as calls:
        alice.get(address)
    plain = len(calls)
    with store_faults() as calls:
        picture = read(alice.get(f"{address}?format=svg").content)
    assert len(calls) == plain
    assert not of_class(picture, "phase")
    assert "more than six months" in texts(picture)


def test_the_text_of_an_entry_is_not_in_the_picture(alice):
    write(alice, "2026-03-01", text="canary", tags=["canary"], energy=3)
    drawn = alice.get(f"/journal/user/{alice.user_id}?format=svg").content
    assert b"canary" not in drawn


def test_the_picture_takes_one_query_more_than_the_page(alice):
    write(alice, TODAY, energy=50)
    with store_faults() as calls:
        alice.get(f"/journal/user/{alice.user_id}")
    plain = len(calls)
    with store_faults() as calls:
        alice.get(f"/journal/user/{alice.user_id}?format=svg")
    assert len(calls) == plain + 1


def test_entries_a_lifetime_apart_are_drawn(alice):
    write(alice, "1900-01-01", energy=1)
    write(alice, TODAY + timedelta(days=1), energy=99)
    assert len(of_class(picture_of(alice), "score")) == 2


def test_a_decimal_is_written_as_it_was_logged(alice):
    write(alice, "2026-03-01", energy=55.5)
    titles = {title.text for title in picture_of(alice).iter(f"{NAMESPACE}title")}
    assert "1 Mar 2026: energy 55.5" in titles


def test_a_stranger_sees_no_picture(alice, stranger):
    write(alice, "2026-03-01", energy=50)
    refused = stranger.get(f"/journal/user/{alice.user_id}?format=svg")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
