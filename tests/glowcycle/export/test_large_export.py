"""A large export: a share with each call, then a link that expires."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import time_machine
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.person.export import export_job, reader, services
from glowcycle.person.held_job import HOLD_LIFE
from tests.support.export_zips import (
    DAY,
    answered_records,
    download_export,
    exported_records,
    keep_photo,
    unfinished_uploads,
    unpack,
    zip_from,
)
from tests.support.faults import refused, store_faults, unreachable
from tests.support.stored_life import items, objects


@pytest.mark.usefixtures("small_parts")
def test_each_call_writes_a_share_and_the_last_returns_a_link(full_alice):
    sizes = []
    for _ in range(60):
        answer = full_alice.get("/me/export")
        if answer.status_code == 200:
            break
        assert (answer.status_code, answer.json()["status"]) == (202, "exporting")
        sizes.append(answer.json()["bytes"])
    assert len(sizes) > 5
    assert sizes == sorted(sizes)
    assert answer.json()["status"] == "ready"
    files = unpack(zip_from(answer))
    assert exported_records(files) == answered_records(full_alice)
    assert sum(name.startswith("photos/") for name in files) == 3


def test_parts_of_real_size_make_one_zip(alice, monkeypatch):
    monkeypatch.setattr(services, "MAX_SECONDS", -1.0)
    for _ in range(4):
        keep_photo(alice, 3 * 1024 * 1024)
    assert alice.get("/me/export").status_code == 202
    files = unpack(download_export(alice))
    assert sum(len(data) for name, data in files.items() if "photos/" in name) == 12 * 1024 * 1024


@pytest.mark.usefixtures("small_parts")
def test_link_downloads_the_zip_for_15_minutes(full_alice):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        while full_alice.get("/me/export").status_code != 200:
            pass
        ready = full_alice.get("/me/export").json()
        query = parse_qs(urlsplit(ready["downloadUrl"]).query)
        assert query["X-Amz-Expires"] == ["900"]
        assert (
            ready["expiresAt"] == f"{timezone.now() + export_job.LINK_LIFE:%Y-%m-%dT%H:%M:%S.%f}Z"
        )
        download = requests.get(ready["downloadUrl"], timeout=5)
        assert download.headers["Content-Type"] == "application/zip"
        assert download.headers["Content-Disposition"] == 'attachment; filename="glow-cycle.zip"'
        clock.shift(timedelta(minutes=5))
        later = full_alice.get("/me/export").json()
        assert parse_qs(urlsplit(later["downloadUrl"]).query)["X-Amz-Expires"] == ["600"]
        assert later["expiresAt"] == ready["expiresAt"]


@pytest.mark.usefixtures("small_parts")
def test_expired_export_is_deleted_and_made_again(full_alice):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        while full_alice.get("/me/export").status_code != 200:
            pass
        old = full_alice.get("/me/export").json()["downloadUrl"]
        full_alice.post("/journal", {"date": DAY, "text": "since then"})
        clock.shift(export_job.LINK_LIFE)
        assert full_alice.get("/me/export").status_code == 202
        assert requests.get(old, timeout=5).status_code == 404
        assert exported_records(unpack(download_export(full_alice))) == answered_records(full_alice)


@pytest.mark.calm  # a lost answer leaves an empty upload to the bucket
@pytest.mark.usefixtures("small_parts")
def test_delete_removes_a_finished_or_unfinished_export(full_alice):
    before = set(objects(full_alice.user_id))
    download_export(full_alice)
    assert any(key.startswith("exports/") for key in objects(full_alice.user_id))
    assert full_alice.delete("/me/export").status_code == 204
    assert set(objects(full_alice.user_id)) == before
    assert full_alice.delete("/me/export").status_code == 204
    full_alice.get("/me/export")
    assert full_alice.delete("/me/export").status_code == 204
    assert not unfinished_uploads(full_alice)


@pytest.mark.usefixtures("small_parts")
def test_stored_progress_reveals_nothing(full_alice):
    full_alice.get("/me/export")
    stored = {key: data for key, data in objects(full_alice.user_id).items() if "exports" in key}
    assert [key.rpartition(".")[2] for key in stored] == ["progress"]
    text = str(stored) + str([item for _, item in items(full_alice.user_id)])
    assert "journal.json" not in text
    assert "sha256" not in text


@pytest.mark.calm  # a lost answer may count twice
@pytest.mark.usefixtures("small_parts")
def test_calls_of_one_export_count_once_for_the_day(full_alice, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "exports": 1}
    download_export(full_alice)


@pytest.mark.usefixtures("small_parts")
def test_records_that_stay_are_exported_once_despite_writes_meanwhile(full_alice):
    before = answered_records(full_alice)
    for number in range(60):
        answer = full_alice.get("/me/export")
        if answer.status_code == 200:
            break
        full_alice.post("/journal", {"date": DAY, "text": f"new {number}"})
        full_alice.post("/period", {"date": f"2026-02-{number % 28 + 1:02}", "flow": "none"})
        for entry_id, entry in list(before["journal"].items())[::2]:
            full_alice.patch(f"/journal/{entry_id}", {"date": "2026-02-02", "energy": number})
            entry["energy"] = None  # the export may hold any of its states
    files = exported_records(unpack(zip_from(answer)))
    for kind, records in before.items():
        assert records.keys() <= files[kind].keys()
    assert files["skin"] == before["skin"]
    unchanged = list(before["journal"])[1::2]
    assert {key: files["journal"][key]["text"] for key in unchanged} == {
        key: before["journal"][key]["text"] for key in unchanged
    }


@pytest.mark.usefixtures("small_parts")
def test_scans_deleted_meanwhile_do_not_stop_the_export(full_alice):
    for _ in range(60):
        if full_alice.get("/me/export").json().get("files", 0) >= 11:  # the scans have been read
            break
    for scan_id in answered_records(full_alice)["skin"]:
        full_alice.delete(f"/skin/{scan_id}")
    unpack(download_export(full_alice))


@pytest.mark.usefixtures("small_parts")
def test_second_call_waits_while_the_first_works(full_alice, monkeypatch):
    answers = []
    read_next = reader.read_next

    def call_meanwhile(**kwargs):
        if not answers:
            answers.append(None)
            answers[0] = full_alice.get("/me/export")
        return read_next(**kwargs)

    monkeypatch.setattr(reader, "read_next", call_meanwhile)
    assert full_alice.get("/me/export").status_code == 202
    assert (answers[0].status_code, answers[0].json()["files"]) == (202, 0)
    assert exported_records(unpack(download_export(full_alice))) == answered_records(full_alice)


@pytest.mark.usefixtures("small_parts")
def test_export_of_a_killed_call_continues_after_a_minute(full_alice, monkeypatch):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        full_alice.get("/me/export")
        # As if the process had ended before.
        monkeypatch.setattr(export_job.ExportJob, "release", lambda _job: None)
        full_alice.get("/me/export")
        monkeypatch.undo()
        assert full_alice.get("/me/export").json()["files"] == 0
        clock.shift(HOLD_LIFE)
        assert full_alice.get("/me/export").json().get("files") != 0


@pytest.mark.calm  # a lost answer leaves an empty upload to the bucket
@pytest.mark.usefixtures("small_parts")
def test_abandoned_export_is_given_up_after_an_hour(full_alice):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        full_alice.get("/me/export")
        first = unfinished_uploads(full_alice)
        clock.shift(export_job.UNFINISHED_LIFE - timedelta(minutes=10))
        assert full_alice.get("/me/export").status_code == 202
        assert unfinished_uploads(full_alice) == first
        clock.shift(timedelta(minutes=10))
        full_alice.get("/me/export")
        assert unfinished_uploads(full_alice) != first
        assert len(unfinished_uploads(full_alice)) == 1


@pytest.mark.calm  # a lost answer leaves an empty upload to the bucket
@pytest.mark.usefixtures("small_parts")
def test_upload_lost_by_the_bucket_is_begun_again(full_alice):
    full_alice.get("/me/export")
    gone = refused(404, "NoSuchUpload")
    with store_faults(gone, operation="UploadPart", client=clients.s3()):
        assert full_alice.get("/me/export").status_code == 503
    assert not unfinished_uploads(full_alice)
    assert exported_records(unpack(download_export(full_alice))) == answered_records(full_alice)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("fault", [unreachable, refused(503, "SlowDown")])
def test_bucket_failure_is_503_and_loses_nothing(full_alice, fault):
    full_alice.get("/me/export")
    with store_faults(*[fault] * 4, client=clients.s3()):
        answer = full_alice.get("/me/export")
    assert answer.status_code == 503
    assert "Retry-After" in answer.headers
    assert exported_records(unpack(download_export(full_alice))) == answered_records(full_alice)


@pytest.mark.calm  # a lost answer leaves an empty upload to the bucket
@pytest.mark.usefixtures("small_parts")
def test_erasure_removes_an_unfinished_export(full_alice):
    full_alice.get("/me/export")
    while not unfinished_uploads(full_alice):
        full_alice.get("/me/export")
    assert full_alice.delete("/me").status_code == 202
    assert unfinished_uploads(full_alice) == []
    assert objects(full_alice.user_id) == {}
