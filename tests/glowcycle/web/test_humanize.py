"""Values of the API as a person would write them."""

from datetime import UTC, date, datetime

import pytest
from django.utils.safestring import SafeString

from glowcycle.sentences import percent
from glowcycle.web.humanize import (
    NO_VALUE,
    count_days,
    day_text,
    days_text,
    humanize,
    label,
    read,
    shorten,
    summarize,
)


@pytest.fixture(autouse=True)
def in_2026(time_machine):
    time_machine.move_to(datetime(2026, 11, 30, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0, "0 %"),
        (0.0001, "<1 %"),
        (0.0099, "1 %"),
        (0.01, "1 %"),
        (0.08, "8 %"),
        (0.219, "22 %"),
        (0.99, "99 %"),
        (0.994, "99 %"),
        (0.996, ">99 %"),
        (1, "100 %"),
        (1.0, "100 %"),
    ],
)
def test_a_share_is_a_percentage_and_only_what_is_certain_is_0_or_100(share, written):
    assert percent(share) == written.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-11-30", "Mon 30 Nov"),
        ("2025-12-01", "Mon 1 Dec 2025"),
        ("2026-11-20T21:30+01:00", "20 Nov, 21:30"),
        ("2026-11-20T21:30:59.123456789-11:30", "20 Nov, 21:30"),
        ("2025-11-20T00:05:00+05:45", "20 Nov 2025, 00:05"),
        ("2026-03-01T20:31:07.104233Z", "1 Mar, 20:31 UTC"),
        ("2026-02-31", "2026-02-31"),
    ],
)
def test_days_and_times_are_short_and_in_the_offset_that_was_logged(text, written):
    assert humanize(text) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, NO_VALUE),
        ("", NO_VALUE),
        ([], NO_VALUE),
        ({}, NO_VALUE),
        (0, "0"),
        (0.0, "0"),
        (False, "no"),
        (True, "yes"),
        (55.5, "55.5"),
        (62, "62"),
        (62.0, "62"),
        (1.833333, "1.83"),
        (1234567, "1,234,567"),
        ("medium", "medium"),
    ],
)
def test_plain_values_are_written_out(value, written):
    assert humanize(value) == written


@pytest.mark.parametrize(
    ("day", "first", "last", "written"),
    [
        ("2026-01-10", "2026-01-07", "2026-01-14", "10 Jan (7–14)"),
        ("2026-01-30", "2026-01-28", "2026-02-03", "30 Jan (28 Jan – 3 Feb)"),
        ("2026-02-01", "2026-01-28", "2026-01-31", "1 Feb (28–31 Jan)"),
        ("2027-01-10", "2027-01-07", "2027-01-14", "10 Jan 2027 (7–14)"),
        ("2027-01-01", "2026-12-30", "2027-01-03", "1 Jan 2027 (30 Dec – 3 Jan 2027)"),
        ("2026-01-10", "2026-01-10", "2026-01-10", "10 Jan (10)"),
    ],
)
def test_a_prediction_is_a_day_with_its_range(day, first, last, written):
    assert humanize({"date": day, "earliest": first, "latest": last, "level": 0.8}) == written


def test_ranges_name_a_month_once():
    assert days_text(date(2026, 1, 7), date(2026, 1, 14)) == "7–14 Jan"
    assert days_text(date(2026, 1, 28), date(2026, 2, 3)) == "28 Jan – 3 Feb"
    assert days_text(date(2026, 1, 7), date(2026, 1, 7)) == "7 Jan"
    assert humanize({"first": "2026-01-07", "last": "2026-01-14"}) == "7–14 Jan"
    assert day_text(date(2027, 1, 7), weekday=True) == "Thu 7 Jan 2027"


def test_objects_are_words_and_never_braces():
    assert humanize({"name": "luteal", "probability": 0.64}) == "luteal (64\u00a0%)"
    assert humanize({"code": "late", "text": "Late."}) == "Late."
    assert humanize([{"code": "a", "text": "One."}, {"code": "b", "text": "Two."}]) == (
        "<bdi>One.</bdi> <bdi>Two.</bdi>"
    )
    assert humanize({"source": "manual", "modelId": None}) == "Source manual"


def test_words_of_hers_stand_apart_and_escaped():
    tags = humanize(["שינה", "a,b", "<b>", "2026-01-01"])
    assert isinstance(tags, SafeString)
    assert tags == "<bdi>שינה</bdi>, <bdi>a,b</bdi>, <bdi>&lt;b&gt;</bdi>, <bdi>2026-01-01</bdi>"


def test_a_text_that_looks_like_a_day_stays_a_text():
    assert read({"mood": "2026-01-01"}, ("mood", str)) == ("2026-01-01", "2026-01-01")


def test_a_note_is_shortened_to_one_line():
    assert shorten("Long walk,\n\nclear  head.") == "Long walk, clear head."
    assert len(shorten("word " * 100)) == 90
    assert shorten("word " * 100).endswith("…")


def test_days_are_counted():
    assert (count_days(1), count_days(28)) == ("1 day", "28 days")


def test_labels_are_words():
    assert label("darkCircles") == "Dark circles"
    assert label("health-data") == "Health data"


def test_a_summary_of_everything_flattens_objects_and_leaves_bookkeeping_out():
    data = {
        "scanId": "x",
        "createdAt": "2026-03-01T20:31:07.104233Z",
        "hasPhoto": False,
        "metrics": {"pores": 55.5},
        "results": [{"a": 1}],
        "receiptId": "r",
    }
    assert summarize(data) == [("Has photo", "no"), ("Metrics pores", "55.5"), ("Receipt id", "r")]


def test_a_summary_says_the_same_sentence_once():
    same = {"code": "pregnancy", "text": "Nothing is predicted."}
    data = {
        "next": same,
        "ovulation": {**same},
        "late": {"text": "Late."},
        "flow": "a",
        "test": "a",
    }
    paths = {
        "Next": "next",
        "Ovulation": "ovulation",
        "Late": "late",
        "Flow": "flow",
        "Test": "test",
    }
    assert summarize(data, paths) == [
        ("Next", "Nothing is predicted."),
        ("Late", "Late."),
        ("Flow", "a"),
        ("Test", "a"),
    ]
