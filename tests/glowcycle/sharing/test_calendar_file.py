"""The calendar is a file that every program reads alike: RFC 5545, folded and escaped."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from glowcycle.sharing.calendar.ics import AllDayEvent, folded, write_calendar

NOW = datetime(2026, 3, 1, 20, 31, 7, tzinfo=UTC)
EVENT = AllDayEvent(uid="one", first=date(2026, 3, 5), last=date(2026, 3, 9))
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
TITLES = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def write(title: str = "Glow", *events: AllDayEvent, revision: int = 4) -> bytes:
    return write_calendar(title=title, events=events, revision=revision, written_at=NOW)


def read(file: bytes) -> tuple[Calendar, list[Event]]:
    calendar = Calendar.from_ical(file)
    assert not calendar.errors
    return calendar, list(calendar.walk("VEVENT"))


def test_an_event_lasts_to_the_end_of_its_last_day() -> None:
    _, (event,) = read(write("Glow", EVENT))
    assert event["DTSTART"].dt == date(2026, 3, 5)
    assert event["DTEND"].dt == date(2026, 3, 10)
    assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"


def test_an_event_of_one_day_ends_on_the_next() -> None:
    _, (event,) = read(write("Glow", AllDayEvent(uid="a", first=NOW.date(), last=NOW.date())))
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)


def test_an_event_has_what_programs_ask_for() -> None:
    _, (event,) = read(write("Glow", EVENT))
    assert (event["UID"], event["SEQUENCE"], event["SUMMARY"]) == ("one", 4, "Glow")
    assert event["DTSTAMP"].dt == NOW


def test_an_event_makes_nobody_busy_and_is_private() -> None:
    _, (event,) = read(write("Glow", EVENT))
    assert (event["TRANSP"], event["CLASS"]) == ("TRANSPARENT", "PRIVATE")


def test_an_event_says_nothing_but_dates_and_title() -> None:
    _, (event,) = read(write("Glow", EVENT))
    assert {*event} == {
        *("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP")
    }


def test_a_time_of_another_zone_is_written_in_utc() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=9)))
    here = write_calendar(title="a", events=[EVENT], revision=1, written_at=NOW)
    assert write_calendar(title="a", events=[EVENT], revision=1, written_at=there) == here


def test_the_calendar_names_itself_for_old_and_new_programs() -> None:
    calendar, _ = read(write("Our days"))
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Our days"
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=12)


def test_an_empty_calendar_has_the_part_that_the_rfc_asks_for() -> None:
    calendar, events = read(write())
    assert events == []
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


def test_an_empty_calendar_tells_no_time() -> None:
    later = write_calendar(
        title="Glow", events=(), revision=9, written_at=NOW + timedelta(days=1, seconds=3)
    )
    assert later == write()


@given(title=TITLES)
def test_each_line_is_short_enough_and_whole_text(title: str) -> None:
    file = write(title, EVENT)
    assert file.endswith(b"\r\n")
    for line in file.removesuffix(b"\r\n").split(b"\r\n"):
        assert 0 < len(line) <= 75
        assert not CONTROLS.search(line.decode())  # also: no character is split
        assert b"\r" not in line
        assert b"\n" not in line


@given(title=TITLES)
def test_a_title_is_read_as_it_was_written(title: str) -> None:
    _, (event,) = read(write(title, EVENT))
    assert event["SUMMARY"] == CONTROLS.sub("\ufffd", re.sub("\r\n|\r", "\n", title))


def test_the_name_is_escaped_as_the_title_of_an_event() -> None:
    lines = write("a\\b;c,d\ne", EVENT).decode().split("\r\n")
    assert {r"NAME:a\\b\;c\,d\ne", r"SUMMARY:a\\b\;c\,d\ne"} < {*lines}


def test_half_a_character_is_replaced() -> None:
    _, (event,) = read(write("\ud83d", EVENT))
    assert event["SUMMARY"] == "\ufffd"


@given(
    title=st.lists(
        st.sampled_from([*'\\;,:n"N\t\r\n', "END:VEVENT", "\r\n", "👩\u200d🔬", "שלום", "é"])
    )
)
def test_a_title_never_becomes_a_line_of_its_own(title: list[str]) -> None:
    calendar, events = read(write("".join(title), EVENT))
    assert len(events) == 1
    assert {*calendar} == {
        *("VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME"),
        *("REFRESH-INTERVAL", "X-PUBLISHED-TTL"),
    }


@given(line=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n")))
def test_folding_is_undone_by_joining(line: str) -> None:
    assert folded(line).removesuffix(b"\r\n").replace(b"\r\n ", b"").decode() == line


@pytest.mark.parametrize("octets", [74, 75, 76, 149, 150])
def test_a_line_is_folded_where_it_must_be(octets: int) -> None:
    parts = folded("x" * octets).removesuffix(b"\r\n").split(b"\r\n")
    assert len(parts) == 1 + (octets > 75) + (octets > 149)
    assert all(part.startswith(b" ") for part in parts[1:])
