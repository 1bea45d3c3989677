"""Rows of CSV files: as an app wrote them, as a spreadsheet saved them, and damaged ones."""

import io
import time

import pytest

from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.formats.files import csv_rows, text_lines
from glowcycle.formats.files.csv_rows import CsvRows, has_columns
from glowcycle.formats.files.source import Source

NEEDED = ("date", "mood")
FILE = "date,mood,note\n2026-01-01,good,so-so\n2026-01-02,,\n"
CELLS = [
    (2, {"date": "2026-01-01", "mood": "good", "note": "so-so"}),
    (3, {"date": "2026-01-02", "mood": "", "note": ""}),
]


def source(content, encoding="utf-8"):
    return Source(io.BytesIO(content if isinstance(content, bytes) else content.encode(encoding)))


def rows(content, encoding="utf-8", **options):
    found = CsvRows(source(content, encoding), **{"needed": NEEDED, **options})
    return [(row.number, dict(row.cells)) for row in found]


def refusal(content, encoding="utf-8", **options):
    with pytest.raises(WrongFile) as caught:
        rows(content, encoding, **options)
    return caught.value.extra


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_each_encoding_that_the_file_itself_tells_is_read(encoding):
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    assert rows(mark + FILE, encoding) == CELLS


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_that_a_spreadsheet_saved_is_read_as_well(delimiter, end):
    assert rows(FILE.replace(",", delimiter).replace("\n", end)) == CELLS


def test_a_row_begins_where_its_first_line_is():
    content = 'date,mood\n\n,\n2026-01-01,"go\nod, ""very"""\n2026-01-02,bad\n'
    assert rows(content) == [
        (4, {"date": "2026-01-01", "mood": 'go\nod, "very"'}),
        (6, {"date": "2026-01-02", "mood": "bad"}),
    ]


def test_a_header_alone_has_no_rows():
    assert rows("date,mood") == []


def test_a_column_without_a_name_has_its_number():
    found = CsvRows(source(" date ,mood,,x\n1,2,3,4"), needed=NEEDED)
    assert found.columns == ("date", "mood", "3", "x")
    (row,) = found
    assert (row["date"], row["3"], row["no such column"]) == ("1", "3", "")


def test_another_header_is_refused_with_what_is_missing():
    assert refusal("date,feeling\n2026-01-01,good\n") == {
        "expected": "the columns date, mood, each once",
        "seen": "“date,feeling”",
        "row": "1",
        "column": "mood",
    }


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_empty_file_is_refused(content):
    assert refusal(content)["seen"] == "nothing"


def test_a_column_that_is_there_twice_is_refused():
    assert refusal("date,mood,date\n")["column"] == "date"


def test_a_long_header_is_cut_in_the_refusal():
    assert len(refusal("x" * 1000)["seen"]) == 66
    assert len(refusal(f"date,mood,{'x' * 1000}\n1,2\n")["column"]) == 64


def test_a_header_of_very_many_columns_is_judged_at_once():
    names = ",".join(f"x{number}" for number in range(18_000))
    began = time.process_time()
    assert refusal(f"date,mood,{names},date\n")["column"] == "date"
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("row", "seen", "column"),
    [
        ("2026-01-02", "1 cell", "mood"),
        ("2026-01-02;bad;x", "1 cell", "mood"),
        ("1,2,3,4", "4 cells", "note"),
    ],
)
def test_a_row_with_other_cells_than_the_header_is_refused(row, seen, column):
    assert refusal(f"{FILE}{row}\n") == {
        "expected": "3 cells in each row",
        "seen": seen,
        "row": "4",
        "column": column,
    }


@pytest.mark.parametrize("row", ['2026-01-02,"ba"d,x', '2026-01-02,bad,"cut'])
def test_a_wrong_quotation_mark_is_refused_with_its_row(row):
    assert refusal(f"{FILE}{row}\n")["row"] == "4"
    assert refusal(f"{FILE}{row}\n{FILE[15:]}")["row"] == "4"


def test_an_app_may_write_quotation_marks_elsewhere():
    content = 'date,mood\n1,""hi"" there\n2,said ""hi""'
    assert [cells["mood"] for _, cells in rows(content, strict=False)] == [
        'hi"" there',
        'said ""hi""',
    ]


def test_text_in_another_encoding_is_refused_with_its_place():
    assert refusal("date,mood\n2026-01-01,müde\n", "latin-1") == {
        "expected": "text in UTF-8 or UTF-16",
        "seen": "text in another encoding",
        "row": "2",
        "column": "13",
    }


@pytest.mark.parametrize(
    "content",
    [
        b"date,mood\n2026-01-01,\xed\xa0\x80\n",
        b"date,mood\n2026-01-01,\0\n",
        "date,mood\n".encode("utf-16") + b"\x00\xd8\x41\x00",
        "date,mood\n1,2".encode("utf-16")[:-1],
        "date,mood\n1,2".encode("utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused(content):
    assert refusal(content)["expected"] == "text in UTF-8 or UTF-16"


@pytest.mark.parametrize("filling", ["x" * 1000, "x\n" * 500, '","' * 300])
def test_a_row_is_bounded_however_it_grows(filling):
    opened = 'date,mood\n2026-01-01,"'
    with pytest.raises(TooLarge):
        rows(opened + filling * (text_lines.MAX_ROW_LENGTH // len(filling) + 1))


def test_rows_cells_and_characters_are_bounded(monkeypatch):
    assert len(rows(FILE)) == 2
    monkeypatch.setattr(csv_rows, "MAX_CELLS", 5)
    with pytest.raises(TooLarge):
        rows(FILE)
    monkeypatch.setattr(csv_rows, "MAX_ROWS", 2)
    with pytest.raises(TooLarge):
        rows("date,mood\n" + "\n" * 3)
    monkeypatch.setattr(text_lines, "MAX_LENGTH", 30)
    with pytest.raises(TooLarge):
        rows(FILE)


def test_the_file_stays_open_for_the_next_reader():
    file = source(FILE)
    next(iter(CsvRows(file, needed=NEEDED)))
    assert [row.number for row in CsvRows(file, needed=NEEDED)] == [2, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_recognized_by_its_header(encoding):
    assert has_columns(source("\r\n" + FILE.replace(",", ";"), encoding), needed=NEEDED)


@pytest.mark.parametrize("content", [b"", b"date,feeling", b'"date,mood', b"\xff\xfe\0", b"[1]"])
def test_other_files_are_not_recognized(content):
    assert not has_columns(source(content), needed=NEEDED)
