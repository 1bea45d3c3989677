"""An export goes on without what cannot be read, and lists it; an import accepts that export."""

import io
import json

import pytest
from django.core.management import call_command

from glowcycle.encryption import keyring
from glowcycle.person.export import export_job
from glowcycle.records import record_kinds
from glowcycle.storage import objects
from tests.support.broken_records import (
    BREAKS,
    CANARIES,
    break_photo,
    breaks_in_turn,
    lose_key,
    named,
)
from tests.support.export_zips import (
    download_export,
    exported_records,
    keep_photo,
    records_in,
    unpack,
)
from tests.support.sealed_items import BODIES, plant, raw, write


def missing(files):
    return json.loads(files["manifest.json"])["missing"]


@pytest.fixture
def imported(tmp_path):
    """Return a function that imports an export with the command, and returns what it prints."""

    def run(phone, archive):
        path, printed = tmp_path / "export.zip", io.StringIO()
        path.write_bytes(archive)
        call_command("import_export", path, phone.user_id, stdout=printed, stderr=printed)
        return printed.getvalue()

    return run


@pytest.fixture
def archive(alice):
    """Return an export of one good record of each kind, and of a broken one of each; its names."""
    bad = []
    for kind in BODIES:
        write(alice, kind)
        bad.append(write(alice, kind))
        BREAKS["altered"](alice, bad[-1])
    return download_export(alice), ["/".join(named(address).values()) for address in bad]


@pytest.mark.parametrize(("kind", "how"), breaks_in_turn(3))
def test_the_rest_is_exported_and_it_is_listed(alice, kind, how):
    good = write(alice, kind)
    bad = write(alice, kind)
    BREAKS[how](alice, bad)
    files = unpack(download_export(alice))
    assert missing(files) == ["/".join(named(bad).values())]
    key = record_kinds()[kind].key
    assert [record[key] for record in records_in(files, kind)] == [named(good)["id"]]
    assert json.loads(files["manifest.json"])["records"][kind] == 1
    assert f"<li>{'/'.join(named(bad).values())}</li>" in files["index.html"].decode()
    assert named(bad)["id"] not in files[f"{kind}.csv"].decode()


def test_nothing_of_it_is_in_the_export(alice):
    for kind in BODIES:
        BREAKS["altered"](alice, write(alice, kind))
    archive = download_export(alice)
    files = unpack(archive)
    headings = b"".join(data for name, data in files.items() if name.endswith(".csv"))
    assert not any(canary in archive.replace(headings, b"") for canary in CANARIES[:3])
    assert b"41" not in files["skin.json"]
    assert len(missing(files)) == len(BODIES)


def test_a_photo_that_does_not_open_is_listed(alice):
    bad, good = keep_photo(alice, 500), keep_photo(alice, 500)
    break_photo(alice, bad)
    files = unpack(download_export(alice))
    assert missing(files) == [f"photos/{bad}.jpg"]
    assert f"photos/{good}.jpg" in files
    assert len(records_in(files, "skin")) == 2
    assert "unreadable" in str(alice.get(f"/skin/{bad}/photo").json())


def test_the_photo_of_an_unreadable_scan_is_listed_with_it(alice, stranger, imported):
    scan_id = keep_photo(alice, 500)
    BREAKS["altered"](alice, f"/skin/{scan_id}")
    files = unpack(download_export(alice))
    assert missing(files) == [f"skin/{scan_id}", f"photos/{scan_id}.jpg"]
    assert not any(name.startswith("photos/") for name in files)
    assert f"skin/{scan_id} is missing" in imported(stranger, download_export(alice))


def test_an_import_accepts_it_and_names_what_is_missing(alice, stranger, archive, imported):
    data, bad = archive
    printed = imported(stranger, data)
    assert all(f"{name} is missing" in printed for name in bad)
    assert f"{len(BODIES)} records imported" in printed
    files = unpack(download_export(stranger))
    assert missing(files) == []
    hers = exported_records(unpack(data))
    theirs = exported_records(files)
    assert {kind: found.keys() for kind, found in theirs.items()} == {
        kind: found.keys() for kind, found in hers.items()
    }
    assert alice.user_id not in str(theirs)


def test_the_command_of_operators_prints_it(alice, tmp_path):
    address = write(alice, "journal")
    BREAKS["altered"](alice, address)
    out, err = io.StringIO(), io.StringIO()
    call_command("export_person", alice.user_id, to=tmp_path / "a.zip", stdout=out, stderr=err)
    assert f"{address.strip('/')} is missing: it is not stored, or cannot be read." in (
        err.getvalue()
    )


@pytest.mark.usefixtures("small_parts")
def test_a_large_export_lists_it_across_its_calls(full_alice):
    addresses = [write(full_alice, kind) for kind in BODIES]
    for address in addresses:
        BREAKS["altered"](full_alice, address)
    files = unpack(download_export(full_alice))
    assert sorted(missing(files)) == sorted(
        "/".join(named(address).values()) for address in addresses
    )
    assert len(records_in(files, "journal")) == 7


@pytest.mark.usefixtures("small_parts")
def test_progress_that_does_not_open_begins_the_export_anew(full_alice):
    assert full_alice.get("/me/export").status_code == 202
    job = export_job.find(user_id=full_alice.user_id)
    objects.put(key=job.progress_key, content=b"\x01\x00" + bytes(50))
    lost = full_alice.get("/me/export")
    assert (lost.status_code, lost.json()["code"]) == (503, "unavailable")
    assert unpack(download_export(full_alice))


def test_an_export_after_a_lost_key_has_the_rest(alice):
    old = write(alice, "journal")
    keyring.rotate(user_id=alice.user_id)
    new = write(alice, "journal")
    lose_key(alice.user_id, 0)
    files = unpack(download_export(alice))
    assert missing(files) == [old.strip("/")]
    assert [each["entryId"] for each in records_in(files, "journal")] == [named(new)["id"]]


def test_a_tombstone_is_not_missing(alice):
    address = write(alice, "journal")
    alice.delete(address)
    table, item = raw(alice, address)
    plant(table, {**item, "version": {"S": "x"}})
    assert missing(unpack(download_export(alice))) == []
