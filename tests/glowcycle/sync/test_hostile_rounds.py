"""A first round loses, doubles and drops nothing, whatever happens to the store meanwhile."""

import random
from datetime import UTC, datetime, timedelta
from unittest import mock
from uuid import uuid4

import pytest
import time_machine

from glowcycle.sandbox.identity import issue_token
from glowcycle.sync.changes import SETTLE
from tests.support.broken_records import BREAKS, named
from tests.support.offline_phone import device_of, shows
from tests.support.phone_habits import KINDS, Habits
from tests.support.retention_choices import choose
from tests.support.sealed_items import BODIES, write
from tests.support.sync_operations import DAY, every_kind, operation, send, statuses

CONTENT = {
    "journal": {"energy": 9},
    "period": {"flow": "heavy"},
    "skin": BODIES["skin"],
    "stage": BODIES["stage"],
}


def names_of_a_round(phone, query):
    """Return the names of all that a round tells, and of all that it cannot read."""
    told, unreadable, cursor = [], [], ""
    for _ in range(60):
        answer = phone.get(f"/sync?{query}{cursor}")
        assert answer.status_code == 200, answer.content
        assert phone.get(f"/sync?{query}{cursor}").json()["changes"] == answer.json()["changes"]
        page = answer.json()
        told += [(each["kind"], each["id"]) for each in page["changes"]]
        unreadable += [(each["kind"], each["id"]) for each in page["unreadable"]]
        cursor = f"&cursor={page['next']}"
        if not page["hasMore"]:
            return told, unreadable
    return pytest.fail("The round does not end.")


@pytest.mark.parametrize("seed", range(6))
def test_each_record_is_told_or_named_once_whatever_ends_a_page(alice, monkeypatch, seed):
    """Records of one instant, some broken or deleted; pages end by number or by bytes."""
    chance = random.Random(seed)
    kinds = chance.choice([["journal"], ["period", "skin"], ["journal", "stage"], [*BODIES]])
    limit = chance.choice([1, 2, 3, 1000])
    monkeypatch.setattr("glowcycle.sync.changes.MAX_PAGE_BYTES", chance.choice([700, 1500]))
    good, bad = [], []
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        for _ in range(4):
            for kind in BODIES:
                address = write(alice, kind)
                fate = chance.choice(["keep", "keep", "delete", "break"])
                if fate == "delete":
                    assert alice.delete(address).status_code == 204
                elif fate == "break":
                    BREAKS["altered"](alice, address)
                if kind in kinds and fate != "delete":
                    {"keep": good, "break": bad}[fate].append(tuple(named(address).values()))
        clock.shift(2 * SETTLE)
        told, unreadable = names_of_a_round(alice, f"kinds={','.join(kinds)}&limit={limit}")
    assert sorted(told) == sorted(good)
    assert sorted(unreadable) == sorted(bad)


@pytest.mark.parametrize("kind", ["journal", "skin"])
@pytest.mark.parametrize("limit", [1, 2, 5])
def test_records_of_one_day_and_instant_come_once(alice, kind, limit):
    body = {**CONTENT[kind], "date": DAY}
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        names = [str(uuid4()) for _ in range(5)]
        send(alice, *(operation(kind, "create", name, body) for name in names))
        clock.shift(2 * SETTLE)
        told, _ = names_of_a_round(alice, f"limit={limit}")
    assert sorted(told) == sorted((kind, name) for name in names)


@every_kind
@pytest.mark.parametrize("day", ["2026-03-28", "2026-01-01"], ids=["read", "unread"])
@pytest.mark.parametrize("other_day", ["2026-03-29", "2026-01-02"], ids=["to read", "to unread"])
def test_an_undo_in_a_round_is_told(alice, kind, day, other_day):
    """The record was listed or not when another phone deletes it, and takes that back."""
    name, body = str(uuid4()), CONTENT[kind]
    dated = "start" if kind == "stage" else "date"
    undone = {**body, dated: other_day}
    if kind == "period":
        name, undone = day, body
    else:
        body = {**body, dated: day}
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        send(alice, operation(kind, "create", name, body))
        for number in range(10, 16):
            alice.post("/period", {"date": f"2026-02-{number}", "flow": "light"})
        clock.shift(2 * SETTLE)
        device = device_of(alice, Habits(limit=2, kinds=KINDS))
        assert device.take_page()
        [gone] = send(alice, operation(kind, "delete", name))
        undo = operation(kind, "create", name, undone, ifMatch=gone["etag"])
        assert statuses(send(alice, undo)) == ["applied"]
        device.take()
        assert device.store.records() == shows(alice)
        assert device.store.records()[kind, name]["version"] == 3


@every_kind
def test_a_record_that_expires_in_a_round_is_dropped(alice, kind):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        choose(alice, clock, **{kind: 30})
        old = {tuple(named(write(alice, kind)).values()) for _ in range(4)}
        clock.shift(timedelta(minutes=10))
        new = {tuple(named(write(alice, kind)).values()) for _ in range(4)}
        clock.shift(timedelta(days=30, minutes=-10, seconds=-30))
        alice.token = issue_token(user_id=alice.user_id, lifetime=timedelta(hours=1))
        device = device_of(alice, Habits(limit=5, kinds=KINDS))  # the newest four, and an old one
        assert device.take_page()
        clock.shift(timedelta(minutes=1))
        assert old & device.store.base.keys()
        device.take()
        assert device.store.records().keys() == new
        assert device.store.records() == shows(alice)


@pytest.mark.parametrize("kind", ["journal", "skin"])
def test_deletions_take_no_place_in_a_first_round(alice, kind):
    for _ in range(3):
        assert alice.delete(write(alice, kind)).status_code == 204
    kept = [tuple(named(write(alice, kind)).values()) for _ in range(2)]
    page = alice.get(f"/sync?kinds={kind}&limit=3").json()
    assert sorted((each["kind"], each["id"]) for each in page["changes"]) == sorted(kept)
    assert not page["hasMore"]


def test_a_round_that_was_left_unfinished_hides_no_slow_write(alice):
    """The write became visible when the round had already read beyond the time it carries."""
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        device = device_of(alice, Habits(limit=1))
        device.sync()
        clock.shift(2 * SETTLE)
        late = datetime.now(UTC)
        clock.shift(timedelta(seconds=20))
        write(alice, "journal")
        write(alice, "journal")
        assert device.take_page()
        with mock.patch("glowcycle.storage.revisions.timezone.now", return_value=late):
            write(alice, "journal")
        clock.shift(2 * SETTLE)
        device.take()
        assert len(device.store.records()) == 3
        assert device.store.records() == shows(alice)
