"""The picture of the journal: mood and energy on their days, over the phases of the cycle."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.support.faults import store_faults
from tests.support.period_logs import log_period
from tests.support.svg import day_of, number, of_class, read, texts


def write(phone, day, **content):
    assert phone.post("/journal", {"date": day, **content}).status_code == 201


def page_and_picture(phone, query=""):
    """Return the page of entries, and the picture of it."""
    address = f"/journal/user/{phone.user_id}?limit=100{query}"
    drawn = phone.get(f"{address}&format=svg")
    assert drawn.status_code == 200, drawn.content
    return phone.get(address).json(), read(drawn.content)


def test_every_energy_is_on_its_day_at_its_height(alice):
    energies = {"2026-03-01": 0, "2026-03-05": 100, "2026-03-09": 25}
    for day, energy in energies.items():
        write(alice, day, energy=energy)
    write(alice, "2026-03-07", mood="😌")
    _, picture = page_and_picture(alice)
    points = of_class(picture, "energy")
    assert [str(day_of(point)) for point in points] == list(energies)
    bottom, top, low = (number(point, "cy") for point in points)
    assert bottom - top == pytest.approx(80)
    assert bottom - low == pytest.approx(20)
    places = [number(point, "cx") for point in points]
    assert places[1] - places[0] == pytest.approx(places[2] - places[1], abs=0.02)


def test_every_mood_has_a_lane_the_most_frequent_on_top(alice):
    for day, mood in enumerate(["😌", "tired", "😌", "😌", "tired", "<b>&amp;"], start=1):
        write(alice, f"2026-03-0{day}", mood=mood)
    _, picture = page_and_picture(alice)
    lanes = of_class(picture, "lane")
    names = [lane.find(".//{*}text").text for lane in lanes]
    assert names == ["😌", "tired", "<b>&amp;"]
    days = [[day_of(mark).day for mark in of_class(lane, "mood")] for lane in lanes]
    assert days == [[1, 3, 4], [2, 5], [6]]
    heights = [{number(mark, "cy") for mark in of_class(lane, "mood")} for lane in lanes]
    assert all(len(height) == 1 for height in heights)
    assert sorted(map(max, heights)) == [max(height) for height in heights]


def test_rare_moods_share_a_lane(alice):
    for day in range(1, 12):
        write(alice, f"2026-03-{day:02}", mood=f"mood {day}")
    write(alice, "2026-03-12", mood="a mood that takes many words to say")
    write(alice, "2026-03-13", mood="a mood that takes many words to say")
    _, picture = page_and_picture(alice)
    lanes = of_class(picture, "lane")
    names = [lane.find(".//{*}text").text for lane in lanes]
    assert len(lanes) == 8
    assert (names[0], names[-1]) == ("a mood tha…", "others")
    assert sum(len(of_class(lane, "mood")) for lane in lanes) == 13


def test_the_phases_are_those_of_the_cycles_around_the_entries(alice):
    for start in ("2026-01-01", "2026-01-29", "2026-02-26"):
        log_period(alice, start, days=4)
    write(alice, "2026-01-05", energy=50)
    write(alice, "2026-02-20", energy=50)
    _, picture = page_and_picture(alice)
    bands = {name: of_class(picture, name) for name in ("menstrual", "ovulatory", "luteal")}
    assert [len(found) for found in bands.values()] == [2, 2, 2]
    day = number(bands["menstrual"][1], "width") / 4
    energies = {day_of(point): number(point, "cx") for point in of_class(picture, "energy")}
    start = number(bands["menstrual"][1], "x")
    to_entry = (energies[date(2026, 2, 20)] - start) / day
    assert to_entry == pytest.approx((date(2026, 2, 20) - date(2026, 1, 29)).days + 0.5, abs=0.1)
    assert "Luteal phase, estimated" in texts(picture)


def test_without_a_period_nothing_is_shaded_and_missing_values_are_not_drawn(alice):
    write(alice, "2026-03-01", text="only words")
    answer, picture = page_and_picture(alice)
    assert not of_class(picture, "luteal")
    assert texts(picture).count("not logged") == 2
    assert "1 journal entry" in texts(picture)
    assert "phases" not in answer


def test_the_text_of_an_entry_is_not_in_the_picture(alice):
    write(alice, "2026-03-01", text="canary", tags=["canary"], energy=3)
    drawn = alice.get(f"/journal/user/{alice.user_id}?format=svg").content
    assert b"canary" not in drawn


def test_an_empty_journal_says_what_to_do_first(alice):
    assert "Write down how you are" in texts(page_and_picture(alice)[1])


def test_the_picture_takes_one_query_more_than_the_page(alice):
    write(alice, "2026-03-01", energy=50)
    with store_faults() as calls:
        alice.get(f"/journal/user/{alice.user_id}")
    plain = len(calls)
    with store_faults() as calls:
        alice.get(f"/journal/user/{alice.user_id}?format=svg")
    assert len(calls) == plain + 1


def test_a_filter_applies_to_the_picture(alice):
    write(alice, "2026-03-01", mood="😌")
    write(alice, "2026-03-02", mood="😤")
    _, picture = page_and_picture(alice, "&mood=%F0%9F%98%A4")
    assert [day_of(mark) for mark in of_class(picture, "mood")] == [date(2026, 3, 2)]


def test_entries_a_lifetime_apart_are_drawn(alice):
    write(alice, "1900-01-01", energy=1)
    write(alice, str(datetime.now(UTC).date() + timedelta(days=1)), energy=99)
    assert len(of_class(page_and_picture(alice)[1], "energy")) == 2


def test_a_stranger_sees_no_picture(alice, stranger):
    write(alice, "2026-03-01", energy=50)
    refused = stranger.get(f"/journal/user/{alice.user_id}?format=svg")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
