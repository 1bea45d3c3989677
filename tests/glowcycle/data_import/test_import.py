"""After an import all addresses answer as they did in the exported account."""

import io

import pytest
import time_machine
from django.core.management.base import CommandError
from django.utils import timezone
from PIL import Image, ImageChops, ImageStat

from glowcycle.aws import clients
from glowcycle.encryption import keyring
from glowcycle.person.data_import.services import AccountNotEmpty
from glowcycle.person.export import reader
from tests.support.addresses import at
from tests.support.altered_exports import (
    alter_file,
    comparable,
    import_zip,
    kept_photo_keys,
    run_import,
)
from tests.support.export_zips import DAY, METRICS, answered_records, download_export, keep_photo
from tests.support.people import someone
from tests.support.record_samples import KINDS
from tests.support.stored_life import items, live


@pytest.fixture
def full_alice(alice, face):
    """Alice with all kinds of records, one cycle day from her log and one that she sent."""
    live(alice, face)
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        alice.post("/period", {"date": day, "flow": "heavy", "ovulationTest": "negative"})
    alice.post("/journal", {"date": "2026-03-05T21:30:00+01:00", "cycleDay": 9, "mood": "👩🏽‍🚀"})
    alice.post("/journal", {"date": "2025-12-01", "cycleDay": 7, "text": "=1+1\r\n", "energy": 0})
    return alice


def test_all_addresses_answer_the_same(full_alice, stranger):
    result = import_zip(stranger, download_export(full_alice))
    records = answered_records(full_alice)
    assert comparable(answered_records(stranger)) == comparable(records)
    assert (result.records, result.existing) == (sum(map(len, records.values())), 0)
    assert (result.photos, result.missing) == (1, [])


def test_photo_is_imported_as_it_looks(full_alice, stranger):
    import_zip(stranger, download_export(full_alice))
    [address] = [
        f"/skin/{scan_id}/photo"
        for scan_id, scan in answered_records(full_alice)["skin"].items()
        if scan["hasPhoto"]
    ]
    before, after = (
        Image.open(io.BytesIO(phone.get(address).content)) for phone in (full_alice, stranger)
    )
    assert after.size == before.size
    difference = ImageStat.Stat(ImageChops.difference(before, after))
    assert max(difference.rms) < 2  # of 255


def test_sent_cycle_day_is_answered_when_the_log_has_none(full_alice, stranger):
    import_zip(stranger, download_export(full_alice))
    for phone in (full_alice, stranger):
        for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
            phone.delete(f"/period/{day}")
    assert comparable(answered_records(stranger)) == comparable(answered_records(full_alice))
    days = {
        entry["date"]: entry["cycleDay"] for entry in answered_records(stranger)["journal"].values()
    }
    assert (days["2026-03-05T21:30:00+01:00"], days["2025-12-01"]) == (9, 7)


def test_imported_records_can_be_changed_and_deleted(full_alice, stranger):
    import_zip(stranger, download_export(full_alice))
    for kind in KINDS[:2]:
        for record in list(answered_records(stranger)[kind.name].values())[:1]:
            key = record.get("entryId", record["date"])
            change = {"journal": {"text": "changed"}, "period": {"symptoms": ["changed"]}}
            sent = {n: v for n, v in record.items() if n != "userId"} | change[kind.name]
            response = stranger.put(at(kind.name, key), sent)
            assert response.status_code == 200
            assert response.json()["version"] == record["version"] + 1
            assert response.json()["createdAt"] == record["createdAt"]
            assert stranger.delete(at(kind.name, key)).status_code == 204


def test_repeated_create_matches_the_imported_record(alice, stranger):
    sent = {"date": DAY, "energy": 5, "entryId": "3f9f2a52-44a5-4e0b-bb5c-0f6a5c0d9b11"}
    alice.post("/journal", sent)
    import_zip(stranger, download_export(alice))
    assert stranger.post("/journal", sent).status_code == 201
    assert stranger.post("/journal", {**sent, "energy": 6}).status_code == 409


def test_sync_delivers_imported_records_to_earlier_cursors(full_alice, stranger):
    kinds = f"kinds={','.join(kind.name for kind in KINDS)}"
    cursor = stranger.get(f"/sync?{kinds}").json()["next"]
    with time_machine.travel(timezone.now(), tick=True):
        import_zip(stranger, download_export(full_alice))
        changes = stranger.get(f"/sync?{kinds}&cursor={cursor}").json()["changes"]
    assert len(changes) == sum(map(len, answered_records(full_alice).values()))


def test_export_with_many_files_is_imported_completely(alice, stranger, monkeypatch):
    monkeypatch.setattr(reader, "MAX_FILE_RECORDS", 2)
    for day in range(1, 8):
        alice.post("/period", {"date": f"2026-03-{day:02}", "flow": "light"})
        alice.post("/journal", {"date": f"2026-03-{day:02}", "cycleDay": day})
    keep_photo(alice, 500)
    import_zip(stranger, download_export(alice))
    assert comparable(answered_records(stranger)) == comparable(answered_records(alice))


def test_imported_records_are_sealed_for_the_new_account(full_alice, stranger):
    import_zip(stranger, download_export(full_alice))
    assert "canary" not in str([item for _, item in items(stranger.user_id)])
    keyring.forget()
    assert answered_records(stranger)["journal"]


def test_repeated_import_changes_nothing(full_alice, stranger):
    archive = download_export(full_alice)
    import_zip(stranger, archive)
    kept = next(iter(answered_records(stranger)["journal"]))
    stranger.patch(f"/journal/{kept}", {"text": "since then"})
    stranger.delete("/period/2026-03-01")
    before = answered_records(stranger)
    result = import_zip(stranger, archive)
    assert (result.records, answered_records(stranger)) == (0, before)


@pytest.mark.parametrize("filled", ["a record", "a tombstone", "another export", "a photo"])
def test_import_into_a_used_account_is_refused(full_alice, stranger, filled):
    archive = download_export(full_alice)
    if filled == "another export":
        import_zip(stranger, download_export(someone()))
    elif filled == "a photo":
        key = f"kept/{stranger.user_id}/one"
        clients.s3().put_object(Bucket="glowcycle-test-photos", Key=key, Body=b"x")
    else:
        address = stranger.post("/journal", {"date": DAY}).headers["Location"]
        if filled == "a tombstone":
            stranger.delete(address)
    before = answered_records(stranger)
    with pytest.raises(AccountNotEmpty):
        import_zip(stranger, archive)
    assert answered_records(stranger) == before


def test_missing_photo_is_named_and_its_scan_imported(alice, stranger):
    scan_id = keep_photo(alice, 500)
    key = f"kept/{alice.user_id}/{scan_id}"
    clients.s3().delete_object(Bucket="glowcycle-test-photos", Key=key)
    assert import_zip(stranger, download_export(alice)).missing == [f"photos/{scan_id}.jpg"]
    assert stranger.get(f"/skin/{scan_id}").json()["hasPhoto"] is False
    assert stranger.get(f"/skin/{scan_id}").json()["metrics"] == METRICS


def test_consents_are_not_imported(alice, stranger):
    stranger.delete("/me/consents/photo-analysis")
    import_zip(stranger, download_export(alice))
    assert stranger.get("/me/consents").json()["consents"][0]["given"] is False


def test_records_beyond_the_retention_are_not_imported(alice, stranger):
    keep_photo(alice, 500)
    old = alice.post("/journal", {"date": DAY, "text": "old"}).json()
    alice.put("/me/retention", {"journal": 30, "period": None, "skin": None})
    archive = alter_file(
        alter_file(download_export(alice), "journal.json", make_old), "skin.json", make_old
    )
    import_zip(stranger, archive)  # the retention choice is not imported, so all records are
    assert stranger.get(f"/journal/{old['entryId']}").status_code == 200
    chooser = someone()
    chooser.put("/me/retention", {"journal": 30, "period": None, "skin": 30})
    assert import_zip(chooser, archive).records == 0
    assert answered_records(chooser)["journal"] == {}
    assert kept_photo_keys(chooser) == []


def make_old(content):
    for record in content["records"]:
        record["createdAt"] = "2025-01-01T00:00:00.000000Z"


def test_command_prints_what_it_imported(full_alice, stranger, tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(download_export(full_alice))
    count = sum(map(len, answered_records(full_alice).values()))
    printed, _ = run_import(path, stranger.user_id)
    assert printed.startswith(f"{count} records imported, 0 existed already; 1 photos.")
    printed, _ = run_import(path, stranger.user_id)
    assert printed.startswith(f"0 records imported, {count} existed already")


def test_command_explains_refusals(full_alice, stranger, tmp_path):
    path = tmp_path / "export.zip"
    with pytest.raises(CommandError, match="Cannot read"):
        run_import(path, stranger.user_id)
    path.write_bytes(
        alter_file(download_export(full_alice), "period.json", lambda content: content.pop("kind"))
    )
    with pytest.raises(CommandError, match="not a file of records"):
        run_import(path, stranger.user_id)
    with pytest.raises(CommandError, match="PERSON"):
        run_import(path, "a/b")


def test_import_into_an_erased_account_is_refused(full_alice, stranger, tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(download_export(full_alice))
    stranger.delete("/me")
    with pytest.raises(CommandError, match="erased"):
        run_import(path, stranger.user_id)
