"""What every CSV format says to files that a spreadsheet, a disk or a hostile person changed."""

import io
import zipfile

import pytest

from glowcycle.formats.errors import TooLarge, WrongFile
from tests.support.read_histories import not_taken, read, recognizing

# Of each format: a header, and a row with a text in its last column.
HEADERS = {
    "bearable": "date,weekday,time of day,category,rating/amount,detail,notes",
    "daylio": "full_date,date,weekday,time,mood,activities,scales,note_title,note",
    "drip": "date,temperature.value,bleeding.value,note.value",
}
ROWS = {
    "bearable": '"22nd Jan 2026","","","Mood","7","","{text}"',
    "daylio": '"2026-01-22","","","","good","","","","{text}"',
    "drip": '"2026-01-22","36.5","1","{text}"',
}
each_format = pytest.mark.parametrize("name", sorted(HEADERS))


def file(name, *texts, header=None):
    rows = [ROWS[name].format(text=text) for text in texts]
    return "\n".join([header or HEADERS[name], *rows, ""])


def records(name, content):
    return [record.values for record in read(name, content).records()]


def texts(name, content):
    return [each.get("text", each.get("note")) for each in records(name, content)]


def refusal(name, content):
    with pytest.raises(WrongFile) as caught:
        read(name, content)
    return caught.value.extra


@each_format
def test_a_header_alone_is_an_empty_history(name):
    assert records(name, HEADERS[name]) == []
    assert records(name, f"{HEADERS[name]}\r\n\r\n") == []


@each_format
def test_rows_without_any_cell_are_not_taken(name):
    empty = "," * HEADERS[name].count(",")
    history = read(name, f"{HEADERS[name]}\n\n{empty}\n{empty}\n")
    assert [*history.records()] == []
    assert not_taken(history) == {}


@each_format
def test_a_row_that_is_there_twice_is_the_same_record(name):
    first, *others = records(name, file(name, "so-so", "so-so"))
    assert all(each == first for each in others)


@each_format
@pytest.mark.parametrize(
    "text", ["a\nb", "a\r\nb", 'say ""no""', "=HYPERLINK(1)", "a;b\tc", "e\u0301👩‍🦰\u202e"]
)
def test_her_text_comes_as_she_wrote_it(name, text):
    assert texts(name, file(name, text)) == [text.replace('""', '"')]


@each_format
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_another_delimiter_in_the_whole_file_is_read(name, delimiter):
    assert texts(name, file(name, "so-so").replace(",", delimiter)) == ["so-so"]


@each_format
def test_another_delimiter_in_one_row_is_refused(name):
    content = file(name, "so-so") + ROWS[name].format(text="x").replace(",", ";")
    assert refusal(name, content)["row"] == "3"


@each_format
def test_another_header_is_refused_with_its_column(name):
    found = refusal(name, file(name, "x").replace("date,", "day,", 1).replace("full_day", "day"))
    assert found["row"] == "1"
    assert found["column"] in ("date", "full_date")


@each_format
@pytest.mark.parametrize("damage", [b"\0", b"\xff", b"\xed\xa0\x80"])
def test_what_is_no_text_is_refused_with_its_row(name, damage):
    content = file(name, "so-so", "HERE").encode().replace(b"HERE", damage)
    assert refusal(name, content)["row"] == "3"


@each_format
def test_a_huge_cell_is_too_large(name):
    with pytest.raises(TooLarge):
        read(name, file(name, "x" * 200_000))


@each_format
def test_a_day_to_come_is_left_to_the_preview(name):
    content = file(name, "x").replace("2026-01-22", "2099-01-22").replace("Jan 2026", "Jan 2099")
    assert records(name, content)[0]["date"] == "2099-01-22"


@each_format
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_recognized_in_each_encoding(name, encoding):
    assert recognizing(file(name, "müde").encode(encoding)) == [name]
    assert texts(name, file(name, "müde").encode(encoding)) == ["müde"]


@each_format
def test_it_may_lie_in_a_zip_alone(name):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/", "")
        archive.writestr("folder/export.CSV", file(name, "müde").encode("utf-16"))
        archive.writestr("__MACOSX/folder/._export.CSV", b"\0")
    assert recognizing(packed.getvalue()) == [name]
    assert texts(name, packed.getvalue()) == ["müde"]
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("another.csv", file(name, "x"))
    assert recognizing(packed.getvalue()) == []
