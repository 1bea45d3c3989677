"""GET /sync gives all changes, oldest first, without a gap."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock
from uuid import uuid4

import pytest
import time_machine

from glowcycle.records import FIRST_KINDS
from glowcycle.sandbox.identity import issue_token
from glowcycle.storage.revisions import TOMBSTONE_LIFE
from glowcycle.sync.changes import CURSOR_LIFE, SETTLE
from journal.models import JournalEntry
from tests.support.addresses import at
from tests.support.faults import store_faults, unreachable
from tests.support.phone import Phone

DAY = "2026-03-01"
SCORES = {"radiance": 1, "moisture": None, "texture": 3, "pores": 4, "darkCircles": 5}


def fetch(phone, cursor=None, limit=None):
    query = {"cursor": cursor, "limit": limit}
    parameters = "&".join(f"{name}={value}" for name, value in query.items() if value is not None)
    answer = phone.get(f"/sync?{parameters}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def fetch_all(phone, cursor=None, limit=None):
    """Fetch all pages; return the changes and the cursor for the next round."""
    told = []
    while True:
        page = fetch(phone, cursor, limit)
        told, cursor = told + page["changes"], page["next"]
        if not page["hasMore"]:
            return told, cursor


def signed_in_again(phone):
    token = issue_token(user_id=phone.user_id, lifetime=timedelta(hours=1))
    return Phone(phone.user_id, token)


def named(changes):
    return [(change["kind"], change["id"]) for change in changes]


def some_of_each(phone, count=5, clock=None):
    """Write records of all kinds in turn; return their names in order."""
    written = []
    for number in range(count):
        if clock:
            clock.shift(timedelta(milliseconds=1))
        entry = phone.post("/journal", {"date": DAY, "energy": number}).json()
        day = phone.post("/period", {"date": f"2026-03-{number + 1:02}", "flow": "light"}).json()
        scan = phone.post("/skin", {"date": DAY, "metrics": SCORES}).json()
        written += [
            ("journal", entry["entryId"]),
            ("period", day["date"]),
            ("skin", scan["scanId"]),
        ]
    return written


@pytest.mark.parametrize("limit", [1, 2, 4, 15, 16, 100, 1000])
def test_all_kinds_come_in_one_order_with_any_page_size(alice, limit):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        _, cursor = fetch_all(alice)
        clock.shift(2 * SETTLE)
        written = some_of_each(alice, clock=clock)
        changes, _ = fetch_all(alice, cursor, limit=limit)
    assert named(changes) == written
    times = [change["updatedAt"] for change in changes]
    assert times == sorted(times)


def test_a_change_has_the_record_and_its_etag(alice):
    for kind, name in some_of_each(alice, count=1):
        answer = alice.get(at(kind, name))
        [change] = [item for item in fetch(alice)["changes"] if item["kind"] == kind]
        assert f'"{change["etag"]}"' == answer.headers["ETag"]
        assert (change["deleted"], change["id"]) == (False, name)
        derived = {"cycleDay": None}
        assert {**change["record"], **derived} == {**answer.json(), **derived}


def test_a_later_round_has_new_changes_and_a_safety_margin(alice):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        first = alice.post("/journal", {"date": DAY}).json()["entryId"]
        clock.shift(SETTLE + timedelta(seconds=1))
        second = alice.post("/journal", {"date": DAY}).json()["entryId"]
        changes, cursor = fetch_all(alice)
        assert named(changes) == [("journal", second), ("journal", first)]
        changes, cursor = fetch_all(alice, cursor)
        assert named(changes) == [("journal", second)]
        clock.shift(SETTLE + timedelta(seconds=1))
        _, cursor = fetch_all(alice, cursor)
        clock.shift(timedelta(seconds=1))
        alice.patch(f"/journal/{first}", {"energy": 4})
        changes, cursor = fetch_all(alice, cursor)
        assert [change["record"]["energy"] for change in changes] == [4]


def test_a_deleted_record_is_a_change(alice):
    entry = alice.post("/journal", {"date": DAY, "text": "gone"}).json()["entryId"]
    _, cursor = fetch_all(alice)
    alice.delete(f"/journal/{entry}")
    [change] = fetch_all(alice, cursor)[0]
    assert (change["id"], change["deleted"], change["record"]) == (entry, True, None)
    assert change["version"] == 2


def test_a_write_that_ends_after_a_page_is_in_the_next_round(alice):
    """The slow write has an earlier timestamp than all changes of the first round."""
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        late = datetime.now(UTC)
        clock.shift(SETTLE - timedelta(seconds=1))
        alice.post("/journal", {"date": DAY})
        _, cursor = fetch_all(alice)
        slow = str(uuid4())
        with mock.patch("glowcycle.storage.writes.timezone.now", return_value=late):
            alice.post("/journal", {"date": DAY, "entryId": slow})
        assert ("journal", slow) in named(fetch_all(alice, cursor)[0])


def test_a_write_that_ends_during_a_long_round_is_in_the_next_round(alice):
    """The write ends after the first page, and long before the last page."""
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        _, cursor = fetch_all(alice)
        late = datetime.now(UTC)
        clock.shift(timedelta(seconds=1))
        some_of_each(alice, count=1, clock=clock)
        page, slow = fetch(alice, cursor, limit=1), str(uuid4())
        with mock.patch("glowcycle.storage.writes.timezone.now", return_value=late):
            alice.post("/journal", {"date": DAY, "entryId": slow})
        clock.shift(2 * SETTLE)
        told, cursor = fetch_all(alice, page["next"])
        assert ("journal", slow) not in named(told)
        assert ("journal", slow) in named(fetch_all(alice, cursor)[0])


def test_a_write_between_two_pages_is_not_lost(alice):
    _, cursor = fetch_all(alice)
    some_of_each(alice, count=3)
    seen, page = [], fetch(alice, cursor, limit=2)
    while page["hasMore"]:
        entry = alice.post("/journal", {"date": DAY}).json()["entryId"] if len(seen) < 6 else None
        seen += named(page["changes"])
        page = fetch(alice, page["next"], limit=2)
        assert entry is None or ("journal", entry) not in seen
    seen += named(page["changes"])
    told = alice.get(f"/journal/user/{alice.user_id}?limit=100").json()["results"]
    assert {("journal", entry["entryId"]) for entry in told} <= set(seen)
    assert len(seen) == len(set(seen))


def test_a_cursor_older_than_the_tombstones_is_410_with_advice(alice):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        alice.post("/journal", {"date": DAY})
        _, cursor = fetch_all(alice)
        clock.shift(CURSOR_LIFE - SETTLE)
        alice = signed_in_again(alice)
        fetch_all(alice, cursor)
        clock.shift(timedelta(seconds=1))
        answer = alice.get(f"/sync?cursor={cursor}")
        assert (answer.status_code, answer.json()["code"]) == (410, "cursor_expired")
        assert "without a cursor" in answer.json()["detail"]
        assert fetch(alice)["changes"] != []


def test_a_cursor_expires_before_a_tombstone_that_it_needs():
    assert timedelta(0) < CURSOR_LIFE < TOMBSTONE_LIFE


@pytest.mark.parametrize("cursor", ["x", "", "W10:1w:x", "a.b.c"])
def test_an_invalid_cursor_is_400(alice, cursor):
    answer = alice.get(f"/sync?cursor={cursor}")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["cursor"])


def test_another_persons_cursor_is_400(alice, stranger):
    some_of_each(alice, count=1)
    cursor = fetch(alice, limit=1)["next"]
    assert stranger.get(f"/sync?cursor={cursor}").status_code == 400
    assert fetch(stranger)["changes"] == []


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "limit=1_0", "limit=", "since=1"])
def test_an_invalid_query_is_400(alice, query):
    assert alice.get(f"/sync?{query}").status_code == 400


def test_a_page_takes_one_query_per_kind(alice):
    some_of_each(alice, count=8)
    _, cursor = fetch_all(alice)
    with store_faults() as attempted:
        fetch(alice, cursor, limit=2)
    assert attempted == [
        *["Query"] * len(FIRST_KINDS),
        "GetItem",
    ]  # and one for expired records


@pytest.mark.parametrize("is_first", [True, False], ids=["by day", "by change"])
def test_a_page_can_end_at_the_engines_limit(alice, monkeypatch, is_first):
    """A query returns at most 1 MB, less than this page: no other kind may overtake the rest."""
    monkeypatch.setattr("glowcycle.sync.changes.MAX_PAGE_BYTES", 100_000_000)
    cursor = None if is_first else fetch_all(alice)[1]
    for _ in range(15):
        alice.post("/journal", {"date": DAY, "text": "\U0001f600" * 20_000})
    day = alice.post("/period", {"date": "2026-02-01", "flow": "light"}).json()["date"]
    page = fetch(alice, cursor)
    assert page["hasMore"]
    assert 0 < len(page["changes"]) < 15
    rest = fetch(alice, page["next"])
    told = named(page["changes"] + rest["changes"])
    assert len(set(told)) == len(told) == 16
    assert told[-1] == ("period", day)
    assert rest["hasMore"] is is_first


def test_a_page_can_end_at_the_answers_limit(alice, monkeypatch):
    """All kinds together can exceed the maximum answer."""
    monkeypatch.setattr("glowcycle.sync.changes.MAX_PAGE_BYTES", 800)
    _, cursor = fetch_all(alice)
    written = some_of_each(alice, count=3)
    assert len(fetch(alice, cursor)["changes"]) < len(written)
    assert named(fetch_all(alice, cursor)[0]) == written


def test_an_outage_is_503(alice):
    with store_faults(unreachable, unreachable):
        answer = alice.get("/sync")
    assert (answer.status_code, int(answer.headers["Retry-After"]) > 0) == (503, True)


def test_the_safety_margin_is_twice_the_functions_timeout():
    stages = json.loads(Path("zappa_settings.json").read_text("utf-8"))
    seconds = [stage["timeout_seconds"] for stage in stages.values() if "timeout_seconds" in stage]
    assert seconds
    assert all(timedelta(seconds=2 * timeout) <= SETTLE for timeout in seconds)


def test_changes_are_ordered_by_their_timestamp(alice):
    entry = alice.post("/journal", {"date": DAY}).json()
    stored = JournalEntry.get(alice.user_id, entry["entryId"])
    [change] = fetch(alice)["changes"]
    assert datetime.fromisoformat(change["updatedAt"]) == stored.updated_at
