"""A large export: a share with each call, then a link that soon ends, whatever comes between."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import time_machine
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.person.export import export_job, reader, services
from tests.support.export_zips import (
    DAY,
    answered,
    content,
    exported,
    fetch,
    keep_photo,
    unfinished,
    unpacked,
)
from tests.support.faults import refused, store_faults, unreachable
from tests.support.stored_life import items, objects


@pytest.mark.usefixtures("in_parts")
def test_each_call_writes_a_share_and_the_last_has_a_link(hers):
    seen = []
    for _ in range(60):
        answer = hers.get("/me/export")
        if answer.status_code == 200:
            break
        assert (answer.status_code, answer.json()["status"]) == (202, "exporting")
        seen.append(answer.json()["bytes"])
    assert len(seen) > 5
    assert seen == sorted(seen)
    assert answer.json()["status"] == "ready"
    files = unpacked(content(answer))
    assert exported(files) == answered(hers)
    assert sum(name.startswith("photos/") for name in files) == 3


def test_real_parts_of_real_photos_make_one_zip(alice, monkeypatch):
    monkeypatch.setattr(services, "MAX_SECONDS", -1.0)
    for _ in range(4):
        keep_photo(alice, 3 * 1024 * 1024)
    assert alice.get("/me/export").status_code == 202
    files = unpacked(fetch(alice))
    assert sum(len(data) for name, data in files.items() if "photos/" in name) == 12 * 1024 * 1024


@pytest.mark.usefixtures("in_parts")
def test_the_link_is_a_download_for_a_quarter_of_an_hour(hers):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        while hers.get("/me/export").status_code != 200:
            pass
        ready = hers.get("/me/export").json()
        query = parse_qs(urlsplit(ready["downloadUrl"]).query)
        assert query["X-Amz-Expires"] == ["900"]
        assert (
            ready["expiresAt"] == f"{timezone.now() + export_job.LINK_LIFE:%Y-%m-%dT%H:%M:%S.%f}Z"
        )
        got = requests.get(ready["downloadUrl"], timeout=5)
        assert got.headers["Content-Type"] == "application/zip"
        assert got.headers["Content-Disposition"] == 'attachment; filename="glow-cycle.zip"'
        clock.shift(timedelta(minutes=5))
        later = hers.get("/me/export").json()
        assert parse_qs(urlsplit(later["downloadUrl"]).query)["X-Amz-Expires"] == ["600"]
        assert later["expiresAt"] == ready["expiresAt"]


@pytest.mark.usefixtures("in_parts")
def test_after_that_it_is_made_anew_and_the_old_one_is_gone(hers):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        while hers.get("/me/export").status_code != 200:
            pass
        old = hers.get("/me/export").json()["downloadUrl"]
        hers.post("/journal", {"date": DAY, "text": "since then"})
        clock.shift(export_job.LINK_LIFE)
        assert hers.get("/me/export").status_code == 202
        assert requests.get(old, timeout=5).status_code == 404
        assert exported(unpacked(fetch(hers))) == answered(hers)


@pytest.mark.calm  # an upload begun by a lost answer is empty, and left to the bucket
@pytest.mark.usefixtures("in_parts")
def test_she_can_have_it_deleted_once_she_has_it(hers):
    before = set(objects(hers.user_id))
    fetch(hers)
    assert any(key.startswith("exports/") for key in objects(hers.user_id))
    assert hers.delete("/me/export").status_code == 204
    assert set(objects(hers.user_id)) == before
    assert hers.delete("/me/export").status_code == 204
    hers.get("/me/export")
    assert hers.delete("/me/export").status_code == 204
    assert not unfinished(hers)


@pytest.mark.usefixtures("in_parts")
def test_how_far_it_is_tells_a_thief_nothing(hers):
    hers.get("/me/export")
    stored = {key: data for key, data in objects(hers.user_id).items() if "exports" in key}
    assert [key.rpartition(".")[2] for key in stored] == ["progress"]
    said = str(stored) + str([item for _, item in items(hers.user_id)])
    assert "journal.json" not in said
    assert "sha256" not in said


@pytest.mark.calm  # a lost answer may be counted twice
@pytest.mark.usefixtures("in_parts")
def test_many_calls_are_one_export_of_the_day(hers, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "exports": 1}
    fetch(hers)


@pytest.mark.usefixtures("in_parts")
def test_what_stands_all_the_while_is_there_once_whatever_she_does_meanwhile(hers):
    before = answered(hers)
    for number in range(60):
        answer = hers.get("/me/export")
        if answer.status_code == 200:
            break
        hers.post("/journal", {"date": DAY, "text": f"new {number}"})
        hers.post("/period", {"date": f"2026-02-{number % 28 + 1:02}", "flow": "none"})
        for entry_id, entry in list(before["journal"].items())[::2]:
            hers.patch(f"/journal/{entry_id}", {"date": "2026-02-02", "energy": number})
            entry["energy"] = None  # any of its states will do
    files = exported(unpacked(content(answer)))
    for kind, told in before.items():
        assert told.keys() <= files[kind].keys()
    assert files["skin"] == before["skin"]
    untouched = list(before["journal"])[1::2]
    assert {key: files["journal"][key]["text"] for key in untouched} == {
        key: before["journal"][key]["text"] for key in untouched
    }


@pytest.mark.usefixtures("in_parts")
def test_a_scan_that_she_deletes_meanwhile_stops_nothing(hers):
    for _ in range(60):
        if hers.get("/me/export").json().get("files", 0) >= 11:  # the scans are read by now
            break
    for scan_id in answered(hers)["skin"]:
        hers.delete(f"/skin/{scan_id}")
    unpacked(fetch(hers))


@pytest.mark.usefixtures("in_parts")
def test_of_two_calls_at_once_one_works_and_the_other_waits(hers, monkeypatch):
    asked = []
    read_next = reader.read_next

    def ask_meanwhile(**given):
        if not asked:
            asked.append(None)
            asked[0] = hers.get("/me/export")
        return read_next(**given)

    monkeypatch.setattr(reader, "read_next", ask_meanwhile)
    assert hers.get("/me/export").status_code == 202
    assert (asked[0].status_code, asked[0].json()["files"]) == (202, 0)
    assert exported(unpacked(fetch(hers))) == answered(hers)


@pytest.mark.usefixtures("in_parts")
def test_a_call_that_was_cut_off_is_gone_on_with_after_a_minute(hers, monkeypatch):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        hers.get("/me/export")
        monkeypatch.setattr(export_job, "release", lambda _job: None)  # the process ended before
        hers.get("/me/export")
        monkeypatch.undo()
        assert hers.get("/me/export").json()["files"] == 0
        clock.shift(export_job.HOLD_LIFE)
        assert hers.get("/me/export").json().get("files") != 0


@pytest.mark.calm  # an upload begun by a lost answer is empty, and left to the bucket
@pytest.mark.usefixtures("in_parts")
def test_what_nobody_went_on_with_is_given_up(hers):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        hers.get("/me/export")
        first = unfinished(hers)
        clock.shift(export_job.UNFINISHED_LIFE - timedelta(minutes=10))
        assert hers.get("/me/export").status_code == 202
        assert unfinished(hers) == first
        clock.shift(timedelta(minutes=10))
        hers.get("/me/export")
        assert unfinished(hers) != first
        assert len(unfinished(hers)) == 1


@pytest.mark.calm  # an upload begun by a lost answer is empty, and left to the bucket
@pytest.mark.usefixtures("in_parts")
def test_what_the_bucket_gave_up_is_begun_anew(hers):
    hers.get("/me/export")
    gone = refused(404, "NoSuchUpload")
    with store_faults(gone, operation="UploadPart", client=clients.s3()):
        assert hers.get("/me/export").status_code == 503
    assert not unfinished(hers)
    assert exported(unpacked(fetch(hers))) == answered(hers)


@pytest.mark.usefixtures("in_parts")
@pytest.mark.parametrize("fault", [unreachable, refused(503, "SlowDown")])
def test_while_the_bucket_fails_it_is_503_and_nothing_is_lost(hers, fault):
    hers.get("/me/export")
    with store_faults(*[fault] * 4, client=clients.s3()):
        answer = hers.get("/me/export")
    assert answer.status_code == 503
    assert "Retry-After" in answer.headers
    assert exported(unpacked(fetch(hers))) == answered(hers)


@pytest.mark.calm  # an upload begun by a lost answer is empty, and left to the bucket
@pytest.mark.usefixtures("in_parts")
def test_when_she_is_erased_nothing_of_it_is_left(hers):
    hers.get("/me/export")
    while not unfinished(hers):
        hers.get("/me/export")
    assert hers.delete("/me").status_code == 202
    assert unfinished(hers) == []
    assert objects(hers.user_id) == {}
