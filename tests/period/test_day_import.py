"""A file moves no start of a period that she logged herself."""

import json

import pytest

from tests.support.brought_files import TODAY, brought, preview

REASON = {
    "what": "startsPeriod",
    "count": 1,
    "reason": "hers",
    "sentence": "What you logged here shortly before says otherwise.",
}


def flo(start, end):
    cycle = {"period_start_date": f"{start} 00:00:00.0", "period_end_date": f"{end} 00:00:00.0"}
    return json.dumps({"operationalData": {"cycles": [cycle]}}).encode()


def log(phone, *days):
    for day in days:
        assert phone.post("/period", {"date": day, "flow": "medium"}).status_code == 201


def starts(phone):
    cycles = phone.get(f"/period/cycles/me?today={TODAY}").json()["results"]
    return [cycle["start"] for cycle in cycles]


@pytest.mark.parametrize(
    ("day", "end"), [("2026-02-12", "2026-02-14"), ("2026-02-19", "2026-02-20")]
)
def test_a_start_shortly_after_bleeding_of_hers_is_left_out(alice, day, end):
    log(alice, "2026-02-10", "2026-02-11")
    told = preview(alice, flo(day, end)).json()
    assert told["notTaken"] == [{**REASON, "value": day, "firstRows": [1]}]
    assert told["cycles"]["lastStart"] == "2026-02-10"
    brought(alice, flo(day, end))
    assert alice.get(f"/period/{day}").json()["startsPeriod"] is None
    assert starts(alice) == ["2026-02-10"]


def test_ten_days_later_a_period_may_begin(alice):
    log(alice, "2026-02-10")
    brought(alice, flo("2026-02-20", "2026-02-21"))
    assert starts(alice) == ["2026-02-20", "2026-02-10"]


@pytest.mark.parametrize("hers", [{"flow": "spotting"}, {"flow": "none"}, {"pain": 3}])
def test_without_bleeding_of_hers_the_file_tells(alice, hers):
    alice.post("/period", {"date": "2026-02-11", **hers})
    brought(alice, flo("2026-02-12", "2026-02-14"))
    assert starts(alice) == ["2026-02-12"]


def test_what_an_import_brought_or_she_deleted_is_not_hers(alice):
    log(alice, "2026-02-09")
    alice.delete("/period/2026-02-09")
    brought(alice, flo("2026-02-10", "2026-02-11"))
    brought(alice, flo("2026-02-12", "2026-02-14"))
    assert starts(alice) == ["2026-02-12", "2026-02-10"]
