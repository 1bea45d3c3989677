"""Daylio: entries with moods, activities and notes, of today and of 2018."""

import pytest

from glowcycle.formats.errors import WrongFile
from journal.serializers import TAG_LENGTH, TAGS
from tests.support.read_histories import FILES, not_taken, read, read_file, recognizing, values

HEADER = "full_date,date,weekday,time,mood,activities,scales,note_title,note"


def entries(*rows):
    return values(read("daylio", "\n".join([HEADER, *rows])), "journal")


def refusal(content):
    with pytest.raises(WrongFile) as caught:
        read("daylio", content)
    return caught.value.extra


def test_a_typical_file():
    history = read_file("daylio", "typical.csv")
    assert values(history, "journal") == [
        {
            "date": "2026-03-12",
            "mood": "Foggy",
            "tags": ["cook", "early night"],
            "text": 'Soup & bed.\nSent to mum: "all well", <3',
        },
        {
            "date": "2026-03-12",
            "mood": "good",
            "tags": ["walk", "coffee"],
            "text": "Morning\n\nSun\n- park\n- ducks",
        },
        {"date": "2026-03-11", "mood": "Foggy"},
        {
            "date": "2026-03-10",
            "mood": "rad",
            "tags": ["work"],
            "text": "=1+1 is how the day began",
        },
    ]
    assert not_taken(history) == {
        ("time", None, "incomplete"): 4,
        ("scales", "Energy", "incomplete"): 1,
        ("scales", "Stress", "no_place"): 1,
    }


def test_a_file_of_2018():
    history = read_file("daylio", "old_version.csv")
    assert values(history, "journal") == [
        {
            "date": "2018-05-18",
            "mood": "good",
            "tags": ["clean", "cook", "music"],
            "text": "A quiet evening.\nRain.",
        },
        {"date": "2018-05-17", "mood": "meh"},
        {"date": "2018-05-16", "mood": "ok", "tags": ["lesen"]},
    ]


def test_a_damaged_file_names_the_row():
    with pytest.raises(WrongFile) as caught:
        read_file("daylio", "damaged.csv")
    assert caught.value.extra["row"] == "3"
    assert caught.value.extra["seen"] == "an end in the middle"


def test_a_mood_that_she_renamed_is_asked_once():
    history = read_file("daylio", "typical.csv")
    assert list(history.questions) == ["mood:Foggy"]
    question = history.questions["mood:Foggy"]
    assert question.assumed == "keep"
    assert question.options["keep"].changes == {}
    assert question.options["bad"].changes == {"mood": "😣"}
    asking = [record.row for record in history.records() if record.asks == ("mood:Foggy",)]
    assert asking == [2, 4]


def test_a_hostile_file_asks_no_more_than_a_person_answers():
    rows = [f"2026-01-01,,,,mood {number},,,," for number in range(200)]
    history = read("daylio", "\n".join([HEADER, *rows, f"2026-01-01,,,,{'x' * 65},,,,"]))
    assert len(history.questions) == 50
    assert sum(bool(record.asks) for record in history.records()) == 50


def test_the_same_at_another_time_of_the_day_is_counted():
    rows = [f"2026-01-01,,,{time},good,walk,,," for time in ("8:00 am", "9:00 pm", "9:30 pm")]
    history = read("daylio", "\n".join([HEADER, *rows, rows[0]]))
    first, again = values(history, "journal")
    assert first == again
    assert not_taken(history) == {("time", None, "incomplete"): 4, ("mood", "good", "repeated"): 2}


def test_a_tag_too_long_and_one_too_many_are_counted_alone():
    tags = [f"tag {number}" for number in range(TAGS + 1)]
    long = "x" * (TAG_LENGTH + 1)
    history = read("daylio", f"{HEADER}\n2026-01-01,,,,good,{long} | {' | '.join(tags)},,,")
    assert values(history, "journal")[0]["tags"] == tags[:TAGS]
    assert not_taken(history) == {
        ("activities", long[:64], "too_long"): 1,
        ("activities", tags[-1], "too_long"): 1,
    }


def test_an_entry_without_anything_is_counted():
    history = read("daylio", f"{HEADER}\n2026-01-01,January 1,Thursday,,,,,,")
    assert values(history, "journal") == []
    assert not_taken(history) == {("mood", None, "incomplete"): 1}


@pytest.mark.parametrize(
    ("text", "reason"), [("2026-02-30", "invalid"), ("0000-01-01", "invalid"), ("", "incomplete")]
)
def test_a_day_that_does_not_exist_is_counted(text, reason):
    history = read("daylio", f"{HEADER}\n{text},,,,good,,,,")
    assert values(history, "journal") == []
    assert not_taken(history) == {("full_date", text or None, reason): 1}


@pytest.mark.parametrize("text", ["14.03.2026", "20260314", "2026-W01-1", "٢٠٢٦-٠٣-١٤", "=1+1"])
def test_a_date_that_another_program_wrote_is_refused(text):
    assert refusal(f"{HEADER}\n2026-01-01,,,,good,,,,\n{text},,,,good,,,,") == {
        "expected": "a date like 2026-03-14",
        "seen": f"“{text}”",
        "row": "3",
        "column": "full_date",
    }


def test_a_month_in_an_unknown_language_is_refused():
    content = "year,date,weekday,time,mood,activities,note\n2018,18 мая,,,good,,"
    assert refusal(content)["seen"] == "“18 мая 2018”"


def test_a_file_without_a_whole_date_is_refused():
    assert refusal("date,mood,activities\nMarch 12,good,")["column"] == "full_date"


def test_a_column_yet_unknown_is_counted():
    history = read("daylio", f"{HEADER},weather\n2026-01-01,,,,good,,,,,sun")
    assert not_taken(history) == {("weather", None, "unknown"): 1}


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("a<br/>b<BR>c", "a\nb\nc"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("&unknown; &#228; &#xD800; &#0;", "&unknown; ä \ufffd \ufffd"),
        ("<i>so</i> <script>x</script>", "so <script>x</script>"),
    ],
)
def test_a_note_loses_its_markup_and_nothing_else(note, text):
    assert entries(f'2026-01-01,,,,good,,,,"{note}"')[0]["text"] == text


def test_a_spreadsheet_may_have_saved_it():
    content = (FILES / "daylio" / "old_version.csv").read_text().replace(",", ";")
    assert len(values(read("daylio", content.encode("utf-16")), "journal")) == 3


@pytest.mark.parametrize("file", ["typical.csv", "old_version.csv", "damaged.csv"])
def test_its_files_are_recognized(file):
    assert recognizing((FILES / "daylio" / file).read_bytes()) == ["daylio"]
