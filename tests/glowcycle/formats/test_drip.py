"""drip: days of the log, from columns that grew from version to version."""

import pytest

from glowcycle.formats.errors import WrongFile
from tests.support.read_histories import FILES, not_taken, read, read_file, recognizing, values

NEEDED = ("date", "temperature.value", "bleeding.value")


def table(*days, **cells):
    """Return a file of these days, or of one day with these cells: `bleeding_value="1"`."""
    found = days or [{"date": "2026-03-01", **cells}]
    found = [{name.replace("_", ".", 1): cell for name, cell in day.items()} for day in found]
    columns = list(dict.fromkeys([*NEEDED, *(name for day in found for name in day)]))
    rows = [",".join(day.get(column, "") for column in columns) for day in found]
    return "\n".join([",".join(columns), *rows])


def day_of(**cells):
    (day,) = values(read("drip", table(**cells)), "period")
    return {name: value for name, value in day.items() if name != "date"}


def skipped(**cells):
    return not_taken(read("drip", table(**cells)))


def test_a_typical_file():
    history = read_file("drip", "typical.csv")
    assert values(history, "period") == [
        {
            "date": "2026-03-16",
            "temperature": {"celsius": 36.42, "time": "06:50"},
            "mucus": "eggWhite",
            "sex": "protected",
        },
        {
            "date": "2026-03-09",
            "temperature": {"celsius": 36.9, "time": "09:15", "excluded": True},
            "mucus": "dry",
            "note": "slept badly, fever",
        },
        {"date": "2026-03-05", "flow": "spotting", "startsPeriod": False},
        {
            "date": "2026-03-03",
            "flow": "heavy",
            "symptoms": ["cramps", "tender breasts"],
            "note": 'she said "rest"\nclots\nleft knee',
        },
        {
            "date": "2026-03-02",
            "flow": "light",
            "temperature": {"celsius": 36.31, "time": "07:05"},
            "note": 'day one.\ntea, "the good one"',
        },
        {"date": "2026-03-01", "flow": "spotting"},
    ]
    assert values(history, "journal") == [
        {"date": "2026-03-16", "mood": "energetic"},
        {"date": "2026-03-09", "mood": "sad", "text": "flat"},
        {"date": "2026-03-09", "mood": "fatigue"},
    ]
    assert not_taken(history) == {
        ("cervix.opening", "2", "no_place"): 1,
        ("cervix.firmness", "1", "no_place"): 1,
        ("desire.value", "0", "no_place"): 1,
        ("bleeding.underwear", "true", "no_place"): 1,
        ("bleeding.cup", "true", "no_place"): 1,
    }


def test_a_file_of_2019_without_moods():
    history = read_file("drip", "old_version.csv")
    assert values(history, "period") == [
        {"date": "2019-05-20", "sex": "protected", "symptoms": ["headache"]},
        {"date": "2019-05-02", "flow": "medium", "temperature": {"celsius": 36.5}},
        {"date": "2019-05-01", "flow": "medium", "note": "first day"},
    ]
    assert not_taken(history) == {}


def test_a_damaged_file_names_the_row():
    with pytest.raises(WrongFile) as caught:
        read_file("drip", "damaged.csv")
    assert caught.value.extra["row"] == "4"


@pytest.mark.parametrize(
    ("feeling", "texture", "mucus"),
    [
        ("0", "0", "dry"),
        ("1", "0", "dry"),
        ("2", "1", "creamy"),
        ("", "1", "creamy"),
        ("3", "0", "watery"),
        ("3", "1", "watery"),
        ("0", "2", "eggWhite"),
    ],
)
def test_mucus_is_the_better_of_what_she_felt_and_saw(feeling, texture, mucus):
    assert day_of(mucus_feeling=feeling, mucus_texture=texture) == {"mucus": mucus}


@pytest.mark.parametrize(
    ("cells", "counted"),
    [
        ({"feeling": "2", "texture": "0"}, ("mucus.feeling", "2", "no_place")),
        ({"feeling": "0"}, ("mucus.feeling", "0", "incomplete")),
        ({"texture": "0"}, ("mucus.texture", "0", "incomplete")),
        ({"feeling": "7"}, ("mucus.feeling", "7", "unknown")),
        ({"texture": "2", "exclude": "true"}, ("mucus.texture", "2", "excluded")),
    ],
)
def test_other_mucus_is_counted(cells, counted):
    named = {f"mucus_{name}": cell for name, cell in cells.items()}
    assert skipped(**named) == {counted: 1}
    assert values(read("drip", table(**named)), "period") == []


@pytest.mark.parametrize(
    ("names", "sex"),
    [(["partner", "none"], "unprotected"), (["partner", "pill", "condom"], "protected")],
)
def test_sex_with_a_partner_is_protected_or_not(names, sex):
    assert day_of(**{f"sex_{name}": "true" for name in names}) == {"sex": sex}


@pytest.mark.parametrize(
    ("names", "counted"),
    [
        (["solo"], [("sex.solo", "no_place")]),
        (["pill", "none"], [("sex.pill", "no_place"), ("sex.none", "no_place")]),
        (["partner"], [("sex.partner", "incomplete")]),
        (["partner", "pill", "none"], [("sex.partner", "several")]),
    ],
)
def test_other_sex_is_counted(names, counted):
    found = skipped(**{f"sex_{name}": "true" for name in names})
    assert found == {(column, "true", reason): 1 for column, reason in counted}


@pytest.mark.parametrize("time", ["25:00", "7", "7:5", "noon"])
def test_a_temperature_stays_without_its_wrong_time(time):
    assert day_of(temperature_value='"36,55"', temperature_time=time) == {
        "temperature": {"celsius": 36.55}
    }
    assert skipped(temperature_value="36.55", temperature_time=time) == {
        ("temperature.time", time, "invalid"): 1
    }


@pytest.mark.parametrize("value", ["warm", "-36.5", "3e1", "nan", "٣٦", "=36.5"])
def test_a_temperature_that_is_no_number_is_counted(value):
    assert skipped(temperature_value=value) == {("temperature.value", value, "invalid"): 1}


@pytest.mark.parametrize("value", ["4", "-1", "light", "true"])
def test_bleeding_of_another_strength_is_counted(value):
    assert skipped(bleeding_value=value, bleeding_exclude="true") == {
        ("bleeding.value", value, "unknown"): 1
    }


def test_a_day_that_is_there_twice_keeps_the_stronger_flow_and_the_first_of_all_else():
    first = {"date": "2026-03-01", "bleeding_value": "1", "temperature_value": "36.5"}
    second = {"date": "2026-03-01", "bleeding_value": "2", "temperature_value": "36.6"}
    history = read("drip", table(first, second, second))
    assert values(history, "period") == [
        {"date": "2026-03-01", "flow": "medium", "temperature": {"celsius": 36.5}}
    ]
    assert not_taken(history) == {
        ("bleeding.value", "light", "several"): 1,
        ("temperature.value", "36.6", "several"): 2,
    }


def test_pain_and_mood_without_a_word_are_counted():
    assert skipped(pain_other="true", mood_other="yes") == {
        ("pain.other", "true", "incomplete"): 1,
        ("mood.other", "yes", "unknown"): 1,
    }


def test_an_empty_day_is_no_record():
    history = read("drip", table(mucus_exclude="false", sex_solo="false"))
    assert [*history.records()] == []
    assert not_taken(history) == {}


def test_a_column_yet_unknown_is_counted():
    assert skipped(libido_value="2") == {("libido.value", "2", "unknown"): 1}


def test_quotation_marks_stand_where_the_app_writes_them():
    found = read("drip", table(note_value='""hi"" there'))
    assert values(found, "period")[0]["note"] == 'hi" there'
    with pytest.raises(WrongFile):
        read("drip", table(note_value='"open') + "\n2026-03-02,36.5,1,x")


@pytest.mark.parametrize("file", ["typical.csv", "old_version.csv", "damaged.csv"])
def test_its_files_are_recognized(file):
    assert recognizing((FILES / "drip" / file).read_bytes()) == ["drip"]


@pytest.mark.parametrize("written", ["36.550000000000004", "36.55", "97.79"])
def test_a_temperature_is_rounded_to_what_a_record_takes(written):
    assert day_of(temperature_value=written) == {"temperature": {"celsius": 36.55}}


def test_a_date_may_carry_a_time():
    assert values(read("drip", table(date="2026-03-01T00:00:00.000Z")), "period") == []
    found = read("drip", table({"date": "2026-03-01T23:30:00.000Z", "bleeding_value": "1"}))
    assert values(found, "period") == [{"date": "2026-03-01", "flow": "light"}]


def test_marks_of_nothing_and_what_the_app_makes_of_nothing_are_counted():
    alone = {"temperature_time": "07:00", "bleeding_exclude": "true", "mucus_value": "4"}
    assert skipped(temperature_exclude="true", **alone) == {
        ("temperature.time", "07:00", "incomplete"): 1,
        ("temperature.exclude", "true", "incomplete"): 1,
        ("bleeding.exclude", "true", "incomplete"): 1,
        ("mucus.value", "4", "incomplete"): 1,
    }
