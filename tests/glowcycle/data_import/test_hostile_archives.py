"""Zips that are not exports, or altered exports, are refused and nothing is stored."""

import io
import json
import struct
import zipfile
from uuid import uuid4

import pytest

from tests.support.altered_exports import (
    alter_file,
    unzip,
    zip_files,
    zip_with_manifest,
)
from tests.support.record_samples import METRICS


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 1000, b"PK\x05\x06" + b"\0" * 18])
def test_other_bytes_are_refused(refuse, data):
    refuse(data)


def test_zip_that_is_not_an_export_is_refused(refuse):
    refuse(zip_files({"letter.txt": b"hello"}))
    refuse(zip_files({"manifest.json": b"{}"}))
    assert "not an export" in refuse(zip_files({"manifest.json": b'{"format": "other"}'}))


def test_other_version_is_refused(refuse, archive):
    assert "another version" in refuse(zip_with_manifest(unzip(archive), version=2))
    assert "another version" in refuse(zip_with_manifest(unzip(archive), version="1"))


@pytest.mark.parametrize("end", [1, 100, 5_000])
def test_truncated_zip_is_refused(refuse, archive, end):
    refuse(archive[:-end])


def test_altered_file_is_refused_by_name(refuse, archive):
    files = unzip(archive)
    files["journal.json"] = files["journal.json"].replace(b"canary", b"yranac")
    assert refuse(zip_files(files)) == "journal.json was changed since it was exported."


def test_flipped_byte_is_refused(refuse, archive):
    offset = archive.index(b"canary")
    refuse(archive[:offset] + b"X" + archive[offset + 1 :])


@pytest.mark.parametrize("name", ["period.json", "period.csv", "index.html", "manifest.json"])
def test_zip_with_a_missing_file_is_refused(refuse, archive, name):
    files = unzip(archive)
    del files[name]
    refuse(zip_files(files))


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
        "other.txt",
        "photos/not-a-uuid.jpg",
        "ｊournal.json",
    ],
)
def test_unknown_file_name_is_refused(refuse, archive, name):
    refuse(zip_with_manifest({**unzip(archive), name: b"{}"}))


def test_duplicate_file_name_is_refused(refuse, archive):
    out = io.BytesIO(archive)
    with zipfile.ZipFile(out, "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("journal.json", b"{}")
    refuse(out.getvalue())


def test_zip_bomb_is_refused_unread(refuse, archive):
    files = {**unzip(archive), "journal-2.csv": b"\0" * 50_000_000}
    bomb = zip_files(files, zipfile.ZIP_DEFLATED)
    assert len(bomb) < 200_000
    assert "packed again" in refuse(bomb)


def test_overlapping_files_are_refused(refuse, archive):
    """Let 100 entries of the directory share one file."""
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


def test_false_size_is_refused(refuse, archive):
    offset = archive.index(b"PK\x01\x02")
    for field in (20, 24):  # compressed and uncompressed size of the first entry
        forged_size = struct.pack("<I", 0x7FFFFFFF)
        refuse(archive[: offset + field] + forged_size + archive[offset + field + 4 :])


def test_encrypted_zip_is_refused(refuse, archive):
    offset = archive.index(b"PK\x01\x02")
    refuse(archive[: offset + 8] + b"\x01\x00" + archive[offset + 10 :])


@pytest.mark.parametrize(
    "files",
    [None, 5, [], [None], [{}], {"journal.json": 1}, [{"name": [], "bytes": 1, "sha256": "x"}]],
)
def test_manifest_without_valid_files_is_refused(refuse, archive, files):
    packed = unzip(archive)
    manifest = json.loads(packed["manifest.json"])
    packed["manifest.json"] = json.dumps({**manifest, "files": files}).encode()
    refuse(zip_files(packed))


def test_manifest_with_a_duplicate_is_refused(refuse, archive):
    packed = unzip(archive)
    manifest = json.loads(packed["manifest.json"])
    manifest["files"].append(manifest["files"][0])
    packed["manifest.json"] = json.dumps(manifest).encode()
    refuse(zip_files(packed))


@pytest.mark.parametrize("missing", [None, 5, "x", [5], [None]])
def test_manifest_without_valid_missing_photos_is_refused(refuse, archive, missing):
    refuse(zip_with_manifest(unzip(archive), missing=missing))


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
def test_invalid_record_is_refused_by_number(refuse, archive, field, value):
    message = refuse(
        alter_file(
            archive, "journal.json", lambda content: content["records"][0].update({field: value})
        )
    )
    assert message.startswith("journal.json")


@pytest.mark.parametrize("value", [None, 5, [], {"journal": []}])
def test_value_that_is_not_a_record_is_refused(refuse, archive, value):
    refuse(alter_file(archive, "period.json", lambda content: content.update(records=[value])))
    refuse(alter_file(archive, "period.json", lambda content: content.update(records=value)))


def test_record_counts_that_contradict_the_manifest_are_refused(refuse, archive):
    for records in (None, {}, {"journal": 1}, {"journal": 1, "period": 2, "skin": 1}):
        assert "other records" in refuse(zip_with_manifest(unzip(archive), records=records))


@pytest.mark.parametrize("sent", [5, {"cycleDay": "x"}, {"cycleDay": 0}, {"energy": 5}])
def test_sent_values_that_no_phone_can_send_are_refused(refuse, archive, sent):
    def alter(content):
        content["asSent"] = {content["records"][0]["entryId"]: sent}

    refuse(alter_file(archive, "journal.json", alter))


def test_duplicate_record_is_refused(refuse, archive):
    message = refuse(
        alter_file(
            archive, "period.json", lambda content: content["records"].append(content["records"][0])
        )
    )
    assert message == "period.json, record 2 is a duplicate."


@pytest.mark.parametrize("field", ["source", "quality", "confidence", "observations", "measuredAt"])
def test_invalid_measurement_is_refused(refuse, archive, field):
    def alter(content):
        content["records"][0]["provenance"][field] = {"canary": 1}

    refuse(alter_file(archive, "skin.json", alter))
    refuse(
        alter_file(
            archive, "skin.json", lambda content: content["records"][0]["provenance"].pop(field)
        )
    )


@pytest.mark.parametrize(
    "missing",
    [
        *({}, {"canary": 1}, "too_dark", 5, True, [], ["too_dark"]),
        {**dict.fromkeys(METRICS), "canary": "too_dark"},
        *(
            {**dict.fromkeys(METRICS), "pores": code}
            for code in ("canary", "", "no_face", "too_dark ", 5, True, ["too_dark"], {"canary": 1})
        ),
    ],
    ids=repr,
)
def test_invalid_reasons_for_missing_scores_are_refused(refuse, archive, missing):
    def alter(content):
        content["records"][0]["provenance"]["missing"] = missing

    refuse(alter_file(archive, "skin.json", alter))


def test_photo_without_scan_and_scan_without_photo_are_refused(refuse, archive):
    files = unzip(archive)
    assert "without their scans" in refuse(
        zip_with_manifest({**files, f"photos/{uuid4()}.jpg": b"\xff\xd8\xff"})
    )
    (photo,) = [name for name in files if name.startswith("photos/")]
    assert "hasPhoto" in refuse(
        zip_with_manifest({name: data for name, data in files.items() if name != photo})
    )
    assert "is not a photo" in refuse(zip_with_manifest({**files, photo: b"<svg/>"}))
