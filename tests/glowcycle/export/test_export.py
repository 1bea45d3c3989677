"""A small export: all that is hers in one answer, equal to what the addresses say, kept nowhere."""

import json
import re

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.person.export import reader
from tests.support.export_zips import (
    DAY,
    answered,
    content,
    exported,
    fetch,
    keep_photo,
    records,
    rows,
    unpacked,
)
from tests.support.faults import lost, store_faults, throttled, unreachable
from tests.support.stored_life import CANARIES, items, live, objects


def test_every_record_is_as_its_own_address_answers_it(alice, face):
    live(alice, face)
    files = unpacked(fetch(alice))
    told = answered(alice)
    assert exported(files) == told
    assert {kind: len(of_kind) for kind, of_kind in told.items()} == {
        "journal": 5,
        "period": 5,
        "skin": 2,
    }
    assert json.loads(files["manifest.json"])["records"] == {"journal": 5, "period": 5, "skin": 2}


def test_a_day_of_the_cycle_is_the_one_of_the_log_and_what_was_sent_is_there_too(alice):
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        alice.post("/period", {"date": day, "flow": "medium"})
    sent = alice.post("/journal", {"date": "2026-03-05", "cycleDay": 9}).json()
    early = alice.post("/journal", {"date": "2026-01-05", "cycleDay": 7}).json()
    alice.post("/journal", {"date": "2026-03-06"})
    told = json.loads(unpacked(fetch(alice))["journal.json"])
    assert {r["date"]: r["cycleDay"] for r in told["records"]} == {
        "2026-03-06": 6,
        "2026-03-05": 5,
        "2026-01-05": 7,
    }
    assert told["asSent"] == {
        sent["entryId"]: {"cycleDay": 9},
        early["entryId"]: {"cycleDay": 7},
    }


def test_the_tables_are_those_of_the_lists(alice, face):
    live(alice, face)
    files = unpacked(fetch(alice))
    for kind in ("journal", "period", "skin"):
        listed = alice.get(f"/{kind}/user/{alice.user_id}?format=csv")
        assert files[f"{kind}.csv"] == listed.content


def test_kept_photos_are_there_to_the_byte(alice, face):
    kept = live(alice, face)["kept"]
    files = unpacked(fetch(alice))
    names = [name for name in files if name.startswith("photos/")]
    assert names == [f"photos/{kept['scanId']}.jpg"]
    assert files[names[0]] == alice.get(f"/skin/{kept['scanId']}/photo").content


def test_what_she_allowed_and_chose_is_there(alice):
    files = unpacked(fetch(alice))
    assert json.loads(files["consents.json"]) == alice.get("/me/consents").json()
    assert json.loads(files["retention.json"]) == alice.get("/me/retention").json()


def test_nothing_that_she_deleted_is_there_and_all_that_she_said_is(alice, face):
    addresses = live(alice, face)["addresses"]
    files = unpacked(fetch(alice))
    said = b"".join(files.values()).decode("utf-8", "ignore")
    gone = [path.rpartition("/")[2] for path in (addresses[2], addresses[3])]
    assert not any(f'"{key}"' in said for key in gone)
    # deleted were the second day, its two symptoms, and the second entry, its mood, text and tag
    assert sum(canary in said for canary in CANARIES) == len(CANARIES) - 6


def test_who_never_wrote_anything_has_an_export_too(alice):
    files = unpacked(fetch(alice))
    assert records(files, "journal") == records(files, "period") == records(files, "skin") == []
    assert len(rows(files["journal.csv"])) == 1


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_no_cell_is_a_formula(alice, formula):
    alice.post("/journal", {"date": DAY, "text": formula, "tags": [formula]})
    files = unpacked(fetch(alice))
    head, row = rows(files["journal.csv"])
    assert row[head.index("text")] == row[head.index("tags")] == f"'{formula}"
    assert records(files, "journal")[0]["text"] == formula


def test_every_script_of_the_world_is_kept_to_the_letter(alice):
    said = "👩🏽‍🚀 \u202eright to left\u202c Ünïcödé 日本語 \x01 \"quoted\", 'so'\r\nnext"
    alice.post("/journal", {"date": DAY, "text": said, "mood": "😌"})
    files = unpacked(fetch(alice))
    assert records(files, "journal")[0]["text"] == said
    head, row = rows(files["journal.csv"])
    assert row[head.index("text")] == said


def test_the_page_is_self_contained_and_runs_nothing(alice):
    alice.post("/journal", {"date": DAY, "text": "<script>alert(1)</script>"})
    page = unpacked(fetch(alice))["index.html"].decode()
    assert "1 journal record" in page
    assert not re.search(r"<script|javascript:|https?:|@import|\son\w+=", page)
    assert 'href="journal.csv"' in page


def test_a_small_one_is_stored_nowhere(alice, face):
    live(alice, face)
    before = set(objects(alice.user_id))
    fetch(alice)
    assert set(objects(alice.user_id)) == before
    assert "export" not in [item.get("item", {}).get("S") for _, item in items(alice.user_id)]


def test_many_records_go_on_in_further_files(alice, monkeypatch):
    monkeypatch.setattr(reader, "MAX_FILE_RECORDS", 3)
    monkeypatch.setattr(reader, "PAGE_SIZE", 2)
    for day in range(1, 8):
        alice.post("/period", {"date": f"2026-03-{day:02}", "flow": "light"})
        alice.delete(alice.post("/journal", {"date": DAY}).headers["Location"])
    files = unpacked(fetch(alice))
    assert [name for name in files if name.startswith("period")] == [
        "period.json",
        "period.csv",
        "period-2.json",
        "period-2.csv",
        "period-3.json",
        "period-3.csv",
    ]
    assert exported(files) == answered(alice)
    assert [r["date"] for r in json.loads(files["period.json"])["records"]] == [
        "2026-03-03",
        "2026-03-02",
        "2026-03-01",
    ]
    # of the journal there are tombstones alone: one empty file says so
    assert [name for name in files if name.startswith("journal")] == [
        "journal.json",
        "journal.csv",
    ]


def test_a_file_ends_where_much_was_written(alice, monkeypatch):
    monkeypatch.setattr(reader, "MAX_FILE_BYTES", 30_000)
    for _ in range(5):
        alice.post("/journal", {"date": DAY, "text": "x" * 20_000})
    files = unpacked(fetch(alice))
    assert [len(records({name: data}, "journal")) for name, data in files.items()][:6:2] == [
        2,
        2,
        1,
    ]
    assert exported(files) == answered(alice)


def test_a_photo_that_is_gone_is_named_and_stops_nothing(alice):
    lost_photo, kept = keep_photo(alice, 100), keep_photo(alice, 100)
    key = f"kept/{alice.user_id}/{lost_photo}"
    clients.s3().delete_object(Bucket="glowcycle-test-photos", Key=key)
    files = unpacked(fetch(alice))
    assert f"photos/{kept}.jpg" in files
    assert json.loads(files["manifest.json"])["missing"] == [f"photos/{lost_photo}.jpg"]
    assert f"photos/{lost_photo}.jpg" in files["index.html"].decode()


@pytest.mark.calm  # a lost answer may be counted twice
def test_no_more_a_day_than_a_day_allows(alice, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "exports": 2}
    with time_machine.travel(timezone.now(), tick=False):
        fetch(alice)
        fetch(alice)
        answer = alice.get("/me/export")
    assert (answer.status_code, answer.json()["code"]) == (429, "daily_limit")
    assert 0 < int(answer.headers["Retry-After"]) <= 24 * 3600 + 1


def test_a_call_that_failed_costs_her_no_export(alice, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "exports": 1}
    with store_faults(unreachable, unreachable, operation="Query"):
        assert alice.get("/me/export").status_code == 503
    content(alice.get("/me/export"))


@pytest.mark.parametrize("fault", [throttled, lost])
def test_a_passing_fault_is_not_even_seen(alice, fault):
    alice.post("/journal", {"date": DAY, "text": "there"})
    with store_faults(fault, operation="Query"):
        files = unpacked(content(alice.get("/me/export")))
    assert records(files, "journal")[0]["text"] == "there"


def test_it_says_when_it_was_made(alice):
    with time_machine.travel(timezone.now(), tick=False):
        made = json.loads(unpacked(content(alice.get("/me/export")))["manifest.json"])
        assert made["exportedAt"] == f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}"
