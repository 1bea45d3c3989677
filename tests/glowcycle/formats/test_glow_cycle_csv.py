"""The tables that our own lists and exports write, read as a history again."""

import io
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glowcycle.api.csv_tables import marked, table, unmarked
from glowcycle.formats import registry
from glowcycle.formats.apps import glow_cycle_csv
from glowcycle.formats.errors import WrongFile
from glowcycle.formats.files.source import Source
from glowcycle.records import record_kinds
from tests.support.large_files.glow_cycle import TIMES

FILES = Path(__file__).parent / "files" / "glow-cycle-csv"
# What the marks of a table depend on, and a letter.
SPECIAL = "'=-, \t\n\"a\u200b"


def read(data):
    [form] = glow_cycle_csv.FORMATS
    return form.read(Source(io.BytesIO(data)))


def written(kind, /, **values):
    """Return a table with one record of the kind, as our lists write it."""
    serializer = record_kinds()[kind].serializer
    empty = {
        name: dict.fromkeys(getattr(field, "fields", ()))
        if hasattr(field, "fields") and not field.allow_null
        else None
        for name, field in serializer().fields.items()
    }
    return table(serializer=serializer, records=[{**empty, **TIMES, "version": 1, **values}])


def taken(history):
    """Return the values of each record, but for empty ones."""
    return [
        (record.kind, {name: value for name, value in record.values.items() if value is not None})
        for record in history.records()
    ]


def told(history):
    return {(each.what, each.value, each.reason): each.count for each in history.not_taken}


@pytest.mark.parametrize("name", ["typical.csv", "old_version.csv"])
def test_its_files_are_recognized(name):
    source = Source(io.BytesIO((FILES / name).read_bytes()))
    found = [each.name for each in registry.formats().values() if each.recognizes(source)]
    assert found == ["glow-cycle-csv"]


def test_a_typical_table_is_taken():
    history = read((FILES / "typical.csv").read_bytes())
    assert taken(history) == [
        (
            "journal",
            {
                "entryId": "0b0e7a34-5d1c-4a4e-9d39-0a3a6f1f0c01",
                "date": "2026-03-02",
                "mood": "😌",
                "energy": 72.5,
                "text": "=1+1",
                "tags": ["sleep", "-walk"],
            },
        ),
        (
            "journal",
            {
                "entryId": "0b0e7a34-5d1c-4a4e-9d39-0a3a6f1f0c02",
                "date": "2026-03-04T21:30:00+01:00",
                "energy": 0,
            },
        ),
    ]
    assert told(history) == {("cycleDay", None, "computed"): 2}


def test_a_table_of_the_first_version_that_a_spreadsheet_saved_is_taken():
    history = read((FILES / "old_version.csv").read_bytes())
    assert taken(history) == [
        ("period", {"date": "2025-02-01", "flow": "medium", "symptoms": ["cramps", "headache"]}),
        ("period", {"date": "2025-02-02", "cycleLength": 28}),
    ]


def test_a_damaged_table_is_refused_with_the_place():
    with pytest.raises(WrongFile) as refused:
        read((FILES / "damaged.csv").read_bytes())
    assert refused.value.extra["row"] == "3"


def test_objects_and_answers_of_yes_and_no_are_read():
    day = {
        "date": "2026-03-01",
        "startsPeriod": False,
        "temperature": {"celsius": 36.45, "time": "06:40", "excluded": True},
        "medication": ["a", "b"],
    }
    assert taken(read(written("period", **day))) == [("period", day)]
    assert taken(read(written("period", date="2026-03-01"))) == [("period", {"date": "2026-03-01"})]


def test_a_pack_and_scores_are_read():
    stage = {
        "stageId": "0b0e7a34-5d1c-4a4e-9d39-0a3a6f1f0c03",
        "kind": "contraception",
        "start": "2026-01-01",
        "method": "combinedPill",
        "pack": {"active": 21, "pause": 7, "begins": "2026-01-01"},
    }
    assert taken(read(written("stage", **stage))) == [("stage", stage)]
    metrics = dict.fromkeys(("radiance", "moisture", "texture", "pores"), 50.5)
    scan = {"scanId": stage["stageId"], "date": "2026-01-01"}
    provenance = {"source": "local", "quality": [], "observations": [], "confidence": None}
    provenance |= {"modelId": "m", "promptVersion": None, "measuredAt": None, "missing": None}
    measured = {"hasPhoto": True, "provenance": provenance}
    history = read(written("skin", **scan, metrics={**metrics, "darkCircles": None}, **measured))
    [(_, values)] = taken(history)
    assert values == {**scan, "metrics": {**metrics, "darkCircles": None}}
    assert told(history) == {("photos", None, "photo"): 1, ("provenance", "local", "measured"): 1}


def test_a_column_that_only_a_later_version_knows_is_told():
    data = written("period", date="2026-03-01", flow="light").decode("utf-8-sig")
    head, row, _ = data.split("\r\n")
    data = f'{head},"steps","temperature.site"\r\n{row},"9000","ear"\r\n'.encode()
    history = read(data)
    assert told(history) == {("steps", None, "later"): 1, ("temperature.site", None, "later"): 1}


def test_a_cell_that_its_field_cannot_hold_stays_for_the_serializer_to_refuse():
    data = written("journal", date="2026-03-01", energy=50).replace(b'"50"', b'"50 %"')
    [(_, values)] = taken(read(data))
    assert values["energy"] == "50 %"


def test_another_table_is_refused():
    with pytest.raises(WrongFile):
        read(b"date,mood\n2026-03-01,good\n")


def test_an_apostrophe_of_ours_is_taken_off_and_hers_stays():
    for text in ("=1", "'=1", "''=1", "'a", "a,=1", "a,'=1", "\tx", "'\tx", "' ,'=1", "it's"):
        [(_, values)] = taken(read(written("journal", date="2026-03-01", text=text)))
        assert values["text"] == text


def test_each_short_text_comes_back_from_a_table():
    for length in range(5):
        for letters in product(SPECIAL, repeat=length):
            text = "".join(letters)
            assert unmarked(marked(text)) == text, ascii(text)


@given(st.text(st.sampled_from(SPECIAL + ";\r\u2028+@\uff1d") | st.characters()))
def test_any_text_comes_back_from_a_table(text):
    assert unmarked(marked(text)) == text
