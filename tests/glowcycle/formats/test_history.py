"""What a file says twice of a day: the stronger flow, else the first; the rest counted."""

from datetime import date, timedelta

from glowcycle.formats.history import History
from tests.support.read_histories import days, not_taken

DAY = date(2026, 3, 14)


def bled(*flows):
    history = History()
    for row, flow in enumerate(flows, 1):
        history.flow(DAY, flow, row=row, what="period")
    return days(history)[str(DAY)]["flow"], not_taken(history)


def test_the_stronger_flow_stays_and_the_weaker_is_counted():
    assert bled("light", "heavy") == ("heavy", {("period", "light", "several"): 1})
    assert bled("medium", "none") == ("medium", {("period", "none", "several"): 1})
    assert bled("spotting", "unspecified") == (
        "unspecified",
        {("period", "spotting", "several"): 1},
    )


def test_a_strength_completes_bleeding_without_one():
    assert bled("unspecified", "light") == ("light", {})
    assert bled("heavy", "unspecified", "heavy") == ("heavy", {})


def test_a_second_temperature_is_counted_by_its_number():
    history = History()
    for row, celsius in enumerate((36.4, 36.9), 1):
        history.say(DAY, "temperature", {"celsius": celsius}, row=row, what="bbt")
    assert days(history) == {str(DAY): {"temperature": {"celsius": 36.4}}}
    assert not_taken(history) == {("bbt", "36.9", "several"): 1}


def test_a_day_still_to_come_is_left_out():
    history = History()
    for row, day in enumerate((DAY, DAY + timedelta(days=1), DAY + timedelta(days=2)), 1):
        history.flow(day, "light", row=row)
    history.leave_out_after(DAY)
    assert [*days(history)] == [str(DAY)]
    assert not_taken(history) == {
        ("date", "2026-03-15", "future"): 1,
        ("date", "2026-03-16", "future"): 1,
    }


def test_a_day_of_which_nothing_is_taken_is_no_record():
    history = History()
    history.day(DAY, row=1)
    assert [*history.records()] == []


def test_a_text_that_is_too_long_is_counted_under_its_name_in_the_file():
    history = History()
    history.note_on(DAY, "symptoms", "x" * 65, row=1, what="Symptom")
    assert days(history) == {}
    assert not_taken(history) == {("Symptom", "x" * 64, "too_long"): 1}
