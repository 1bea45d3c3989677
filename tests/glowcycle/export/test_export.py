"""A small export: all her data in one answer, equal to the answers of the addresses."""

import json
import re

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.person.export import reader
from glowcycle.records import record_kinds
from tests.support.addresses import at
from tests.support.export_zips import (
    DAY,
    answered_records,
    download_export,
    exported_records,
    keep_photo,
    records_in,
    table_rows,
    unpack,
    zip_from,
)
from tests.support.faults import lost, store_faults, throttled, unreachable
from tests.support.stored_life import CANARIES, items, live, objects


def test_each_record_equals_the_answer_of_its_address(alice, face):
    live(alice, face)
    files = unpack(download_export(alice))
    records_by_kind = answered_records(alice)
    assert exported_records(files) == records_by_kind
    assert {kind: len(found) for kind, found in records_by_kind.items()} == {
        "journal": 5,
        "period": 5,
        "skin": 2,
        "stage": 1,
    }
    counts = {kind: len(found) for kind, found in records_by_kind.items()}
    assert json.loads(files["manifest.json"])["records"] == counts


def test_export_holds_both_the_derived_and_the_sent_cycle_day(alice):
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        alice.post("/period", {"date": day, "flow": "medium"})
    sent = alice.post("/journal", {"date": "2026-03-05", "cycleDay": 9}).json()
    early = alice.post("/journal", {"date": "2026-01-05", "cycleDay": 7}).json()
    alice.post("/journal", {"date": "2026-03-06"})
    journal = json.loads(unpack(download_export(alice))["journal.json"])
    assert {r["date"]: r["cycleDay"] for r in journal["records"]} == {
        "2026-03-06": 6,
        "2026-03-05": 5,
        "2026-01-05": 7,
    }
    assert journal["asSent"] == {
        sent["entryId"]: {"cycleDay": 9},
        early["entryId"]: {"cycleDay": 7},
    }


def test_tables_equal_the_csv_lists(alice, face):
    live(alice, face)
    files = unpack(download_export(alice))
    for kind in record_kinds():
        listed = alice.get(f"{at(kind)}/user/{alice.user_id}?format=csv")
        assert files[f"{kind}.csv"] == listed.content


def test_kept_photos_are_exported_unchanged(alice, face):
    kept = live(alice, face)["kept"]
    files = unpack(download_export(alice))
    names = [name for name in files if name.startswith("photos/")]
    assert names == [f"photos/{kept['scanId']}.jpg"]
    assert files[names[0]] == alice.get(f"/skin/{kept['scanId']}/photo").content


def test_deleted_records_are_left_out_and_all_others_exported(alice, face):
    addresses = live(alice, face)["addresses"]
    files = unpack(download_export(alice))
    all_text = b"".join(files.values()).decode("utf-8", "ignore")
    gone = [path.rpartition("/")[2] for path in (addresses[2], addresses[3])]
    assert not any(f'"{key}"' in all_text for key in gone)
    # the second day with two symptoms and the second entry with mood, text and tag are deleted
    assert sum(canary in all_text for canary in CANARIES) == len(CANARIES) - 6


def test_account_without_records_has_an_export(alice):
    files = unpack(download_export(alice))
    assert (
        records_in(files, "journal")
        == records_in(files, "period")
        == records_in(files, "skin")
        == []
    )
    assert len(table_rows(files["journal.csv"])) == 1


@pytest.mark.parametrize(
    ("formula", "cell"),
    [
        *((text, f"'{text}") for text in ("=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1")),
        ("\t=1", "'\t'=1"),
        ("a;=1", "a;'=1"),
    ],
)
def test_formulas_are_escaped_in_tables(alice, formula, cell):
    alice.post("/journal", {"date": DAY, "text": formula, "tags": [formula]})
    files = unpack(download_export(alice))
    head, row = table_rows(files["journal.csv"])
    assert row[head.index("text")] == row[head.index("tags")] == cell
    assert records_in(files, "journal")[0]["text"] == formula


def test_unicode_text_is_exported_unchanged(alice):
    text = "👩🏽‍🚀 \u202eright to left\u202c Ünïcödé 日本語 \x01 \"quoted\", 'so'\r\nnext"
    alice.post("/journal", {"date": DAY, "text": text, "mood": "😌"})
    files = unpack(download_export(alice))
    assert records_in(files, "journal")[0]["text"] == text
    head, row = table_rows(files["journal.csv"])
    assert row[head.index("text")] == text


def test_page_loads_and_runs_nothing(alice):
    alice.post("/journal", {"date": DAY, "text": "<script>alert(1)</script>"})
    page = unpack(download_export(alice))["index.html"].decode()
    assert "1 journal record" in page
    assert not re.search(r"<script|javascript:|https?:|@import|\son\w+=", page)
    assert 'href="journal.csv"' in page


def test_small_export_is_not_stored(alice, face):
    live(alice, face)
    before = set(objects(alice.user_id))
    download_export(alice)
    assert set(objects(alice.user_id)) == before
    assert "export" not in [item.get("item", {}).get("S") for _, item in items(alice.user_id)]


def test_many_records_continue_in_further_files(alice, monkeypatch):
    monkeypatch.setattr(reader, "MAX_FILE_RECORDS", 3)
    monkeypatch.setattr(reader, "PAGE_SIZE", 2)
    for day in range(1, 8):
        alice.post("/period", {"date": f"2026-03-{day:02}", "flow": "light"})
        alice.delete(alice.post("/journal", {"date": DAY}).headers["Location"])
    files = unpack(download_export(alice))
    assert [name for name in files if name.startswith("period")] == [
        "period.json",
        "period.csv",
        "period-2.json",
        "period-2.csv",
        "period-3.json",
        "period-3.csv",
    ]
    assert exported_records(files) == answered_records(alice)
    assert [r["date"] for r in json.loads(files["period.json"])["records"]] == [
        "2026-03-03",
        "2026-03-02",
        "2026-03-01",
    ]
    # the journal has tombstones only, so it has one empty file
    assert [name for name in files if name.startswith("journal")] == [
        "journal.json",
        "journal.csv",
    ]


def test_long_texts_continue_in_further_files(alice, monkeypatch):
    monkeypatch.setattr(reader, "MAX_FILE_BYTES", 30_000)
    for _ in range(5):
        alice.post("/journal", {"date": DAY, "text": "x" * 20_000})
    files = unpack(download_export(alice))
    assert [len(records_in({name: data}, "journal")) for name, data in files.items()][:6:2] == [
        2,
        2,
        1,
    ]
    assert exported_records(files) == answered_records(alice)


def test_missing_photo_is_listed_and_the_rest_exported(alice):
    lost_photo, kept = keep_photo(alice, 100), keep_photo(alice, 100)
    key = f"kept/{alice.user_id}/{lost_photo}"
    clients.s3().delete_object(Bucket="glowcycle-test-photos", Key=key)
    files = unpack(download_export(alice))
    assert f"photos/{kept}.jpg" in files
    assert json.loads(files["manifest.json"])["missing"] == [f"photos/{lost_photo}.jpg"]
    assert f"photos/{lost_photo}.jpg" in files["index.html"].decode()


@pytest.mark.calm  # a lost answer may count twice
def test_export_beyond_the_daily_limit_is_429(alice, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "exports": 2}
    with time_machine.travel(timezone.now(), tick=False):
        download_export(alice)
        download_export(alice)
        answer = alice.get("/me/export")
    assert (answer.status_code, answer.json()["code"]) == (429, "daily_limit")
    assert 0 < int(answer.headers["Retry-After"]) <= 24 * 3600 + 1


def test_failed_call_counts_no_second_export(alice, settings):
    settings.DAILY_LIMITS = {**settings.DAILY_LIMITS, "exports": 1}
    with store_faults(unreachable, unreachable, operation="Query"):
        assert alice.get("/me/export").status_code == 503
    zip_from(alice.get("/me/export"))


@pytest.mark.parametrize("fault", [throttled, lost])
def test_single_store_fault_is_retried(alice, fault):
    alice.post("/journal", {"date": DAY, "text": "hello"})
    with store_faults(fault, operation="Query"):
        files = unpack(zip_from(alice.get("/me/export")))
    assert records_in(files, "journal")[0]["text"] == "hello"


def test_manifest_holds_the_time_of_the_export(alice):
    with time_machine.travel(timezone.now(), tick=False):
        manifest = json.loads(unpack(zip_from(alice.get("/me/export")))["manifest.json"])
        assert manifest["exportedAt"] == f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}"
