"""An export that is brought back: the addresses answer the same, once, whatever comes between."""

import pytest
import time_machine
from django.core.management.base import CommandError
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.encryption import keyring
from glowcycle.person.data_import.services import AccountNotEmpty
from glowcycle.person.export import reader
from tests.support.altered_exports import altered, bring, command, photos_of, same
from tests.support.export_zips import DAY, METRICS, answered, fetch, keep_photo
from tests.support.people import someone
from tests.support.record_samples import KINDS
from tests.support.stored_life import items, live


@pytest.fixture
def lived(alice, face):
    """Alice after a day, with a day of the cycle that she stated and one that her log tells."""
    live(alice, face)
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        alice.post("/period", {"date": day, "flow": "heavy", "ovulationTest": "negative"})
    alice.post("/journal", {"date": "2026-03-05T21:30:00+01:00", "cycleDay": 9, "mood": "👩🏽‍🚀"})
    alice.post("/journal", {"date": "2025-12-01", "cycleDay": 7, "text": "=1+1\r\n", "energy": 0})
    return alice


def test_the_addresses_answer_the_same(lived, stranger):
    done = bring(stranger, fetch(lived))
    told = answered(lived)
    assert same(answered(stranger)) == same(told)
    assert (done.records, done.existing) == (sum(map(len, told.values())), 0)
    assert (done.photos, done.missing) == (1, [])


def test_the_photo_is_there_to_the_byte(lived, stranger):
    bring(stranger, fetch(lived))
    for scan_id, scan in answered(lived)["skin"].items():
        if scan["hasPhoto"]:
            assert (
                stranger.get(f"/skin/{scan_id}/photo").content
                == lived.get(f"/skin/{scan_id}/photo").content
            )


def test_what_she_had_sent_is_told_again_where_the_log_falls_silent(lived, stranger):
    bring(stranger, fetch(lived))
    for phone in (lived, stranger):
        for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
            phone.delete(f"/period/{day}")
    assert same(answered(stranger)) == same(answered(lived))
    days = {entry["date"]: entry["cycleDay"] for entry in answered(stranger)["journal"].values()}
    assert (days["2026-03-05T21:30:00+01:00"], days["2025-12-01"]) == (9, 7)


def test_everything_can_be_done_with_it_as_before(lived, stranger):
    bring(stranger, fetch(lived))
    for kind in KINDS[:2]:
        for record in list(answered(stranger)[kind.name].values())[:1]:
            key = record.get("entryId", record["date"])
            sent = {n: v for n, v in record.items() if n not in ("userId",)}
            again = stranger.put(f"/{kind.name}/{key}", sent)
            assert again.status_code == 200
            assert again.json()["version"] == record["version"] + 1
            assert again.json()["createdAt"] == record["createdAt"]
            assert stranger.delete(f"/{kind.name}/{key}").status_code == 204


def test_a_phone_that_repeats_a_create_finds_it_there(alice, stranger):
    sent = {"date": DAY, "energy": 5, "entryId": "3f9f2a52-44a5-4e0b-bb5c-0f6a5c0d9b11"}
    alice.post("/journal", sent)
    bring(stranger, fetch(alice))
    assert stranger.post("/journal", sent).status_code == 201
    assert stranger.post("/journal", {**sent, "energy": 6}).status_code == 409


def test_a_phone_that_asked_before_is_told_of_all(lived, stranger):
    cursor = stranger.get("/sync").json()["next"]
    with time_machine.travel(timezone.now(), tick=True):
        bring(stranger, fetch(lived))
        told = stranger.get(f"/sync?cursor={cursor}").json()["changes"]
    assert len(told) == sum(map(len, answered(lived).values()))


def test_an_export_of_many_files_comes_back_whole(alice, stranger, monkeypatch):
    monkeypatch.setattr(reader, "MAX_FILE_RECORDS", 2)
    for day in range(1, 8):
        alice.post("/period", {"date": f"2026-03-{day:02}", "flow": "light"})
        alice.post("/journal", {"date": f"2026-03-{day:02}", "cycleDay": day})
    keep_photo(alice, 500)
    bring(stranger, fetch(alice))
    assert same(answered(stranger)) == same(answered(alice))


def test_it_is_sealed_under_the_key_of_the_new_account(lived, stranger):
    bring(stranger, fetch(lived))
    assert "canary" not in str([item for _, item in items(stranger.user_id)])
    keyring.forget()
    assert answered(stranger)["journal"]


def test_again_changes_nothing(lived, stranger):
    archive = fetch(lived)
    bring(stranger, archive)
    kept = next(iter(answered(stranger)["journal"]))
    stranger.patch(f"/journal/{kept}", {"text": "since then"})
    stranger.delete("/period/2026-03-01")
    before = answered(stranger)
    done = bring(stranger, archive)
    assert (done.records, answered(stranger)) == (0, before)


@pytest.mark.parametrize("filled", ["a record", "a tombstone", "another export", "a photo"])
def test_an_account_that_is_not_empty_is_left_alone(lived, stranger, filled):
    archive = fetch(lived)
    if filled == "another export":
        bring(stranger, fetch(someone()))
    elif filled == "a photo":
        key = f"kept/{stranger.user_id}/one"
        clients.s3().put_object(Bucket="glowcycle-test-photos", Key=key, Body=b"x")
    else:
        address = stranger.post("/journal", {"date": DAY}).headers["Location"]
        if filled == "a tombstone":
            stranger.delete(address)
    before = answered(stranger)
    with pytest.raises(AccountNotEmpty):
        bring(stranger, archive)
    assert answered(stranger) == before


def test_a_photo_that_was_missing_is_named_and_its_scan_is_there(alice, stranger):
    scan_id = keep_photo(alice, 500)
    key = f"kept/{alice.user_id}/{scan_id}"
    clients.s3().delete_object(Bucket="glowcycle-test-photos", Key=key)
    assert bring(stranger, fetch(alice)).missing == [f"photos/{scan_id}.jpg"]
    assert stranger.get(f"/skin/{scan_id}").json()["hasPhoto"] is False
    assert stranger.get(f"/skin/{scan_id}").json()["metrics"] == METRICS


def test_a_consent_is_not_brought_in(alice, stranger):
    stranger.delete("/me/consents/photo-analysis")
    bring(stranger, fetch(alice))
    assert stranger.get("/me/consents").json()["consents"][0]["given"] is False


def test_what_she_no_longer_wants_kept_stays_away(alice, stranger):
    keep_photo(alice, 500)
    old = alice.post("/journal", {"date": DAY, "text": "old"}).json()
    alice.put("/me/retention", {"journal": 30, "period": None, "skin": None})
    archive = altered(altered(fetch(alice), "journal.json", make_old), "skin.json", make_old)
    bring(stranger, archive)  # her choice is not brought in, so all of it is
    assert stranger.get(f"/journal/{old['entryId']}").status_code == 200
    chooser = someone()
    chooser.put("/me/retention", {"journal": 30, "period": None, "skin": 30})
    assert bring(chooser, archive).records == 0
    assert answered(chooser)["journal"] == {}
    assert photos_of(chooser) == []


def make_old(told):
    for record in told["records"]:
        record["createdAt"] = "2025-01-01T00:00:00.000000Z"


def test_the_command_says_what_it_did(lived, stranger, tmp_path):
    path = tmp_path / "hers.zip"
    path.write_bytes(fetch(lived))
    count = sum(map(len, answered(lived).values()))
    printed, _ = command(path, stranger.user_id)
    assert printed.startswith(f"{count} records imported, 0 existed already; 1 photos.")
    printed, _ = command(path, stranger.user_id)
    assert printed.startswith(f"0 records imported, {count} existed already")


def test_the_command_refuses_in_words(lived, stranger, tmp_path):
    path = tmp_path / "hers.zip"
    with pytest.raises(CommandError, match="Cannot read"):
        command(path, stranger.user_id)
    path.write_bytes(altered(fetch(lived), "period.json", lambda said: said.pop("kind")))
    with pytest.raises(CommandError, match="not a file of records"):
        command(path, stranger.user_id)
    with pytest.raises(CommandError, match="PERSON"):
        command(path, "a/b")


def test_nothing_comes_back_into_an_account_that_was_erased(lived, stranger, tmp_path):
    path = tmp_path / "hers.zip"
    path.write_bytes(fetch(lived))
    stranger.delete("/me")
    with pytest.raises(CommandError, match="erased"):
        command(path, stranger.user_id)
