"""The zip of our own export, and each of its JSON files, read as a history."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from glowcycle.formats import registry
from glowcycle.formats.apps import glow_cycle
from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.formats.files.source import Source
from glowcycle.formats.reasons import SENTENCES
from glowcycle.person.export import other_files
from tests.support.large_files.glow_cycle import packed

FILES = Path(__file__).parent / "files" / "glow-cycle"
ENTRY = {
    "userId": "u",
    "entryId": "3f9f2a52-44a5-4e0b-bb5c-0f6a5c0d9b11",
    "date": "2026-03-05T21:30:00+01:00",
    "mood": "😌",
    "energy": 70,
    "text": "=1+1",
    "tags": ["a, b"],
    "cycleDay": 5,
    "createdAt": "2026-03-05T20:30:00.000000Z",
    "updatedAt": "2026-03-05T20:30:00.000000Z",
    "version": 1,
}
SCAN = {
    "scanId": "4f9f2a52-44a5-4e0b-bb5c-0f6a5c0d9b11",
    "date": "2026-03-05",
    "metrics": dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50),
    "cycleDay": None,
    "hasPhoto": True,
    "provenance": {"source": "bedrock", "modelId": "m"},
    "version": 1,
}


def records_file(kind, *records, sent=None):
    return json.dumps({"kind": kind, "asSent": sent or {}, "records": records}).encode()


def read(file):
    file = io.BytesIO(file) if isinstance(file, bytes) else file
    [form] = glow_cycle.FORMATS
    return form.read(Source(file))


def told(history):
    return {(each.what, each.value, each.reason): each.count for each in history.not_taken}


def taken(history):
    return [(record.kind, record.values) for record in history.records()]


def test_its_files_are_recognized():
    for name in ("typical.zip", "old_version.zip"):
        source = Source(io.BytesIO((FILES / name).read_bytes()))
        assert [each.name for each in registry.formats().values() if each.recognizes(source)] == [
            "glow-cycle"
        ]


def test_a_typical_export_is_taken():
    history = read((FILES / "typical.zip").read_bytes())
    assert history.version == "1"
    kinds = [record.kind for record in history.records()]
    assert {kind: kinds.count(kind) for kind in kinds} == {"journal": 2, "period": 3, "stage": 1}
    assert told(history) == {
        ("account", None, "account"): 2,
        ("consents", None, "choice"): 1,
        ("profile", None, "profile"): 1,
    }


def test_an_export_of_the_first_version_is_taken():
    history = read((FILES / "old_version.zip").read_bytes())
    assert [(kind, values["date"]) for kind, values in taken(history)] == [
        ("journal", "2025-02-03"),
        ("period", "2025-02-01"),
    ]
    assert told(history) == {}


def test_a_damaged_export_is_refused_with_the_place():
    with pytest.raises(WrongFile) as refused:
        read((FILES / "damaged.zip").read_bytes())
    assert refused.value.extra["expected"] == "a JSON object in period.json"
    assert (refused.value.extra["row"], refused.value.extra["column"]) == ("2", "19")


def test_a_record_comes_as_a_phone_would_send_it():
    history = read(packed({"journal.json": records_file("journal", ENTRY)}))
    names = ("entryId", "date", "mood", "energy", "text", "tags")
    assert taken(history) == [("journal", {name: ENTRY[name] for name in names})]


def test_a_cycle_day_comes_along_only_as_it_was_sent():
    sent = {ENTRY["entryId"]: {"cycleDay": 9, "energy": 1}}
    [(_, values)] = taken(read(packed({"journal.json": records_file("journal", ENTRY, sent=sent)})))
    assert (values["cycleDay"], values["energy"]) == (9, 70)


def test_photos_and_what_measured_a_scan_stay_behind_and_are_told():
    files = {"skin.json": records_file("skin", SCAN), f"photos/{SCAN['scanId']}.jpg": b"\xff"}
    history = read(packed(files))
    assert told(history) == {
        ("photos", None, "photo"): 1,
        ("provenance", "bedrock", "measured"): 1,
    }
    [(_, values)] = taken(history)
    assert values.keys() == {"scanId", "date", "metrics"}


def test_each_file_that_an_export_has_besides_records_is_known():
    assert {f"{name}.json" for name in glow_cycle.OTHERS} == other_files.NAMES


def test_an_empty_profile_needs_no_word():
    assert told(read(packed({"profile.json": b'{"birthYear": null}'}))) == {}


def test_what_only_a_later_version_knows_is_told_and_the_rest_taken():
    day = {"date": "2026-03-01", "flow": "light", "steps": 9_000, "sleep": None}
    day["temperature"] = {"celsius": 36.5, "time": None, "excluded": False, "site": "ear"}
    files = {
        "period.json": records_file("period", day),
        "sleep.json": records_file("sleep", {}, {}),
        "sleep.csv": b"",
        "friends.json": b"[]",
        "notes.txt": b"",
    }
    history = read(packed(files))
    assert told(history) == {
        ("sleep", None, "later"): 2,
        ("steps", None, "later"): 1,
        ("temperature.site", None, "later"): 1,
        ("friends.json", None, "later"): 1,
        ("notes.txt", None, "later"): 1,
    }
    [(_, values)] = taken(history)
    assert values == {
        "date": "2026-03-01",
        "flow": "light",
        "temperature": {"celsius": 36.5, "time": None, "excluded": False},
    }
    assert all(each.reason in SENTENCES for each in history.not_taken)


def test_a_record_that_is_there_twice_is_taken_once():
    files = {name: records_file("journal", ENTRY) for name in ("journal.json", "journal-2.json")}
    history = read(packed(files))
    assert len(taken(history)) == 1
    assert told(history) == {("journal", None, "several"): 1}


def test_what_is_no_record_is_told():
    history = read(packed({"journal.json": records_file("journal", 5, None, [])}))
    assert (taken(history), told(history)) == ([], {("journal", None, "invalid"): 3})


def test_what_was_missing_in_the_export_is_told():
    missing = ["journal/one", "photos/two.jpg", "photos/three.jpg"]
    history = read(packed({}, missing=missing))
    assert told(history) == {("photos", None, "incomplete"): 2, ("journal", None, "incomplete"): 1}


def test_a_zip_that_a_phone_packed_again_is_taken():
    file = io.BytesIO()
    with zipfile.ZipFile(packed({"journal.json": records_file("journal", ENTRY)})) as export:
        names = {name: export.read(name) for name in export.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as again:
        for name, data in names.items():
            again.writestr(f"My export/{name}", data)
            again.writestr(f"__MACOSX/My export/._{name}", b"\0")
    [form] = glow_cycle.FORMATS
    assert form.recognizes(Source(file))
    assert (len(taken(read(file))), told(read(file))) == (1, {})


def test_a_single_file_of_the_export_is_taken():
    file = records_file("journal", ENTRY)
    [form] = glow_cycle.FORMATS
    assert form.recognizes(Source(io.BytesIO(file)))
    assert len(taken(read(file))) == 1


@pytest.mark.parametrize(
    "file",
    [
        packed({}, version=2),
        packed({}, format="other"),
        packed({"journal.json": b"[]"}),
        packed({"journal.json": b"5"}),
        packed({"journal.json": b"{"}),
        packed({"journal.json": b'{"kind": "journal", "kind": "journal", "records": []}'}),
        packed({"journal.json": b'{"kind": "journal", "records": {}}'}),
        packed({"journal.json": b'{"kind": [], "records": []}'}),
        packed({"journal.json": b"\xff"}),
        packed({"journal.json": b"[" * 100_000}),
        b"",
        b"date,mood\n",
    ],
)
def test_a_wrong_file_is_refused(file):
    with pytest.raises(WrongFile) as refused:
        read(file)
    assert refused.value.extra["expected"]
    assert refused.value.extra["seen"]


def test_a_file_larger_than_any_of_an_export_is_refused(monkeypatch):
    monkeypatch.setattr(glow_cycle, "MAX_FILE_BYTES", 1_000)
    with pytest.raises(TooLarge):
        read(packed({"journal.json": records_file("journal", {**ENTRY, "text": "x" * 1_000})}))


def test_a_file_as_large_as_an_export_makes_them_is_taken():
    entries = [{**ENTRY, "entryId": str(number), "text": "x" * 10_000} for number in range(550)]
    history = read(packed({"journal.json": records_file("journal", *entries)}))
    assert len(taken(history)) == 550


def test_an_export_with_more_than_a_history_is_refused(monkeypatch):
    monkeypatch.setattr(glow_cycle, "MAX_WEIGHT", 3_000)
    files = {f"journal-{number}.json": records_file("journal", ENTRY) for number in range(5)}
    with pytest.raises(TooLarge):
        read(packed(files))
