"""What is no export, or no longer one, is refused in words, and nothing of it is stored."""

import io
import json
import struct
import zipfile
from uuid import uuid4

import pytest

from glowcycle.person.data_import.reader import NotAnExport
from tests.support.altered_exports import altered, bring, files_of, forged, zipped
from tests.support.faults import store_faults
from tests.support.stored_life import items


@pytest.fixture
def refuse(stranger):
    """Assert that the zip is refused, that nothing was written, and return in which words."""

    def refused(zip_file):
        before = list(items(stranger.user_id))
        with store_faults() as calls, pytest.raises(NotAnExport) as error:
            bring(stranger, zip_file)
        assert calls == []
        assert list(items(stranger.user_id)) == before
        assert "canary" not in str(error.value)
        return str(error.value)

    return refused


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 1000, b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_zip(refuse, data):
    refuse(data)


def test_another_zip(refuse):
    refuse(zipped({"letter.txt": b"hello"}))
    refuse(zipped({"manifest.json": b"{}"}))
    assert "not an export" in refuse(zipped({"manifest.json": b'{"format": "other"}'}))


def test_another_version(refuse, archive):
    assert "another version" in refuse(forged(files_of(archive), version=2))
    assert "another version" in refuse(forged(files_of(archive), version="1"))


@pytest.mark.parametrize("end", [1, 100, 5_000])
def test_one_that_was_cut_off(refuse, archive, end):
    refuse(archive[:-end])


def test_a_file_that_was_altered_is_named(refuse, archive):
    files = files_of(archive)
    files["journal.json"] = files["journal.json"].replace(b"canary", b"yranac")
    assert refuse(zipped(files)) == "journal.json was changed since it was exported."


def test_a_byte_that_flipped_is_seen_wherever_it_is(refuse, archive):
    place = archive.index(b"canary")
    refuse(archive[:place] + b"X" + archive[place + 1 :])


@pytest.mark.parametrize("name", ["period.json", "period.csv", "index.html", "manifest.json"])
def test_a_file_that_is_missing(refuse, archive, name):
    files = files_of(archive)
    del files[name]
    refuse(zipped(files))


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "photos/../journal.json",
        "photos/",
        "C:\\boot.ini",
        "journal-.json",
        "JOURNAL.json",
        "other.json",
        "photos/not-a-uuid.jpg",
        "ｊournal.json",
    ],
)
def test_a_name_that_no_export_has(refuse, archive, name):
    refuse(forged({**files_of(archive), name: b"{}"}))


def test_a_name_that_is_there_twice(refuse, archive):
    out = io.BytesIO(archive)
    with zipfile.ZipFile(out, "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("journal.json", b"{}")
    refuse(out.getvalue())


def test_a_bomb_is_refused_before_it_is_unpacked(refuse, archive):
    files = {**files_of(archive), "journal-2.csv": b"\0" * 50_000_000}
    bomb = zipped(files, zipfile.ZIP_DEFLATED)
    assert len(bomb) < 200_000
    assert "packed anew" in refuse(bomb)


def test_files_that_lie_upon_each_other_are_refused(refuse, archive):
    """Let many entries of the directory share one file: 100 times what the zip holds."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("manifest.json", b"{}")
        packed.writestr("journal.json", b"x" * 100_000)
        shared = packed.getinfo("journal.json")
        for number in range(2, 102):
            copy = zipfile.ZipInfo(f"journal-{number}.json")
            for name in ("header_offset", "CRC", "compress_size", "file_size"):
                setattr(copy, name, getattr(shared, name))
            packed.filelist.append(copy)
    assert "more than it holds" in refuse(out.getvalue())


def test_a_size_that_is_not_true_is_refused(refuse, archive):
    place = archive.index(b"PK\x01\x02")
    for offset in (20, 24):  # of the first entry: compressed, uncompressed
        forged_size = struct.pack("<I", 0x7FFFFFFF)
        refuse(archive[: place + offset] + forged_size + archive[place + offset + 4 :])


def test_an_encrypted_one_is_refused(refuse, archive):
    place = archive.index(b"PK\x01\x02")
    refuse(archive[: place + 8] + b"\x01\x00" + archive[place + 10 :])


@pytest.mark.parametrize(
    "files",
    [None, 5, [], [None], [{}], {"journal.json": 1}, [{"name": [], "bytes": 1, "sha256": "x"}]],
)
def test_a_manifest_that_does_not_say_what_is_there(refuse, archive, files):
    packed = files_of(archive)
    manifest = json.loads(packed["manifest.json"])
    packed["manifest.json"] = json.dumps({**manifest, "files": files}).encode()
    refuse(zipped(packed))


def test_a_manifest_that_names_a_file_twice(refuse, archive):
    packed = files_of(archive)
    manifest = json.loads(packed["manifest.json"])
    manifest["files"].append(manifest["files"][0])
    packed["manifest.json"] = json.dumps(manifest).encode()
    refuse(zipped(packed))


@pytest.mark.parametrize("missing", [None, 5, "x", [5], [None]])
def test_a_manifest_that_does_not_say_what_is_missing(refuse, archive, missing):
    refuse(forged(files_of(archive), missing=missing))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("entryId", "../../x"),
        ("entryId", None),
        ("date", "2026-02-30"),
        ("date", "9999-12-31"),
        ("energy", 101),
        ("energy", True),
        ("text", "x" * 20_001),
        ("text", "\ud800"),
        ("tags", ["x"] * 51),
        ("tags", "canary"),
        ("version", 0),
        ("version", "1"),
        ("version", 10**12),
        ("createdAt", "yesterday"),
        ("createdAt", None),
        ("createdAt", "2999-01-01T00:00:00.000000Z"),
        ("createdAt", "0000-13-01T00:00:00.000000Z"),
        ("hasPhoto", True),
        ("unknown", 1),
    ],
)
def test_a_record_that_cannot_be_is_named_by_its_number(refuse, archive, field, value):
    said = refuse(
        altered(archive, "journal.json", lambda told: told["records"][0].update({field: value}))
    )
    assert said.startswith("journal.json")


@pytest.mark.parametrize("value", [None, 5, [], {"journal": []}])
def test_what_is_no_record_is_refused(refuse, archive, value):
    refuse(altered(archive, "period.json", lambda told: told.update(records=[value])))
    refuse(altered(archive, "period.json", lambda told: told.update(records=value)))


def test_fewer_or_more_records_than_the_manifest_says_are_refused(refuse, archive):
    for records in (None, {}, {"journal": 1}, {"journal": 1, "period": 2, "skin": 1}):
        assert "other records" in refuse(forged(files_of(archive), records=records))


@pytest.mark.parametrize("sent", [5, {"cycleDay": "x"}, {"cycleDay": 0}, {"energy": 5}])
def test_what_no_phone_can_have_sent_is_refused(refuse, archive, sent):
    def alter(told):
        told["asSent"] = {told["records"][0]["entryId"]: sent}

    refuse(altered(archive, "journal.json", alter))


def test_a_record_that_is_there_twice_is_refused(refuse, archive):
    said = refuse(
        altered(archive, "period.json", lambda told: told["records"].append(told["records"][0]))
    )
    assert said == "period.json, record 2 is a duplicate."


@pytest.mark.parametrize("field", ["source", "quality", "confidence", "observations", "measuredAt"])
def test_a_measurement_that_cannot_be_is_refused(refuse, archive, field):
    def alter(told):
        told["records"][0]["provenance"][field] = {"canary": 1}

    refuse(altered(archive, "skin.json", alter))
    refuse(altered(archive, "skin.json", lambda told: told["records"][0]["provenance"].pop(field)))


def test_a_photo_without_its_scan_and_a_scan_without_its_photo_are_refused(refuse, archive):
    files = files_of(archive)
    assert "without their scans" in refuse(
        forged({**files, f"photos/{uuid4()}.jpg": b"\xff\xd8\xff"})
    )
    (photo,) = [name for name in files if name.startswith("photos/")]
    assert "hasPhoto" in refuse(
        forged({name: data for name, data in files.items() if name != photo})
    )
    assert "is not a photo" in refuse(forged({**files, photo: b"<svg/>"}))
